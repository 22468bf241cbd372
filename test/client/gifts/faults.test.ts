import { describe, expect, it } from "vitest";
import type { KeyValueStorage } from "../../../src/client/environment.js";
import { giftsFeature } from "../../../src/client/gifts/giftsFeature.js";
import { native } from "../../../src/protocols/native/native.js";
import type { FrameMatch, MockNetwork } from "../../../src/testing/network.js";
import { createRandom } from "../../../src/testing/random.js";
import { aStorage } from "../../support/pages.js";
import { listening, room } from "../world.js";
import { catalogue, giftWorld, looking, rose } from "./support.js";

const gift = "lobby:gift";
const status = "lobby:gift-status";

/** Loses so many of the next such frames. */
function loseNext(network: MockNetwork, match: FrameMatch, count: number): void {
  for (let nth = 1; nth <= count; nth++) network.dropNext({ ...match, nth });
}

/** A gift that arrives, and of which everything that the server says is lost. */
async function unheard() {
  const world = giftWorld();
  const asked: string[] = [];
  const an = world.arrive("an", aStorage(), { transport: listening(world.server.transport, asked) });
  await world.wait();
  world.network.dropNext({ kind: "answer", event: gift });
  loseNext(world.network, { kind: "event", userId: "an" }, 5);
  asked.length = 0;
  const key = an.gifts.send(room, rose());
  return { ...world, an, key, giftCommands: () => asked.filter((event) => event.startsWith(gift)) };
}

describe("a tap is charged once", () => {
  it("when its answer is lost: the server is asked, and not sent it again", async () => {
    const { an, key, wait, charged, giftCommands } = await unheard();
    await wait(1_000);
    expect(an.statuses()).toEqual(["sending"]);
    expect(an.storage.held.size).toBe(1);
    await wait(6_000);
    expect(an.pending()).toMatchObject([{ key, status: "sent" }]);
    expect(giftCommands()).toEqual([gift, status]);
    expect(await charged()).toMatchObject([{ clientId: key }]);
    expect(an.balanceShown()).toBe(990);
    expect(an.shown().recent).toEqual(await charged());
    expect(an.storage.held.size).toBe(0);
  });

  it("when it is lost on its way: it goes again under its key", async () => {
    const { arrive, wait, network, charged } = giftWorld();
    const an = arrive("an");
    await wait();
    network.dropNext({ kind: "command", event: gift });
    const key = an.gifts.send(room, rose());
    await wait(6_000);
    expect(an.statuses()).toEqual(["sent"]);
    expect(await charged()).toMatchObject([{ clientId: key }]);
  });

  it("when the connection breaks between charge and answer, and when a frame comes twice", async () => {
    const { arrive, wait, network, charged, balance } = giftWorld();
    const an = arrive("an");
    await wait();
    network.cutNext({ kind: "answer", event: gift });
    an.gifts.send(room, rose());
    await wait(6_000);
    network.duplicateNext({ kind: "command", event: gift });
    an.gifts.send(room, rose({ quantity: 2 }));
    await wait(1_000);
    expect(an.statuses()).toEqual(["sent", "sent"]);
    expect(await charged()).toMatchObject([{ quantity: 1 }, { quantity: 2 }]);
    expect(await balance("an")).toBe(970);
  });

  it("when it is tapped offline", async () => {
    const { arrive, wait, network, charged } = giftWorld();
    const an = arrive("an");
    await wait();
    network.disconnect();
    await wait(100);
    an.gifts.send(room, rose());
    expect(an.statuses()).toEqual(["sending"]);
    await wait(120_000);
    expect(an.statuses()).toEqual(["sending"]);
    network.reconnect();
    await wait(35_000);
    expect(an.statuses()).toEqual(["sent"]);
    expect(await charged()).toHaveLength(1);
  });

  it("and is of the server that it was made on: another protocol at the same address knows nothing of it", async () => {
    const { an, arrive, wait } = await unheard();
    await wait(500);
    an.lobby.disconnect();
    const elsewhere = arrive("an", an.storage, { protocol: { ...native, name: "other" } });
    await wait(100);
    expect(elsewhere.pending()).toEqual([]);
    expect(an.storage.held.size).toBe(1);
  });

  it("when the page is loaded anew before its answer", async () => {
    const { an, key, arrive, wait, charged } = await unheard();
    await wait(500);
    an.lobby.disconnect();
    const next = arrive("an", an.storage);
    await wait(100);
    expect(next.pending()).toMatchObject([{ key, gift: catalogue[0], receiverId: "binh" }]);
    await wait(1_000);
    expect(next.statuses()).toEqual(["sent"]);
    expect(await charged()).toMatchObject([{ clientId: key }]);
    expect(next.storage.held.size).toBe(0);
    // It was shown then, and is not shown again as if it were new.
    expect(next.shown().recent).toEqual([]);
  });

  it("when the page is loaded anew before it got through", async () => {
    const { arrive, wait, network, charged } = giftWorld();
    const an = arrive("an");
    await wait();
    network.dropNext({ kind: "command", event: gift });
    const key = an.gifts.send(room, rose({ note: "still meant" }));
    an.lobby.disconnect();
    const next = arrive("an", an.storage);
    await wait(2_000);
    expect(next.pending()).toMatchObject([{ key, status: "sent" }]);
    expect(await charged()).toMatchObject([{ clientId: key, note: "still meant" }]);
  });

  it("and is there at once when the page is loaded anew offline", async () => {
    const { an, key, arrive, wait, network } = await unheard();
    an.lobby.disconnect();
    network.disconnect();
    expect(arrive("an", an.storage).pending()).toMatchObject([{ key, status: "sending" }]);
    await wait();
  });

  it("when two tabs find it at the same time", async () => {
    const { an, key, arrive, wait, charged, network } = await unheard();
    an.lobby.disconnect();
    const tabs = [arrive("an", an.storage), arrive("an", an.storage)];
    // Neither learns at first what became of it, so both send it again.
    for (const nth of [1, 2]) network.delayNext({ kind: "command", event: status, nth }, 2_000);
    await wait(10_000);
    expect(tabs.map((tab) => tab.statuses())).toEqual([["sent"], ["sent"]]);
    expect(await charged()).toMatchObject([{ clientId: key }]);
    expect(an.storage.held.size).toBe(0);
  });

  it("when two tabs find one that never got through, and both send it", async () => {
    const { arrive, wait, network, charged, balance } = giftWorld();
    const an = arrive("an");
    await wait();
    network.disconnect();
    await wait(100);
    const key = an.gifts.send(room, rose());
    an.lobby.disconnect();
    network.reconnect();
    const tabs = [arrive("an", an.storage), arrive("an", an.storage)];
    await wait(5_000);
    expect(tabs.map((tab) => tab.statuses())).toEqual([["sent"], ["sent"]]);
    expect(await charged()).toMatchObject([{ clientId: key }]);
    expect(await balance("an")).toBe(990);
  });
});

