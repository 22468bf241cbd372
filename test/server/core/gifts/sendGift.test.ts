import { describe, expect, test } from "vitest";
import type { CatalogueGift, Gift } from "../../../../src/contract/gifts.js";
import type { GiftOptions, GiftWallet } from "../../../../src/server/core/gifts/giftOptions.js";
import { memoryStore } from "../../../../src/server/store/memoryStore.js";
import type { LobbyStore } from "../../../../src/server/store/store.js";
import { testCore } from "../../support/testCore.js";

const room = "room:hall";
const catalogue: readonly CatalogueGift[] = [
  { id: "rose", name: "Rose", price: 10, animation: "default" },
  { id: "castle", name: "Castle", price: 500, animation: "fireworks" },
  { id: "wave", name: "Wave", price: 0, animation: "stars" },
];
const plenty = { perSecond: 1e6, burst: 1e6 };

function giftCore(gifts: Partial<GiftOptions> = {}, more: Parameters<typeof testCore>[0] = {}) {
  const server = testCore({
    limits: { events: plenty, gifts: plenty },
    ...more,
    gifts: { catalogue, startingBalance: 100, ...gifts },
  });
  return { ...server, history: async () => (await server.store.gifts.history(room, null, 200)).gifts };
}

const rose = (clientId: string, more: object = {}) => ({
  conversationId: room,
  clientId,
  giftId: "rose",
  quantity: 1,
  receiverId: "lan",
  ...more,
});

