import fc from "fast-check";
import { describe, expect, onTestFinished, test } from "vitest";
import { type BridgeChannel, bridgeChannels } from "../../../src/server/bridge/channels.js";
import { type RedisBridgeOptions, redisBridge } from "../../../src/server/bridge/redisBridge.js";
import type { ServerReport } from "../../../src/server/report.js";
import { memoryStore } from "../../../src/server/store/memoryStore.js";
import type { AppendInput, LobbyStore } from "../../../src/server/store/store.js";
import { payloadsLike } from "../../support/fuzz.js";
import { testCore } from "../support/testCore.js";
import { publications } from "./publications.js";
import { scriptedRedis } from "./scriptedRedis.js";

const room = "room:hall";
const message = (id: string, more: object = {}) => ({
  roomId: "hall",
  userId: "an",
  message: `text of ${id}`,
  id,
  ...more,
});

/** Lets everything that was begun come as far as it can without the clock. */
async function settle(): Promise<void> {
  for (let round = 0; round < 50; round++) await new Promise((resolve) => setImmediate(resolve));
}

async function bridged(
  options: Partial<RedisBridgeOptions> = {},
  store: LobbyStore = memoryStore({ epoch: "epoch-1" }),
) {
  const server = testCore({ store });
  const redis = scriptedRedis();
  const reports: ServerReport[] = [];
  const bridge = redisBridge({
    lobby: server.core,
    redis,
    clock: server.clock,
    onReport: (report) => reports.push(report),
    ...options,
  });
  onTestFinished(() => bridge.close());
  await bridge.ready;
  const texts = async () => (await store.range(room, 0, 200)).map(({ body }) => ("text" in body ? body.text : ""));
  return { ...server, redis, reports, bridge, texts };
}

/** A memory store whose appends can be made to wait or fail. */
function moodyStore() {
  const store = memoryStore({ epoch: "epoch-1" });
  const { append } = store;
  let failures = 0;
  let gate: Promise<void> | null = null;
  let open = () => {};
  Object.assign(store, {
    append: async (input: AppendInput) => {
      if (gate !== null) await gate;
      if (failures > 0) {
        failures -= 1;
        throw new Error("The disk is full.");
      }
      return append(input);
    },
  });
  return {
    store,
    fail: (times: number) => {
      failures = times;
    },
    hold: () => {
      gate = new Promise((resolve) => {
        open = () => {
          gate = null;
          resolve();
        };
      });
    },
    release: () => open(),
  };
}

