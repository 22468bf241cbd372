import { describe, expect, it } from "vitest";
import { createLobby } from "../../../src/client/createLobby.js";
import { giftsFeature } from "../../../src/client/gifts/giftsFeature.js";
import { giftKey } from "../../../src/contract/giftKey.js";
import { aStorage } from "../../support/pages.js";
import { shown as messages, room } from "../world.js";
import { catalogue, giftWorld, rose } from "./support.js";

describe("giving", () => {
  it("shows the own gift at the tap, then as the server has it, and it is the same one", async () => {
    const { arrive, wait, charged, balance } = giftWorld();
    const an = arrive("an");
    const binh = arrive("binh");
    await wait();
    expect(an.shown()).toMatchObject({ status: "ready", catalogue });
    expect(an.balanceShown()).toBe(1_000);

    const key = an.gifts.send(room, rose({ quantity: 5, receiverName: "Bình", note: " bravo " }));
    expect(an.pending()).toMatchObject([
      { key, status: "sending", quantity: 5, receiverId: "binh", note: "bravo", gift: catalogue[0] },
    ]);
    expect(an.shown().recent).toMatchObject([{ id: key, clientId: key, name: "Rose", price: 10, quantity: 5 }]);
    // What is under way is no longer there to be spent.
    expect(an.balanceShown()).toBe(950);
    await wait();
    expect(an.statuses()).toEqual(["sent"]);
    expect(an.balanceShown()).toBe(950);
    const [gift] = await charged();
    expect(an.shown().recent).toEqual([gift]);
    expect(giftKey(gift ?? { id: "" })).toBe(key);
    // Another's key is nobody's business.
    expect(binh.shown().recent).toMatchObject([{ id: gift?.id, senderName: "An", note: "bravo" }]);
    expect(binh.shown().recent[0]).not.toHaveProperty("clientId");
    expect(await balance("an")).toBe(950);
    expect(messages(binh.lobby, room).at(-1)).toMatchObject({ body: { kind: "gift", text: "Rose ×5" } });
    expect(an.storage.held.size).toBe(0);
  });

  it("fails for want of money, with the reason, the balance of the server and without a trace", async () => {
    const { arrive, wait, charged, server } = giftWorld({ gifts: { catalogue, startingBalance: 100 } });
    const an = arrive("an");
    await wait();
    await server.credit("an", 50);
    await wait();
    expect(an.balanceShown()).toBe(150);
    const key = an.gifts.send(room, rose({ giftId: "castle" }));
    expect(an.balanceShown()).toBe(0);
    await wait();
    expect(an.pending()).toMatchObject([{ key, status: "failed", failure: { code: "INSUFFICIENT_FUNDS" } }]);
    expect(an.balanceShown()).toBe(150);
    expect(an.shown().recent).toEqual([]);
    expect(await charged()).toEqual([]);
    expect(an.storage.held.size).toBe(0);

    // The old tap is refused for ever; trying again is a new one.
    await server.credit("an", 1_000);
    const again = an.gifts.retry(key);
    expect(again).not.toBe(key);
    expect(an.pending()).toMatchObject([{ key: again, status: "sending" }]);
    await wait();
    expect(an.statuses()).toEqual(["sent"]);
    expect(await charged()).toMatchObject([{ clientId: again, giftId: "castle" }]);
    expect(an.balanceShown()).toBe(650);
  });

  it("fails where the server does not let it, and keeps the key when it is tried again", async () => {
    let allowed = false;
    const { arrive, wait, charged } = giftWorld({ authorize: (_user, { kind }) => kind !== "gift" || allowed });
    const an = arrive("an");
    await wait();
    const key = an.gifts.send(room, rose());
    await wait();
    expect(an.pending()).toMatchObject([{ key, status: "failed", failure: { code: "FORBIDDEN" } }]);
    allowed = true;
    expect(an.gifts.retry(key)).toBe(key);
    expect(an.statuses()).toEqual(["sending"]);
    await wait();
    expect(an.statuses()).toEqual(["sent"]);
    expect(await charged()).toMatchObject([{ clientId: key }]);
  });

  it("waits as long as a server asks that limits it", async () => {
    const { arrive, wait, charged } = giftWorld({ limits: { gifts: { perSecond: 1, burst: 1 } } });
    const an = arrive("an");
    await wait();
    for (let tap = 0; tap < 4; tap++) an.gifts.send(room, rose());
    await wait();
    expect(an.statuses()).toEqual(["sent", "sending", "sending", "sending"]);
    await wait(6_000);
    expect(an.statuses()).toEqual(["sent", "sent", "sent", "sent"]);
    expect(await charged()).toHaveLength(4);
  });

  it("lets what is decided be dismissed, and nothing that is on its way", async () => {
    const { arrive, wait, network } = giftWorld();
    const an = arrive("an");
    await wait();
    const sent = an.gifts.send(room, rose());
    await wait();
    network.disconnect();
    const waiting = an.gifts.send(room, rose());
    an.gifts.dismiss(waiting);
    an.gifts.dismiss(sent);
    expect(an.pending()).toMatchObject([{ key: waiting, status: "sending" }]);
    for (let tap = 0; tap < 12; tap++) an.gifts.send(room, rose());
    network.reconnect();
    await wait(5_000);
    // Of those that were sent only the last few are kept.
    expect(an.statuses()).toEqual(["sent", "sent", "sent", "sent", "sent"]);
  });

  it("keeps no more undecided ones than fifty", async () => {
    const { arrive, wait, network, charged } = giftWorld();
    const an = arrive("an");
    await wait();
    network.disconnect();
    for (let tap = 0; tap < 51; tap++) an.gifts.send(room, rose());
    expect(an.statuses().filter((status) => status === "failed")).toHaveLength(1);
    network.reconnect();
    await wait(5_000);
    expect(await charged()).toHaveLength(50);
  });

  it("forgets the oldest of many failed ones", async () => {
    const { arrive, wait } = giftWorld({ authorize: (_user, { kind }) => kind !== "gift" });
    const an = arrive("an");
    await wait();
    const keys = Array.from({ length: 45 }, () => an.gifts.send(room, rose()));
    await wait();
    for (let tap = 0; tap < 10; tap++) keys.push(an.gifts.send(room, rose()));
    await wait();
    expect(an.pending().map(({ key }) => key)).toEqual(keys.slice(-50));
  });

  it("refuses at once what no server would take", async () => {
    const { arrive, wait, person } = giftWorld();
    const an = arrive("an");
    await wait();
    for (const wrong of [{ quantity: 0 }, { quantity: 101 }, { note: "x".repeat(201) }, { receiverId: "a b" }]) {
      expect(() => an.gifts.send(room, rose(wrong))).toThrow(/bad-gift/);
    }
    expect(() => an.gifts.send("nonsense", rose())).toThrow(/bad-gift/);
    expect(an.pending()).toEqual([]);
    const nobody = person("an");
    nobody.signIn(null);
    expect(() => nobody.use(giftsFeature).send(room, rose())).toThrow(/signed-out/);
  });
});