describe("a gift", () => {
  test("is charged by the catalogue's price, entered, and told to the conversation and its giver", async () => {
    const server = giftCore();
    const [an, phone, binh, chi] = [server.tab("an"), server.tab("an"), server.tab("binh"), server.tab("chi")];
    await server.store.saveUser({ id: "lan", name: "Lan" });
    for (const tab of [an, binh]) await tab.do("openConversation", { conversationId: room });
    const answer = await an.do("sendGift", rose("tap", { quantity: 3, note: "  well done  " }));
    server.clock.advance(1_000);
    const gift = {
      clientId: "tap",
      conversationId: room,
      giftId: "rose",
      name: "Rose",
      price: 10,
      quantity: 3,
      animation: "default",
      senderId: "an",
      senderName: "AN",
      receiverId: "lan",
      receiverName: "Lan",
      note: "well done",
    };
    expect(answer).toMatchObject({ ok: true, balance: 70, gift });
    expect(answer).not.toHaveProperty("duplicate");
    for (const tab of [an, binh]) expect(tab.heard("giftReceived")).toMatchObject([{ gift }]);
    expect(chi.heard("giftReceived")).toEqual([]);
    for (const tab of [an, phone]) {
      expect(tab.heard("balanceChanged")).toEqual([{ type: "balanceChanged", balance: 70, clientId: "tap" }]);
    }
    expect(binh.heard("balanceChanged")).toEqual([]);
    expect(binh.heard("messageReceived")).toMatchObject([
      {
        message: {
          seq: 1,
          senderId: "an",
          senderName: "AN",
          body: {
            kind: "gift",
            text: "Rose ×3",
            giftId: "rose",
            name: "Rose",
            price: 10,
            quantity: 3,
            receiverId: "lan",
          },
        },
      },
    ]);
    expect(await server.history()).toMatchObject([gift]);
  });

  test("is charged once of fifty repetitions, which are all answered with the same gift", async () => {
    const server = giftCore();
    const an = server.tab("an");
    await an.do("openConversation", { conversationId: room });
    const answers = await Promise.all(Array.from({ length: 50 }, () => an.do("sendGift", rose("tap"))));
    expect(answers.every(({ ok }) => ok)).toBe(true);
    expect(new Set(answers.map((answer) => ("gift" in answer ? (answer.gift as Gift).id : "none"))).size).toBe(1);
    expect(answers.filter((answer) => "duplicate" in answer)).toHaveLength(49);
    expect(await server.core.gifts.balance("an")).toBe(90);
    server.clock.advance(1_000);
    expect(an.heard("giftReceived")).toHaveLength(1);
    expect(an.heard("messageReceived")).toHaveLength(1);
    expect(an.heard("balanceChanged")).toHaveLength(1);
  });

  test("never overdraws: of two hundred different ones at once as many as the wallet pays", async () => {
    const server = giftCore({ startingBalance: 1_000 });
    const an = server.tab("an");
    const answers = await Promise.all(Array.from({ length: 200 }, (_, tap) => an.do("sendGift", rose(`tap-${tap}`))));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(100);
    expect(answers.filter((answer) => !answer.ok && answer.code === "INSUFFICIENT_FUNDS")).toHaveLength(100);
    expect(await server.core.gifts.balance("an")).toBe(0);
    expect(await server.history()).toHaveLength(100);
    server.clock.advance(1_000);
    const told = an.heard("balanceChanged").map(({ balance }) => balance);
    // In the order in which they came about.
    expect(told.slice(0, 100)).toEqual(Array.from({ length: 100 }, (_, index) => 990 - index * 10));
  });

  test("under a known key but with other content is a conflict, and changes nothing", async () => {
    const server = giftCore();
    const an = server.tab("an");
    await an.do("sendGift", rose("tap"));
    for (const other of [
      { quantity: 2 },
      { receiverId: "binh" },
      { note: "x" },
      { giftId: "wave" },
      { conversationId: "room:other" },
    ]) {
      expect(await an.do("sendGift", rose("tap", other))).toMatchObject({ ok: false, code: "CONFLICT" });
    }
    expect(await an.do("sendGift", rose("tap"))).toMatchObject({ ok: true, duplicate: true });
    expect(await server.core.gifts.balance("an")).toBe(90);
    expect(await server.history()).toHaveLength(1);
  });

  test("takes price, names, giver and look from the server, whatever the payload says", async () => {
    const server = giftCore();
    const an = server.tab("an");
    const forged = {
      price: 0,
      cost: -5,
      name: "Free",
      animation: "rainbow",
      senderId: "binh",
      senderName: "Bình",
      id: "mine",
      balance: 1e9,
    };
    const answer = await an.session.handle("lobby:gift", { ...rose("tap"), ...forged });
    expect(answer).toMatchObject({
      balance: 90,
      gift: { price: 10, name: "Rose", animation: "default", senderId: "an", senderName: "AN" },
    });
    expect(answer).not.toHaveProperty("gift.id", "mine");
    expect(await server.core.gifts.balance("binh")).toBe(100);
  });

  test.each([
    [{ quantity: 0 }, "INVALID"],
    [{ quantity: -1 }, "INVALID"],
    [{ quantity: 101 }, "INVALID"],
    [{ quantity: 1.5 }, "INVALID"],
    [{ note: "x".repeat(201) }, "INVALID"],
    [{ clientId: "__proto__" }, "INVALID"],
    [{ receiverId: "an" }, "INVALID"],
    [{ conversationId: "direct:an:binh", receiverId: "lan" }, "INVALID"],
    [{ conversationId: "direct:binh:lan" }, "FORBIDDEN"],
    [{ giftId: "unicorn" }, "NOT_FOUND"],
    [{ giftId: "castle" }, "INSUFFICIENT_FUNDS"],
  ])("is refused and takes nothing: %j", async (wrong, code) => {
    const server = giftCore();
    const an = server.tab("an");
    expect(await an.do("sendGift", rose("tap", wrong))).toMatchObject({ ok: false, code });
    expect(await server.core.gifts.balance("an")).toBe(100);
    expect(await server.history()).toEqual([]);
  });

  test("that is refused for want of money tells the balance and stays refused", async () => {
    const server = giftCore();
    const an = server.tab("an");
    const castle = rose("dear", { giftId: "castle" });
    expect(await an.do("sendGift", castle)).toMatchObject({ code: "INSUFFICIENT_FUNDS" });
    server.clock.advance(100);
    expect(an.heard("balanceChanged")).toEqual([{ type: "balanceChanged", balance: 100 }]);
    await server.core.gifts.credit("an", 1_000, "payment-1");
    expect(await an.do("sendGift", castle)).toMatchObject({ code: "INSUFFICIENT_FUNDS" });
    expect(await server.core.gifts.balance("an")).toBe(1_100);
    expect(await an.do("giftStatus", { clientId: "dear" })).toMatchObject({
      status: "refused",
      gift: null,
      failure: { code: "INSUFFICIENT_FUNDS" },
    });
    expect(await an.do("sendGift", rose("again", { giftId: "castle" }))).toMatchObject({ ok: true, balance: 600 });
  });

  test("goes through authorize and maySend, and a ban does not undo what a key came to", async () => {
    let banned = false;
    const asked: unknown[] = [];
    const server = giftCore(
      { maySend: ({ receiverId, gift, quantity }) => receiverId !== "minh" && gift.price * quantity < 50 },
      {
        authorize: (_user, action) => {
          asked.push(action);
          return !banned;
        },
      },
    );
    const an = server.tab("an");
    expect(await an.do("sendGift", rose("tap"))).toMatchObject({ ok: true });
    expect(asked).toContainEqual({
      kind: "gift",
      conversationId: room,
      giftId: "rose",
      quantity: 1,
      receiverId: "lan",
    });
    expect(await an.do("sendGift", rose("tap-2", { receiverId: "minh" }))).toMatchObject({ code: "FORBIDDEN" });
    expect(await an.do("sendGift", rose("tap-3", { quantity: 5 }))).toMatchObject({ code: "FORBIDDEN" });
    banned = true;
    expect(await an.do("sendGift", rose("tap-4"))).toMatchObject({ code: "FORBIDDEN" });
    expect(await an.do("sendGift", rose("tap"))).toMatchObject({ ok: true, duplicate: true });
    expect(await an.do("giftStatus", { clientId: "tap" })).toMatchObject({ status: "charged" });
  });

  test("has a price of the moment it was charged, asked for anew each time", async () => {
    let price = 10;
    const server = giftCore({
      catalogue: async (_conversation, user) => [
        { id: "rose", name: `Rose for ${user.id}`, price, animation: "stars" },
      ],
    });
    const an = server.tab("an");
    expect(await an.do("sendGift", rose("tap"))).toMatchObject({ balance: 90, gift: { name: "Rose for an" } });
    price = 25;
    expect(await an.do("sendGift", rose("tap"))).toMatchObject({ balance: 90, gift: { price: 10 }, duplicate: true });
    expect(await an.do("sendGift", rose("tap-2"))).toMatchObject({ balance: 65 });
    price = -1;
    expect(await an.do("sendGift", rose("tap-3"))).toMatchObject({ ok: false, code: "UNAVAILABLE" });
    expect(await server.core.gifts.balance("an")).toBe(65);
  });

  test("is limited in number, and its repetitions are not", async () => {
    const server = giftCore(
      { startingBalance: 10_000 },
      { limits: { events: plenty, gifts: { perSecond: 1, burst: 3 } } },
    );
    const an = server.tab("an");
    for (let tap = 0; tap < 3; tap++) expect(await an.do("sendGift", rose(`tap-${tap}`))).toMatchObject({ ok: true });
    expect(await an.do("sendGift", rose("tap-3"))).toMatchObject({ code: "RATE_LIMITED", retryAfterMs: 1_000 });
    for (let again = 0; again < 20; again++) expect(await an.do("sendGift", rose("tap-1"))).toMatchObject({ ok: true });
    server.clock.advance(1_000);
    expect(await an.do("sendGift", rose("tap-3"))).toMatchObject({ ok: true });
  });

  test("is not to be had where the server has none", async () => {
    const { core, tab } = testCore();
    const an = tab("an");
    expect(await an.do("sendGift", rose("tap"))).toMatchObject({ code: "UNSUPPORTED" });
    expect(await an.do("giftStatus", { clientId: "tap" })).toMatchObject({ code: "UNSUPPORTED" });
    const response = await core.handleHttp(new Request("http://x/api/lobby/gifts/room%3Ahall/shop"), { id: "an" });
    expect(response.status).toBe(501);
    await expect(core.gifts.credit("an", 1, "k")).rejects.toMatchObject({ code: "gifts-missing" });
    await expect(core.gifts.balance("an")).rejects.toMatchObject({ code: "gifts-missing" });
  });
});