describe("one that nobody answers", () => {
  it("is given up after a minute of an open connection, and settled by Retry under its key", async () => {
    const { an, key, wait, network, charged, giftCommands } = await unheard();
    loseNext(network, { kind: "answer", event: status }, 60);
    await wait(50_000);
    expect(an.statuses()).toEqual(["sending"]);
    await wait(60_000);
    expect(an.pending()).toMatchObject([{ key, status: "unknown", failure: { code: "TIMEOUT" } }]);
    // Perhaps it is spent, so it can't be spent again.
    expect(an.storage.held.size).toBe(1);
    const asked = giftCommands().length;
    await wait(60_000);
    expect(giftCommands().length).toBe(asked);
    network.clearFaults();
    expect(an.gifts.retry(key)).toBe(key);
    expect(an.statuses()).toEqual(["sending"]);
    await wait();
    expect(an.statuses()).toEqual(["sent"]);
    expect(await charged()).toMatchObject([{ clientId: key }]);
    expect(an.storage.held.size).toBe(0);
  });

  it("is asked about at the next connection, but not sent again by itself", async () => {
    const { arrive, wait, network, charged } = giftWorld();
    const an = arrive("an");
    await wait();
    loseNext(network, { kind: "command", event: gift }, 60);
    loseNext(network, { kind: "answer", event: status }, 60);
    const key = an.gifts.send(room, rose());
    await wait(110_000);
    expect(an.statuses()).toEqual(["unknown"]);
    network.clearFaults();
    network.cut();
    await wait(35_000);
    expect(an.statuses()).toEqual(["unknown"]);
    expect(await charged()).toEqual([]);
    an.gifts.retry(key);
    await wait();
    expect(an.statuses()).toEqual(["sent"]);
    expect(await charged()).toMatchObject([{ clientId: key }]);
  });

  it("may be dismissed, and is then not found again", async () => {
    const { an, key, arrive, wait, network } = await unheard();
    loseNext(network, { kind: "answer", event: status }, 60);
    await wait(110_000);
    an.gifts.dismiss(key);
    expect(an.pending()).toEqual([]);
    expect(an.storage.held.size).toBe(0);
    const next = arrive("an", an.storage);
    await wait();
    expect(next.pending()).toEqual([]);
  });

  it("is no longer meant after ten minutes: it is asked about, not sent, and Retry sends it", async () => {
    const { arrive, wait, network, charged } = giftWorld();
    const an = arrive("an");
    await wait();
    network.disconnect();
    await wait(100);
    const key = an.gifts.send(room, rose());
    an.lobby.disconnect();
    await wait(11 * 60_000);
    network.reconnect();
    const next = arrive("an", an.storage);
    await wait(1_000);
    expect(next.pending()).toMatchObject([{ key, status: "failed", failure: { code: "EXPIRED" } }]);
    expect(await charged()).toEqual([]);
    expect(next.gifts.retry(key)).toBe(key);
    await wait();
    expect(next.statuses()).toEqual(["sent"]);
    expect(await charged()).toMatchObject([{ clientId: key }]);
  });

  it("that waited ten minutes on an open page is not sent either", async () => {
    const { arrive, wait, network, charged } = giftWorld();
    const an = arrive("an");
    await wait();
    network.disconnect();
    await wait(100);
    an.gifts.send(room, rose());
    await wait(11 * 60_000);
    network.reconnect();
    await wait(35_000);
    expect(an.pending()).toMatchObject([{ status: "failed", failure: { code: "EXPIRED" } }]);
    expect(await charged()).toEqual([]);
  });
});