describe("a bridge from Redis", () => {
  test("forwards every channel to those it concerns", async () => {
    const { redis, tab, store, core, clock, bridge } = await bridged();
    const binh = tab("binh");
    const an = tab("an");
    await binh.do("openConversation", { conversationId: room });
    await binh.do("watchRoom", { roomId: "hall" });
    await binh.do("joinViewers", { viewableId: "hall" });
    for (const channel of bridgeChannels) redis.publish(channel, publications[channel]);
    await settle();
    clock.advance(2_000);
    expect(
      binh.heard("messageReceived").map(({ message: { seq, senderId, body } }) => ({ seq, senderId, body })),
    ).toMatchObject([
      { seq: 1, senderId: "an", body: { kind: "text", text: "hello" } },
      { seq: 2, senderId: "an", body: { kind: "gift", text: "Rose ×3" } },
    ]);
    expect(binh.heard("giftReceived")).toMatchObject([{ gift: { giftId: "rose", quantity: 3, receiverId: "lan" } }]);
    expect(binh.heard("roomChanged")).toMatchObject([{ room: { title: "The hall", hostId: "lan" } }]);
    expect(binh.heard("streamStarted")).toMatchObject([{ roomId: "hall", title: "Live now" }]);
    expect(binh.heard("streamEnded")).toMatchObject([{ roomId: "hall" }]);
    expect(an.heard("notificationReceived")).toMatchObject([
      { notification: { title: "Thank you", level: "success", data: { order: 7 } }, unreadCount: 1 },
    ]);
    expect(binh.heard("notificationReceived")).toEqual([]);
    expect(await store.support.ticket("support:an")).toMatchObject({ status: "queued" });
    expect(core.viewerCount("hall")).toBe(1);
    expect(bridge.counts).toEqual({ forwarded: bridgeChannels.length, repeated: 0, dropped: 0 });
  });

  test("counts a viewer from his coming to his going", async () => {
    const { redis, core, clock } = await bridged({ viewersForMs: 60_000 });
    redis.publish("viewer.join", { roomId: "hall", userId: "chi" });
    redis.publish("viewer.join", { roomId: "hall", userId: "dung" });
    await settle();
    expect(core.viewerCount("hall")).toBe(2);
    redis.publish("viewer.leave", { roomId: "hall", userId: "chi" });
    await settle();
    expect(core.viewerCount("hall")).toBe(1);
    clock.advance(60_001);
    expect(core.viewerCount("hall")).toBe(0);
  });

  test("is one message however often it is published, in whatever form", async () => {
    const { redis, texts, bridge } = await bridged();
    for (let time = 0; time < 3; time++) redis.publish("chat.message", message("m1"));
    redis.publish("chat.message", { type: "chat_message", data: message("m1") });
    await settle();
    expect(await texts()).toEqual(["text of m1"]);
    expect(bridge.counts).toEqual({ forwarded: 1, repeated: 3, dropped: 0 });
  });

  test("asks the store nothing about what it has just forwarded", async () => {
    const store = memoryStore({ epoch: "epoch-1" });
    const { append } = store;
    let appends = 0;
    Object.assign(store, {
      append: (input: AppendInput) => {
        appends += 1;
        return append(input);
      },
    });
    const { redis } = await bridged({}, store);
    for (let time = 0; time < 20; time++) redis.publish("chat.message", message("m1"));
    await settle();
    expect(appends).toBe(1);
  });

  test("does not begin a stream again that has ended since", async () => {
    const { redis, tab } = await bridged();
    const binh = tab("binh");
    await binh.do("watchRoom", { roomId: "hall" });
    for (const channel of ["stream.start", "stream.end", "stream.start"] as const)
      redis.publish(channel, publications[channel]);
    await settle();
    expect(binh.heard("streamStarted")).toHaveLength(1);
  });

  test("of two bridges on one store one message, one gift and one notification", async () => {
    const store = memoryStore({ epoch: "epoch-1" });
    const nodes = [await bridged({}, store), await bridged({}, store)];
    const said = { ...message("m1"), id: undefined, timestamp: 1_700_000_000_000 };
    for (const { redis } of nodes) {
      redis.publish("chat.message", said);
      redis.publish("gift.send", publications["gift.send"]);
      redis.publish("notification", publications.notification);
    }
    await settle();
    expect((await store.range(room, 0, 10)).map(({ body }) => body.kind)).toEqual(["text", "gift"]);
    expect((await store.gifts.history(room, null, 10)).gifts).toHaveLength(1);
    expect((await store.notifications.list("an", { cursor: null, limit: 10 })).notifications).toHaveLength(1);
  });

  test("drops what says something else under an id that was used, and says so", async () => {
    const { redis, texts, reports, bridge } = await bridged();
    redis.publish("chat.message", message("m1"));
    redis.publish("chat.message", message("m1", { message: "other" }));
    await settle();
    expect(await texts()).toEqual(["text of m1"]);
    expect(reports).toMatchObject([{ kind: "refused", during: "redis chat.message", code: "bad-post" }]);
    expect(bridge.counts.dropped).toBe(1);
  });

  test("keeps the order of a room, over all channels", async () => {
    const moody = moodyStore();
    const { redis, tab } = await bridged({}, moody.store);
    const binh = tab("binh");
    await binh.do("openConversation", { conversationId: room });
    await binh.do("watchRoom", { roomId: "hall" });
    moody.hold();
    for (let number = 0; number < 30; number++) redis.publish("chat.message", message(`m${number}`));
    redis.publish("stream.end", publications["stream.end"]);
    redis.publish("stream.start", publications["stream.start"]);
    await settle();
    expect(binh.heard("streamStarted")).toEqual([]);
    moody.release();
    await settle();
    const numbers = binh.heard("messageReceived").map(({ message: { clientId } }) => clientId);
    expect(numbers).toEqual(Array.from({ length: 30 }, (_, number) => `m${number}`));
    expect(binh.heard().at(-1)?.type).toBe("streamStarted");
  });

  test("goes on with other rooms while the store keeps one waiting", async () => {
    const moody = moodyStore();
    const { redis, core } = await bridged({}, moody.store);
    moody.hold();
    redis.publish("chat.message", message("m1"));
    redis.publish("viewer.join", { roomId: "other", userId: "chi" });
    await settle();
    expect(core.viewerCount("other")).toBe(1);
    moody.release();
  });

  test("keeps what came first when the store is too slow, and tells once a second what it drops", async () => {
    const moody = moodyStore();
    const { redis, texts, reports, bridge, clock } = await bridged({ queue: { items: 5 } }, moody.store);
    moody.hold();
    for (let number = 0; number < 50; number++) redis.publish("chat.message", message(`m${number}`));
    clock.advance(1_500);
    redis.publish("chat.message", message("late"));
    expect(reports.map(({ kind, code }) => [kind, code])).toEqual([
      ["fault", "OVERFLOW"],
      ["fault", "OVERFLOW"],
    ]);
    expect(bridge.counts.dropped).toBe(46);
    moody.release();
    await settle();
    expect(await texts()).toEqual([0, 1, 2, 3, 4].map((number) => `text of m${number}`));
    redis.publish("chat.message", message("after"));
    await settle();
    expect((await texts()).at(-1)).toBe("text of after");
  });

  test("bounds what waits by its bytes too", async () => {
    const moody = moodyStore();
    const { redis, texts } = await bridged({ queue: { bytes: 5_000 } }, moody.store);
    moody.hold();
    for (let number = 0; number < 9; number++)
      redis.publish("chat.message", message(`m${number}`, { message: "x".repeat(1_000) }));
    moody.release();
    await settle();
    expect(await texts()).toHaveLength(4);
  });

  test("tries again what the store did not take, and keeps the order meanwhile", async () => {
    const moody = moodyStore();
    const { redis, texts, clock, reports } = await bridged({}, moody.store);
    moody.fail(2);
    redis.publish("chat.message", message("m1"));
    redis.publish("chat.message", message("m2"));
    for (const pause of [500, 1_000]) {
      await settle();
      expect(await texts()).toEqual([]);
      clock.advance(pause);
    }
    await settle();
    expect(await texts()).toEqual(["text of m1", "text of m2"]);
    expect(reports).toEqual([]);
  });

  test("drops what the store never takes, and does it when it is published again", async () => {
    const moody = moodyStore();
    const { redis, texts, clock, reports, bridge } = await bridged({}, moody.store);
    moody.fail(5);
    redis.publish("chat.message", message("m1"));
    for (let time = 0; time < 5; time++) {
      await settle();
      clock.advance(4_000);
    }
    await settle();
    expect(reports).toMatchObject([{ kind: "fault", during: "redis chat.message", code: "UNAVAILABLE" }]);
    expect(bridge.counts).toEqual({ forwarded: 0, repeated: 0, dropped: 1 });
    redis.publish("chat.message", message("m1"));
    await settle();
    expect(await texts()).toEqual(["text of m1"]);
  });

  test("gives what names nobody to whom the app says, and drops it without that", async () => {
    const note = { id: "n1", title: "Maintenance tonight" };
    const silent = await bridged();
    silent.redis.publish("notification", note);
    await settle();
    expect(silent.reports).toMatchObject([{ kind: "refused", code: "bridge-nobody" }]);
    const { redis, tab } = await bridged({ everybody: async () => ["an", "binh"] });
    const tabs = [tab("an"), tab("binh"), tab("chi")];
    redis.publish("notification", note);
    await settle();
    expect(tabs.map((one) => one.heard("notificationReceived").length)).toEqual([1, 1, 0]);
  });

  test("hears the channels by the names it was given, and only those", async () => {
    const { redis, texts } = await bridged({
      prefix: "prod:",
      channels: { "chat.message": "said", "gift.send": null },
    });
    expect(redis.subscribed.size).toBe(bridgeChannels.length - 1);
    expect(redis.subscribed).toContain("prod:notification");
    redis.publish("prod:said", message("m1"));
    redis.publish("chat.message", message("m2"));
    redis.publish("prod:gift.send", publications["gift.send"]);
    redis.publish("__proto__", message("m3"));
    await settle();
    expect(await texts()).toEqual(["text of m1"]);
  });

  test("reads nothing that is too long", async () => {
    const { redis, reports, bridge } = await bridged({ maxBytes: 1_000 });
    redis.publish("chat.message", `${"[".repeat(1_048_576)}`);
    redis.publish("chat.message", message("m1", { message: "x".repeat(1_000) }));
    expect(reports.map(({ kind, code }) => [kind, code])).toEqual([
      ["refused", "TOO_LARGE"],
      ["refused", "TOO_LARGE"],
    ]);
    expect(bridge.counts.dropped).toBe(2);
  });

  test("tells of a Redis that goes away once, and of what may have been missed when it is back", async () => {
    const { redis, reports, bridge, clock, texts } = await bridged();
    redis.lose();
    for (let time = 0; time < 10; time++) redis.fail(new Error("connect ECONNREFUSED"));
    expect(bridge.connected).toBe(false);
    expect(reports.map(({ code }) => code)).toEqual(["UNAVAILABLE"]);
    clock.advance(3_000);
    redis.comeBack();
    await settle();
    expect(bridge.connected).toBe(true);
    expect(reports.map(({ code }) => code)).toEqual(["UNAVAILABLE", "GAP"]);
    expect(String(reports[1]?.error)).toContain("3000 ms");
    redis.publish("chat.message", message("m1"));
    await settle();
    expect(await texts()).toEqual(["text of m1"]);
  });

  test("subscribes when Redis lets it, however late", async () => {
    const { core, clock } = testCore();
    const redis = scriptedRedis();
    const reports: ServerReport[] = [];
    redis.refuse(new Error("Reached the max retries per request limit"));
    const bridge = redisBridge({ lobby: core, redis, clock, onReport: (report) => reports.push(report) });
    await settle();
    expect(bridge.connected).toBe(false);
    expect(reports.map(({ code }) => code)).toEqual(["UNAVAILABLE"]);
    redis.refuse(null);
    redis.comeBack();
    await bridge.ready;
    expect(redis.subscribed.size).toBe(bridgeChannels.length);
    await bridge.close();
  });

  test("that is closed finishes what it has taken and hears no more", async () => {
    const moody = moodyStore();
    const { redis, texts, bridge } = await bridged({}, moody.store);
    moody.hold();
    redis.publish("chat.message", message("m1"));
    const closing = bridge.close();
    redis.publish("chat.message", message("m2"));
    moody.release();
    await closing;
    expect(await texts()).toEqual(["text of m1"]);
    expect(redis.subscribed.size).toBe(0);
    // The one for errors stays, so that closing Redis afterwards says nothing on the console.
    expect(redis.listeners).toBe(1);
    await bridge.close();
  });

  test("that is closed before Redis came is ready, so that nobody waits for ever", async () => {
    const { core, clock } = testCore();
    const redis = scriptedRedis();
    redis.refuse(new Error("away"));
    const bridge = redisBridge({ lobby: core, redis, clock, onReport: () => {} });
    await bridge.close();
    await bridge.ready;
    expect(bridge.connected).toBe(false);
  });

  test("does not wait for a store that never answers for longer than two seconds", async () => {
    const moody = moodyStore();
    const { redis, bridge, clock } = await bridged({}, moody.store);
    moody.hold();
    redis.publish("chat.message", message("m1"));
    await settle();
    const closing = bridge.close();
    clock.advance(2_000);
    await closing;
    moody.release();
  });

  test("needs a Redis client", () => {
    const { core } = testCore();
    expect(() => redisBridge({ lobby: core, redis: {} as never })).toThrow(/bridge-redis/);
  });

  test("needs a name for each channel", () => {
    const { core } = testCore();
    const options = {
      lobby: core,
      redis: scriptedRedis(),
      channels: { "stream.start": "stream", "stream.end": "stream" },
    };
    expect(() => redisBridge(options)).toThrow(/bridge-channels/);
  });

  test("that is to hear nothing is ready", async () => {
    const channels = Object.fromEntries(bridgeChannels.map((channel) => [channel, null]));
    const { redis } = await bridged({ channels });
    expect(redis.subscribed.size).toBe(0);
  });

  test("stores what names neither its id nor its moment once for each time, and not once for each try", async () => {
    const moody = moodyStore();
    const { append } = moody.store;
    let lost = 1;
    // Stored, but the answer does not come.
    Object.assign(moody.store, {
      append: async (input: AppendInput) => {
        const result = await append(input);
        if (lost-- > 0) throw new Error("The connection to the database was lost.");
        return result;
      },
    });
    const { redis, texts, clock } = await bridged({}, moody.store);
    const nameless = { roomId: "hall", userId: "an", message: "hello" };
    redis.publish("chat.message", nameless);
    await settle();
    clock.advance(500);
    await settle();
    expect(await texts()).toEqual(["hello"]);
    redis.publish("chat.message", nameless);
    await settle();
    expect(await texts()).toEqual(["hello", "hello"]);
  });
});