describe("what became of a tap", () => {
  test("is told to its owner alone", async () => {
    const server = giftCore();
    const [an, binh] = [server.tab("an"), server.tab("binh")];
    expect(await an.do("giftStatus", { clientId: "tap" })).toMatchObject({
      status: "unknown",
      gift: null,
      balance: 100,
    });
    await an.do("sendGift", rose("tap"));
    expect(await an.do("giftStatus", { clientId: "tap" })).toMatchObject({
      status: "charged",
      gift: { clientId: "tap" },
      balance: 90,
    });
    expect(await binh.do("giftStatus", { clientId: "tap" })).toMatchObject({
      status: "unknown",
      gift: null,
      balance: 100,
    });
  });
});

describe("telling", () => {
  /** A store whose log fails until it is mended. */
  function faultyLog(): { store: LobbyStore; mend(): void } {
    const inner = memoryStore({ epoch: "epoch-1" });
    let broken = true;
    const append: LobbyStore["append"] = (input) =>
      broken ? Promise.reject(new Error("disk full")) : inner.append(input);
    return {
      store: { ...inner, append },
      mend: () => {
        broken = false;
      },
    };
  }

  test("that failed after the charge is made good by the next question about it, once", async () => {
    const { store, mend } = faultyLog();
    const server = giftCore({}, { store });
    const an = server.tab("an");
    await an.do("openConversation", { conversationId: room });
    expect(await an.do("sendGift", rose("tap"))).toMatchObject({ ok: true, balance: 90 });
    expect(server.reports).toContainEqual(expect.objectContaining({ during: "gifts", code: "UNAVAILABLE" }));
    mend();
    expect(await an.do("giftStatus", { clientId: "tap" })).toMatchObject({ status: "charged" });
    await an.do("giftStatus", { clientId: "tap" });
    await an.do("sendGift", rose("tap"));
    server.clock.advance(1_000);
    expect(an.heard("messageReceived")).toHaveLength(1);
    expect(an.heard("giftReceived")).toHaveLength(1);
    expect(await store.range(room, 0, 10)).toMatchObject([{ body: { kind: "gift" } }]);
  });

  test("that failed is made good half a minute later, and by the next start", async () => {
    const { store, mend } = faultyLog();
    const server = giftCore({}, { store });
    const an = server.tab("an");
    await an.do("openConversation", { conversationId: room });
    await an.do("sendGift", rose("tap"));
    mend();
    server.clock.advance(30_000);
    await turns();
    server.clock.advance(100);
    expect(an.heard("giftReceived")).toHaveLength(1);

    const again = faultyLog();
    await giftCore({}, { store: again.store }).tab("an").do("sendGift", rose("tap"));
    again.mend();
    giftCore({}, { store: again.store });
    await turns();
    expect(await again.store.range(room, 0, 10)).toHaveLength(1);
  });

  test("calls the app's hook for each gift until it succeeds, and no more", async () => {
    const credited: string[] = [];
    let broken = true;
    const server = giftCore({
      onCharged: async ({ id, receiverId }) => {
        if (broken) throw new Error("no database");
        credited.push(`${receiverId} ${id}`);
      },
    });
    const an = server.tab("an");
    const answer = await an.do("sendGift", rose("tap"));
    expect(answer).toMatchObject({ ok: true });
    await turns();
    broken = false;
    for (let again = 0; again < 3; again++) {
      await an.do("giftStatus", { clientId: "tap" });
      await turns();
    }
    expect(credited).toEqual([`lan ${(answer as { gift?: Gift }).gift?.id}`]);
    expect(await server.store.gifts.untold(10)).toEqual([]);
  });

  test("makes good all that a long outage of the app's hook has left, also behind those that fail for ever", async () => {
    let fails = (_gift: Gift) => true;
    const credited: string[] = [];
    const server = giftCore({
      startingBalance: 10_000,
      onCharged: (gift) => {
        if (fails(gift)) throw new Error("out of order");
        credited.push(gift.clientId ?? "");
      },
    });
    const an = server.tab("an");
    for (let tap = 0; tap < 150; tap++) await an.do("sendGift", rose(`tap-${tap}`));
    const bad = new Set(Array.from({ length: 60 }, (_, tap) => `tap-${tap}`));
    fails = ({ clientId }) => bad.has(clientId ?? "");
    server.clock.advance(30_000);
    for (let gift = 0; gift < 150; gift++) await turns();
    expect(credited.sort()).toEqual(Array.from({ length: 90 }, (_, tap) => `tap-${tap + 60}`).sort());
    fails = () => false;
    server.clock.advance(30_000);
    for (let gift = 0; gift < 150; gift++) await turns();
    expect(credited).toHaveLength(150);
    expect(await server.store.gifts.untold(10)).toEqual([]);
    // What the rows have to tell is told by then.
    server.clock.advance(10_000);
    expect(server.clock.pending).toBe(0);
  });

  test("does not call the app's hook again while it is at work", async () => {
    let calls = 0;
    let finish = () => {};
    const server = giftCore({
      onCharged: () => {
        calls += 1;
        return new Promise((resolve) => {
          finish = resolve;
        });
      },
    });
    const an = server.tab("an");
    // Nobody waits for the hook.
    for (let again = 0; again < 5; again++) expect(await an.do("sendGift", rose("tap"))).toMatchObject({ ok: true });
    await an.do("giftStatus", { clientId: "tap" });
    finish();
    await turns();
    await an.do("giftStatus", { clientId: "tap" });
    expect(calls).toBe(1);
  });

  test("leaves no timer behind when the server ends", async () => {
    const { store } = faultyLog();
    const server = giftCore({}, { store });
    const before = server.clock.pending;
    await server.tab("an").do("sendGift", rose("tap"));
    await turns();
    expect(server.clock.pending).toBeGreaterThan(before);
    server.core.close();
    server.hub.close();
    expect(server.clock.pending).toBeLessThanOrEqual(before);
  });
});