describe("a gift is never another user's", () => {
  it("what An left undecided waits, sealed, until An is back", async () => {
    const { arrive, wait, network, charged, balance } = giftWorld();
    const an = arrive("an");
    await wait();
    network.disconnect();
    await wait(100);
    const key = an.gifts.send(room, rose({ receiverId: "lan" }));
    an.lobby.signIn({ id: "binh" }, "binh");
    expect(an.pending()).toEqual([]);
    expect(an.balanceShown()).toBeNull();
    network.reconnect();
    await wait(35_000);
    expect(an.pending()).toEqual([]);
    expect(an.balanceShown()).toBe(1_000);
    expect(await charged()).toEqual([]);
    an.gifts.retry(key);
    await wait(1_000);
    expect(await charged()).toEqual([]);

    an.lobby.signIn({ id: "an" }, "an");
    await wait(2_000);
    expect(await charged()).toMatchObject([{ clientId: key, senderId: "an" }]);
    expect([await balance("an"), await balance("binh")]).toEqual([990, 1_000]);
  });

  it("nor is the answer to it", async () => {
    const { arrive, wait, network } = giftWorld();
    const an = arrive("an");
    await wait();
    network.delayNext({ kind: "answer", event: gift }, 1_000);
    an.gifts.send(room, rose());
    await wait(100);
    an.lobby.signIn({ id: "binh" }, "binh");
    await wait(5_000);
    expect(an.pending()).toEqual([]);
    expect(an.balanceShown()).toBe(1_000);
    expect(an.shown().recent.every(({ senderId }) => senderId !== "binh")).toBe(true);
  });

  it("nor another server's", async () => {
    const { arrive, wait, network, environment, server } = giftWorld();
    const an = arrive("an");
    await wait();
    network.disconnect();
    await wait(100);
    an.gifts.send(room, rose());
    an.lobby.disconnect();
    network.reconnect();
    const { createLobby } = await import("../../../src/client/createLobby.js");
    const other = createLobby({
      ...server.options("an"),
      url: "http://other.lobbykit.test",
      environment: { ...environment, storage: () => an.storage },
    });
    other.retain();
    other.use(giftsFeature);
    await wait(1_000);
    expect(looking(other).pending()).toEqual([]);
    other.disconnect();
  });
});