describe.each(bridgeChannels)("10,000 hostile publications on %s", (channel: BridgeChannel) => {
  test("throw nothing, change nothing, and are counted and reported", async () => {
    const { redis, store, reports, bridge, tab } = await bridged();
    const [an, chi] = [tab("an"), tab("chi")];
    await chi.do("openConversation", { conversationId: room });
    await chi.do("watchRoom", { roomId: "hall" });
    const heard = chi.heard().length;
    const whole = JSON.stringify(publications[channel]);
    const texts = fc.oneof(
      // Cut off, at any place.
      { weight: 40, arbitrary: fc.nat({ max: whole.length - 1 }).map((end) => whole.slice(0, end)) },
      { weight: 20, arbitrary: fc.string() },
      { weight: 20, arbitrary: fc.uint8Array({ maxLength: 200 }) },
      { weight: 20, arbitrary: fc.constantFrom("", "null", "[]", '{"__proto__":{"roomId":"hall"}}') },
      { weight: 1, arbitrary: fc.constantFrom("[".repeat(60_000), `"${"x".repeat(65_000)}"`) },
      {
        weight: 100,
        arbitrary: payloadsLike(fc.constant(publications[channel])).map(({ make }) => without(channel, make)),
      },
    );
    for (const text of fc.sample(texts, 10_000)) redis.publish(channel, text);
    await settle();
    expect(bridge.counts).toEqual({ forwarded: 0, repeated: 0, dropped: 10_000 });
    expect(reports).toHaveLength(10_000);
    expect(new Set(reports.map(({ kind, code }) => `${kind} ${code}`))).toEqual(new Set(["refused INVALID"]));
    expect([chi.heard().length, an.heard().length]).toEqual([heard, 0]);
    expect((await store.bounds(room)).head).toBe(0);
    expect((await store.gifts.history(room, null, 10)).gifts).toEqual([]);
    expect(await store.rooms.read("hall")).toBeNull();
  });
});

/** What every publication on a channel must have. */
const needed: Readonly<Record<BridgeChannel, string>> = {
  "chat.message": "userId",
  "gift.send": "giftValue",
  "viewer.join": "userId",
  "viewer.leave": "userId",
  "admin.chat": "message",
  "room.update": "roomId",
  notification: "title",
  "stream.start": "roomId",
  "stream.end": "roomId",
};

/** As JSON, without what is needed at any depth. */
function without(channel: BridgeChannel, make: () => unknown): string {
  try {
    const text = JSON.stringify(make()) ?? "undefined";
    return text.slice(0, 60_000).replaceAll(new RegExp(`"(${needed[channel]}|_?id)":`, "g"), '"other":');
  } catch {
    return "{";
  }
}