describe("a row of a gift", () => {
  test("can't be written by a client", async () => {
    const server = giftCore();
    const body = {
      kind: "gift",
      text: "Castle",
      giftId: "castle",
      name: "Castle",
      price: 500,
      quantity: 1,
      animation: "fireworks",
      receiverId: "lan",
    };
    const answer = await server.tab("an").session.handle("lobby:send", { conversationId: room, clientId: "c1", body });
    expect(answer).toMatchObject({ ok: false, code: "INVALID" });
  });

  test("is what a conversation's list shows last", async () => {
    const server = giftCore();
    await server.tab("an").do("sendGift", rose("tap", { conversationId: "direct:an:lan", quantity: 2 }));
    const list = await server.store.conversations("lan", null, 10);
    expect(list.conversations).toMatchObject([
      { unreadCount: 1, lastMessage: { body: { kind: "gift", text: "Rose ×2" } } },
    ]);
  });
});

describe("a wallet of the app's own", () => {
  function aWallet(start = 100) {
    const paid = new Map<string, boolean>();
    let balance = start;
    let fault: "before" | "after" | null = null;
    const wallet: GiftWallet = {
      balance: async () => balance,
      debit: async ({ amount, key }) => {
        if (fault === "before") throw new Error("unreachable");
        const known = paid.get(key);
        const ok = known ?? balance >= amount;
        if (known === undefined) {
          paid.set(key, ok);
          if (ok) balance -= amount;
        }
        if (fault === "after") throw new Error("the answer was lost");
        return { ok, balance };
      },
    };
    return {
      wallet,
      paid,
      fail: (when: typeof fault) => {
        fault = when;
      },
      balance: () => balance,
    };
  }

  test.each(["before", "after"] as const)(
    "that fails %s taking the money is asked again under the same key",
    async (when) => {
      const bank = aWallet();
      let price = 10;
      const server = giftCore({
        wallet: bank.wallet,
        catalogue: () => [{ id: "rose", name: "Rose", price, animation: "default" }],
      });
      const an = server.tab("an");
      bank.fail(when);
      expect(await an.do("sendGift", rose("tap"))).toMatchObject({ code: "UNAVAILABLE" });
      expect(await an.do("giftStatus", { clientId: "tap" })).toMatchObject({ status: "unknown" });
      bank.fail(null);
      // Whoever repeats it pays what it cost when it was tapped.
      price = 99;
      expect(await an.do("sendGift", rose("tap", { quantity: 2 }))).toMatchObject({ code: "CONFLICT" });
      expect(await an.do("sendGift", rose("tap"))).toMatchObject({ ok: true, balance: 90, gift: { price: 10 } });
      expect(await an.do("sendGift", rose("tap"))).toMatchObject({ ok: true, duplicate: true });
      expect(bank.balance()).toBe(90);
      expect(bank.paid.size).toBe(1);
      expect(await server.history()).toHaveLength(1);
    },
  );

  test.each([undefined, Number.NaN, -1, 0.5, "90"])(
    "that tells no balance (%s) has taken the money all the same",
    async (nonsense) => {
      const balance = nonsense as number;
      const server = giftCore({ wallet: { balance: async () => balance, debit: async () => ({ ok: true, balance }) } });
      const an = server.tab("an");
      expect(await an.do("sendGift", rose("tap"))).toMatchObject({ ok: true, balance: null });
      expect(await an.do("giftStatus", { clientId: "tap" })).toMatchObject({ status: "charged", balance: null });
      await server.core.gifts.tellBalance("an");
      server.clock.advance(1_000);
      expect(an.heard("balanceChanged")).toEqual([]);
    },
  );

  test("may refuse, keeps its own credits and is told of by hand", async () => {
    const bank = aWallet(5);
    const server = giftCore({ wallet: bank.wallet });
    const an = server.tab("an");
    expect(await an.do("sendGift", rose("tap"))).toMatchObject({ code: "INSUFFICIENT_FUNDS" });
    await expect(server.core.gifts.credit("an", 10, "k")).rejects.toMatchObject({ code: "gift-wallet" });
    await server.core.gifts.tellBalance("an");
    server.clock.advance(1_000);
    expect(an.heard("balanceChanged").at(-1)).toEqual({ type: "balanceChanged", balance: 5 });
  });
});