describe("what others give", () => {
  it("comes live, is shown once each, and at most a hundred; of more in one moment the dear ones", async () => {
    const { arrive, wait, server } = giftWorld({
      gifts: {
        catalogue: Array.from({ length: 150 }, (_, at) => ({
          id: `g${at}`,
          name: `G${at}`,
          price: at,
          animation: "default",
        })),
        startingBalance: 1_000_000,
      },
    });
    const an = arrive("an");
    await wait();
    for (let at = 149; at >= 0; at--) await server.as("binh").sendGift(room, `g${at}`);
    await wait();
    const prices = an.shown().recent.map(({ price }) => price);
    expect(prices).toHaveLength(100);
    // The first came alone, in a quiet moment; the others in one packet.
    expect(Math.min(...prices)).toBeGreaterThanOrEqual(49);
    expect([...prices].sort((a, b) => b - a)).toEqual(prices);
    await server.as("binh").sendGift(room, "g0", { quantity: 2 });
    await wait();
    expect(an.shown().recent.at(-1)).toMatchObject({ giftId: "g0", quantity: 2 });
    expect(an.shown().recent).toHaveLength(100);
  });

  it("is in the history, newest first, page by page, and live", async () => {
    const { arrive, wait, server } = giftWorld({ gifts: { catalogue, startingBalance: 1_000_000 } });
    for (let quantity = 1; quantity <= 60; quantity++) await server.as("binh").sendGift(room, "rose", { quantity });
    await wait();
    const an = arrive("an");
    an.gifts.show(room, "history");
    await wait();
    const quantities = () => an.shown().history.gifts.map(({ quantity }) => quantity);
    expect(quantities()).toEqual(Array.from({ length: 50 }, (_, index) => 60 - index));
    expect(an.shown().history).toMatchObject({ status: "ready" });
    await Promise.all([an.gifts.loadMore(room), wait()]);
    expect(quantities()).toEqual(Array.from({ length: 60 }, (_, index) => 60 - index));
    await an.gifts.loadMore(room);
    await server.as("binh").sendGift(room, "castle", { quantity: 2 });
    an.gifts.send(room, rose({ quantity: 77 }));
    await wait();
    expect(quantities().slice(0, 3).sort()).toEqual([2, 60, 77]);
    expect(quantities()).toHaveLength(62);
  });

  it("has no hole in the history where a newer first page has overtaken the next one", async () => {
    const { arrive, wait, server, environment } = giftWorld({ gifts: { catalogue, startingBalance: 1_000_000 } });
    const give = async (from: number, to: number) => {
      for (let quantity = from; quantity <= to; quantity++)
        await server.as("binh").sendGift(room, "rose", { quantity });
    };
    await give(1, 70);
    await wait();
    const slowly: typeof globalThis.fetch = async (input, init) => {
      // An older page comes a second late.
      if (/cursor=/.test(String(input)))
        await new Promise<void>((resolve) => void environment.setTimeout(resolve, 1_000));
      return server.fetch(input, init);
    };
    const an = arrive("an", aStorage(), { fetch: slowly });
    an.gifts.show(room, "history");
    await wait();
    void an.gifts.loadMore(room);
    await wait(50);
    await give(71, 80);
    await Promise.all([an.gifts.reload(room, "history"), wait(2_000)]);
    await Promise.all([an.gifts.loadMore(room), wait(2_000)]);
    const { gifts, status } = an.shown().history;
    expect(status).toBe("ready");
    expect(gifts.map(({ quantity }) => quantity)).toEqual(Array.from({ length: 80 }, (_, index) => 80 - index));
  });

  it("moves the leaderboard, asked for some time after and once for all", async () => {
    const { arrive, wait, server } = giftWorld();
    const an = arrive("an");
    an.gifts.show(room, "leaderboard");
    await wait();
    expect(an.shown().leaderboard).toEqual({ status: "ready", error: null, leaders: [] });
    for (let tap = 0; tap < 5; tap++) await server.as("binh").sendGift(room, "rose", { receiverId: "lan" });
    await wait(4_000);
    expect(an.shown().leaderboard.leaders).toEqual([]);
    await wait(12_000);
    expect(an.shown().leaderboard.leaders).toEqual([{ userId: "binh", name: "Binh", total: 50, count: 5 }]);
  });
});