describe("a storage", () => {
  const broken: KeyValueStorage = {
    length: 0,
    key: () => null,
    getItem: () => {
      throw new Error("forbidden");
    },
    setItem: () => {
      throw new Error("full");
    },
    removeItem: () => {
      throw new Error("forbidden");
    },
  };

  it("that fails is reported once, and gifts go on without it", async () => {
    const { wait, charged, environment, reports, arrive } = giftWorld();
    const an = arrive("an", undefined, { environment: { ...environment, storage: () => broken } });
    await wait();
    for (let tap = 0; tap < 3; tap++) an.gifts.send(room, rose());
    await wait();
    expect(an.statuses()).toEqual(["sent", "sent", "sent"]);
    expect(await charged()).toHaveLength(3);
    expect(reports.filter(({ kind, subject }) => kind === "storage" && subject === "gifts")).toHaveLength(1);
  });

  it("that is not there, or can't even be looked at, is none", async () => {
    const { wait, charged, environment, arrive } = giftWorld();
    const forbidden = () => {
      throw new Error("cookies are off");
    };
    const an = arrive("an", undefined, { environment: { ...environment, storage: forbidden } });
    await wait();
    an.gifts.send(room, rose());
    await wait();
    const { storage: _none, ...bare } = { ...environment, storage: undefined };
    const again = arrive("an", undefined, { environment: bare });
    await wait();
    again.gifts.send(room, rose());
    await wait();
    expect(await charged()).toHaveLength(2);
  });

  it.each([["{"], ["[1]"], ['{"a":1}'], ["null"], ['[{"key":"__proto__"}]'], ["x".repeat(100_000)]])(
    "that holds nonsense holds nothing: %#",
    async (text) => {
      const { arrive, wait, charged } = giftWorld();
      const first = arrive("an");
      await wait();
      first.gifts.send(room, rose());
      const [name = ""] = [...first.storage.held.keys()];
      await wait();
      first.lobby.disconnect();
      first.storage.setItem(name, text);
      const an = arrive("an", first.storage);
      await wait();
      expect(an.pending()).toEqual([]);
      an.gifts.send(room, rose());
      await wait();
      expect(an.statuses()).toEqual(["sent"]);
      expect(await charged()).toHaveLength(2);
    },
  );

  it("of another user's gifts under this user's name is not believed", async () => {
    const { arrive, wait, charged } = giftWorld();
    const an = arrive("an");
    await wait();
    const kept = new Map<string, string>();
    const { setItem } = an.storage;
    an.storage.setItem = (key, value) => {
      kept.set(key, value);
      setItem(key, value);
    };
    an.gifts.send(room, rose({ receiverId: "lan" }));
    await wait();
    const [[name, text] = ["", ""]] = [...kept];
    const forged = aStorage();
    forged.setItem(name.replace(/an$/, "binh"), text.replaceAll(/"key":"[^"]+"/g, '"key":"another-key"'));
    const binh = arrive("binh", forged);
    await wait(2_000);
    expect(binh.pending()).toEqual([]);
    expect(await charged()).toHaveLength(1);
  });
});

describe("whatever happens", () => {
  it.each(Array.from({ length: 25 }, (_, seed) => seed + 1))(
    "every tap is charged once or not at all, and the page knows which: seed %i",
    async (seed) => {
      const random = createRandom(`gifts ${seed}`);
      const start = 150;
      const { arrive, wait, network, charged, balance } = giftWorld({
        seed,
        gifts: { catalogue, startingBalance: start },
        network: { latencyMs: 40, jitterMs: 60, pingTimeoutMs: 4_000 },
      });
      const storage = aStorage();
      let tabs = [arrive("an", storage), arrive("an", storage)];
      await wait(1_000);
      const keys: string[] = [];
      const known = new Map<string, string>();
      const note = () => {
        for (const tab of tabs) for (const { key, status: now } of tab.pending()) known.set(key, now);
      };
      for (let step = 0; step < 20; step++) {
        const dice = random();
        const tab = tabs[Math.floor(random() * tabs.length)];
        if (dice < 0.5 && tab !== undefined) keys.push(tab.gifts.send(room, rose()));
        else if (dice < 0.6) network.dropNext({ kind: "answer", event: gift });
        else if (dice < 0.66) network.dropNext({ kind: "command", event: gift });
        else if (dice < 0.7) network.dropNext({ kind: "answer", event: status });
        else if (dice < 0.75) network.duplicateNext({ kind: "command", event: gift });
        else if (dice < 0.8) network.delayNext({ kind: "command", event: gift }, 6_000);
        else if (dice < 0.86) network.cut();
        else if (dice < 0.9) network.halfOpen();
        else {
          // A page is loaded anew.
          note();
          tab?.lobby.disconnect();
          tabs = [...tabs.filter((one) => one !== tab), arrive("an", storage)];
        }
        await wait(random() * 3_000);
        note();
      }
      network.clearFaults();
      network.loss = 0;
      await wait(130_000);
      note();
      const ledger = await charged();
      const inLedger = ledger.map(({ clientId }) => clientId);
      expect(new Set(inLedger).size).toBe(inLedger.length);
      expect(inLedger.every((key) => keys.includes(key ?? ""))).toBe(true);
      expect(await balance("an")).toBe(start - 10 * ledger.length);
      for (const tab of tabs) {
        expect(tab.balanceShown()).toBe(await balance("an"));
        for (const { key, status: now } of tab.pending()) {
          expect([key, now]).toEqual([key, inLedger.includes(key) ? "sent" : "failed"]);
        }
      }
      expect(storage.held.size).toBe(0);
      // What was once said to be decided was.
      for (const [key, now] of known) {
        if (now === "sent") expect(inLedger).toContain(key);
        if (now === "failed") expect(inLedger).not.toContain(key);
      }
    },
  );
});