describe("top-ups and pages", () => {
  test.each([
    [undefined, "payment-1"],
    ["a b", "payment-1"],
    ["an", undefined],
    ["an", ""],
    ["an", 7],
  ])("nothing is credited to nobody (%j), nor under a key that is none (%j)", async (userId, key) => {
    const server = giftCore();
    const credited = server.core.gifts.credit(userId as never, 50, key as never);
    await expect(credited).rejects.toMatchObject({ code: "bad-credit" });
    expect(await server.core.gifts.balance("an")).toBe(100);
  });

  test("a payment is credited once and told to all of the user's clients", async () => {
    const server = giftCore();
    const [an, binh] = [server.tab("an"), server.tab("binh")];
    expect(await server.core.gifts.credit("an", 50, "payment-1")).toBe(150);
    expect(await server.core.gifts.credit("an", 50, "payment-1")).toBe(150);
    await expect(server.core.gifts.credit("an", 60, "payment-1")).rejects.toMatchObject({ code: "bad-credit" });
    for (const amount of [0, -1, 1.5, Number.NaN]) {
      await expect(server.core.gifts.credit("an", amount, "payment-2")).rejects.toMatchObject({ code: "bad-credit" });
    }
    server.clock.advance(1_000);
    expect(an.heard("balanceChanged")).toEqual([{ type: "balanceChanged", balance: 150 }]);
    expect(binh.heard("balanceChanged")).toEqual([]);
  });

  test("shop, history and leaderboard are answered to who may read the conversation", async () => {
    const server = giftCore({ startingBalance: 1_000 }, { authorize: (user) => user.id !== "eve" });
    const get = async (path: string, id = "an") => {
      const response = await server.core.handleHttp(new Request(`http://x/api/lobby/gifts/${path}`), { id });
      return { status: response.status, body: await response.json() };
    };
    await server.store.saveUser({ id: "binh", name: "Bình", avatarUrl: "https://a.example/b.png" });
    const [an, binh] = [server.tab("an"), server.tab("binh")];
    await an.do("sendGift", rose("a", { quantity: 2 }));
    await binh.do("sendGift", rose("b", { giftId: "castle" }));
    expect(await get("room%3Ahall/shop")).toEqual({ status: 200, body: { gifts: catalogue, balance: 980 } });
    const first = await get("room%3Ahall/history?limit=1");
    expect(first.body.gifts).toMatchObject([{ giftId: "castle", senderName: "BINH" }]);
    const second = await get(`room%3Ahall/history?limit=1&cursor=${first.body.nextCursor}`);
    expect(second.body).toMatchObject({ gifts: [{ giftId: "rose" }], nextCursor: null });
    expect((await get("room%3Ahall/leaderboard")).body).toMatchObject({
      leaders: [
        { userId: "binh", total: 500, count: 1 },
        { userId: "an", total: 20, count: 2 },
      ],
    });
    for (const what of ["shop", "history", "leaderboard"]) {
      expect((await get(`room%3Ahall/${what}`, "eve")).status).toBe(403);
      expect((await get(`nonsense/${what}`)).status).toBe(404);
    }
    for (const limit of ["0", "201", "x", "-1"])
      expect((await get(`room%3Ahall/history?limit=${limit}`)).status).toBe(400);
  });

  test("a leaderboard is summed up once a second, however many look", async () => {
    const inner = memoryStore();
    let sums = 0;
    const store: LobbyStore = {
      ...inner,
      gifts: {
        ...inner.gifts,
        totals: (...args) => {
          sums += 1;
          return inner.gifts.totals(...args);
        },
      },
    };
    const server = giftCore({}, { store, limits: { http: plenty } });
    const look = () =>
      server.core.handleHttp(new Request("http://x/api/lobby/gifts/room%3Ahall/leaderboard"), { id: "an" });
    await Promise.all(Array.from({ length: 100 }, look));
    expect(sums).toBe(1);
    server.clock.advance(1_000);
    await look();
    expect(sums).toBe(2);
  });

  test.each([
    [[{ id: "a b", name: "X", price: 1, animation: "default" }]],
    [[{ id: "a", name: "X", price: -1, animation: "default" }]],
    [[{ id: "a", name: "X", price: 1.5, animation: "default" }]],
    [[{ id: "a", name: "X", price: 1e15, animation: "default" }]],
    [[{ id: "a", name: "X", price: 1, animation: "bang" }]],
    [[catalogue[0], catalogue[0]]],
  ])("a catalogue that can't be sold is refused at the start: %j", (wrong) => {
    expect(() => giftCore({ catalogue: wrong as readonly CatalogueGift[] })).toThrow(/gift-catalogue/);
  });
});

async function turns(): Promise<void> {
  for (let turn = 0; turn < 40; turn++) await Promise.resolve();
}