describe("what is shown", () => {
  it("is loaded once for all who show it, and forgotten when nobody does", async () => {
    const { arrive, wait, server, environment } = giftWorld();
    const asked: string[] = [];
    const fetch: typeof globalThis.fetch = (input, init) => {
      asked.push(String(input).replace(/^.*\/gifts\//, ""));
      return server.fetch(input, init);
    };
    const an = arrive("an", aStorage(), { fetch });
    const again = [an.gifts.show(room, "shop"), an.gifts.show(room, "shop")];
    await wait();
    expect(asked.filter((path) => path.endsWith("/shop"))).toHaveLength(1);
    for (const hide of again) hide();
    an.hide();
    an.hide();
    // A navigation: shown again within a moment, nothing is asked.
    const back = an.gifts.show(room, "shop");
    await wait(2_000);
    expect(an.shown().status).toBe("ready");
    expect(asked.filter((path) => path.endsWith("/shop"))).toHaveLength(1);
    back();
    const timers = environment.pending.timers;
    await wait(2_000);
    expect(an.lobby.store.getState().lobby.gifts?.conversations).toEqual({});
    expect(environment.pending.timers).toBeLessThan(timers);
  });

  it("is there when it is shown again, though the question of the first time is answered only then", async () => {
    const { arrive, wait, server, environment } = giftWorld();
    const slowly: typeof globalThis.fetch = async (input, init) => {
      await new Promise<void>((resolve) => void environment.setTimeout(resolve, 3_000));
      return server.fetch(input, init);
    };
    const an = arrive("an", aStorage(), { fetch: slowly });
    const hide = an.gifts.show(room, "history");
    await wait(100);
    hide();
    an.hide();
    await wait(1_500);
    an.gifts.show(room, "history");
    await wait(5_000);
    expect(an.shown().history.status).toBe("ready");
  });

  it("is asked for again after a loss, because the balance may be another one", async () => {
    const { arrive, wait, network, server } = giftWorld();
    const an = arrive("an");
    await wait();
    network.disconnect();
    await wait();
    await server.credit("an", 5);
    network.reconnect();
    await wait(5_000);
    expect(an.balanceShown()).toBe(1_005);
  });

  it("is asked for again after a loss, also when the question before it hangs and fails", async () => {
    const { arrive, wait, network, server } = giftWorld();
    const hanging: ((why: Error) => void)[] = [];
    let broken = true;
    const fetch: typeof globalThis.fetch = (input, init) =>
      broken ? new Promise((_resolve, reject) => void hanging.push(reject)) : server.fetch(input, init);
    const an = arrive("an", aStorage(), { fetch });
    await wait();
    expect(an.shown().status).toBe("loading");
    broken = false;
    network.cut();
    await wait(3_000);
    for (const fail of hanging) fail(new TypeError("Failed to fetch"));
    await wait();
    expect(an.shown()).toMatchObject({ status: "ready", catalogue });
  });

  it("is asked for again at a first connection, where the page was there before its server", async () => {
    const { arrive, wait, network } = giftWorld();
    network.disconnect();
    network.failRequests(503);
    const an = arrive("an");
    await wait();
    expect(an.shown().status).toBe("error");
    network.failRequests(null);
    network.reconnect();
    await wait(5_000);
    expect(an.shown()).toMatchObject({ status: "ready", catalogue });
  });

  it("says that a server has no gifts, and why a catalogue could not be had", async () => {
    const { wait, arrive, network } = giftWorld();
    network.failRequests(503);
    const an = arrive("an");
    await wait();
    expect(an.shown()).toMatchObject({ status: "error", error: { code: "UNAVAILABLE" } });
    network.failRequests(null);
    await Promise.all([an.gifts.reload(room, "shop"), wait()]);
    expect(an.shown()).toMatchObject({ status: "ready", error: null });
    // What is there stays there when it can't be had again.
    network.failRequests(503);
    await Promise.all([an.gifts.reload(room, "shop"), wait()]);
    expect(an.shown()).toMatchObject({ status: "ready", catalogue, error: { code: "UNAVAILABLE" } });
  });

  it("is unsupported on a server without gifts", async () => {
    const { gifts: _none, ...without } = { gifts: undefined };
    const { environment, server } = giftWorld();
    const { createMockServer } = await import("../../../src/testing/mockServer.js");
    const bare = createMockServer({ ...without, users: [...server.users], environment });
    const lobby = createLobby(bare.options("an"));
    lobby.retain();
    const gifts = lobby.use(giftsFeature);
    gifts.show(room, "shop");
    await environment.advanceAsync(500);
    expect(lobby.store.getState().lobby.gifts?.conversations[room]?.status).toBe("unsupported");
    gifts.send(room, rose());
    await environment.advanceAsync(500);
    expect(lobby.store.getState().lobby.gifts?.pending).toMatchObject([
      { status: "failed", failure: { code: "UNSUPPORTED" } },
    ]);
    lobby.disconnect();
    bare.close();
  });
});

describe("the balance", () => {
  it("is the newest the server told, whatever answer comes late", async () => {
    const { arrive, wait, server } = giftWorld();
    let hold: Promise<void> | null = null;
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const response = await server.fetch(input, init);
      await hold;
      return response;
    };
    const an = arrive("an", aStorage(), { fetch });
    await wait();
    let release = () => {};
    hold = new Promise((resolve) => {
      release = resolve;
    });
    const reloaded = an.gifts.reload(room, "shop");
    await wait();
    await server.credit("an", 500);
    await wait();
    expect(an.balanceShown()).toBe(1_500);
    release();
    await Promise.all([reloaded, wait()]);
    expect(an.shown().status).toBe("ready");
    expect(an.balanceShown()).toBe(1_500);
    hold = null;
    await Promise.all([an.gifts.reload(room, "shop"), wait()]);
    expect(an.balanceShown()).toBe(1_500);
  });

  it("and what is on its way make one sum, also when answers overtake each other", async () => {
    const { arrive, wait, network, server } = giftWorld();
    const an = arrive("an");
    await wait();
    network.delayNext({ kind: "answer", event: "lobby:gift" }, 2_000);
    an.gifts.send(room, rose());
    await wait(100);
    await server.credit("an", 500);
    an.gifts.send(room, rose());
    await wait(500);
    expect(an.balanceShown()).toBe(1_480);
    await wait(3_000);
    expect(an.balanceShown()).toBe(1_480);
    expect(an.statuses()).toEqual(["sent", "sent"]);
  });

  it("settles a gift to a conversation that is not open here, though its answer is lost", async () => {
    const { arrive, wait, network } = giftWorld();
    const an = arrive("an");
    await wait();
    network.dropNext({ kind: "answer", event: "lobby:gift" });
    an.gifts.send("room:elsewhere", rose());
    expect(an.storage.held.size).toBe(1);
    await wait();
    expect(an.lobby.store.getState().lobby.gifts?.pending).toMatchObject([{ status: "sent" }]);
    expect(an.storage.held.size).toBe(0);
    await wait(10_000);
    expect(network.connections).toBe(1);
  });

  it("counts a gift once while its event is here and its answer is not", async () => {
    const { arrive, wait, network } = giftWorld();
    const an = arrive("an");
    await wait();
    network.dropNext({ kind: "answer", event: "lobby:gift" });
    an.gifts.send(room, rose());
    await wait(300);
    expect(an.balanceShown()).toBe(990);
    expect(an.statuses()).toEqual(["sent"]);
  });
});
