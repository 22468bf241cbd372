import { EventEmitter } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ClusterAdapter, type ClusterMessage } from "socket.io-adapter";
import { describe, expect, onTestFinished, test } from "vitest";
import { type RedisBridge, redisBridge } from "../../../src/server/bridge/redisBridge.js";
import type { ServerReport } from "../../../src/server/report.js";
import type { LobbyServer } from "../../../src/server/socket-io/createLobbyServer.js";
import { memoryStore } from "../../../src/server/store/memoryStore.js";
import { sqliteStore } from "../../../src/server/store/sqliteStore.js";
import type { LobbyStore } from "../../../src/server/store/store.js";
import { publications } from "../../server/bridge/publications.js";
import { eventually } from "../../support/patience.js";
import { type ClientOptions, type RedisServer, redisServer } from "../../support/redisServer.js";
import { liveServer } from "./support/liveServer.js";

const room = "room:hall";
const message = (id: string) => ({ id, roomId: "hall", userId: "an", username: "An", message: `text of ${id}` });

interface Bridged {
  readonly bridge: RedisBridge;
  readonly reports: ServerReport[];
}

async function bridgeOf(lobby: LobbyServer, redis: RedisServer, options: ClientOptions = {}): Promise<Bridged> {
  const reports: ServerReport[] = [];
  const bridge = redisBridge({
    lobby,
    redis: redis.client({ retryStrategy: () => 30, ...options }),
    onReport: (report) => reports.push(report),
  });
  onTestFinished(() => bridge.close());
  await bridge.ready;
  return { bridge, reports };
}

/** A backend: publishes as one would. */
function backendOf(redis: RedisServer) {
  const client = redis.client({ retryStrategy: () => 30 });
  // It goes through the same outages; ioredis would write them to the console.
  client.on("error", () => {});
  return (channel: string, payload: unknown) =>
    client.publish(channel, typeof payload === "string" ? payload : JSON.stringify(payload));
}

const texts = async (store: LobbyStore) =>
  (await store.range(room, 0, 200)).map(({ body }) => ("text" in body ? body.text : ""));

describe("a bridge from a real Redis", () => {
  test("brings what a backend publishes to those who are connected", async () => {
    const redis = await redisServer();
    const { lobby, client } = await liveServer();
    const { bridge } = await bridgeOf(lobby, redis);
    const publish = backendOf(redis);
    const [an, binh, mai] = [await client("an"), await client("binh"), await client("mai")];
    await binh.do("openConversation", { conversationId: room });
    await binh.do("watchRoom", { roomId: "hall" });
    await binh.do("joinViewers", { viewableId: "hall" });

    await publish("stream.start", publications["stream.start"]);
    await publish("room.update", publications["room.update"]);
    await publish("viewer.join", { type: "viewer_join", data: publications["viewer.join"] });
    await publish("chat.message", { type: "chat_message", data: publications["chat.message"] });
    await publish("gift.send", { type: "gift_send", data: publications["gift.send"] });
    await publish("notification", publications.notification);
    await publish("admin.chat", publications["admin.chat"]);
    await publish("stream.end", publications["stream.end"]);

    await binh.until(() => binh.heard("streamEnded").length > 0);
    await binh.until(() => binh.heard("viewerCountChanged").at(-1)?.count === 2);
    expect(binh.heard("streamStarted")).toMatchObject([{ roomId: "hall", title: "Live now" }]);
    expect(binh.heard("roomChanged")).toMatchObject([{ room: { title: "The hall" } }]);
    expect(
      binh.heard("messageReceived").map(({ message: { seq, senderName, body } }) => [seq, senderName, body.kind]),
    ).toEqual([
      [1, "An", "text"],
      [2, "An", "gift"],
    ]);
    expect(binh.heard("giftReceived")).toMatchObject([{ gift: { name: "Rose", quantity: 3, receiverId: "lan" } }]);
    await an.until(() => an.heard("notificationReceived").length > 0 && an.heard("messageReceived").length > 0);
    expect(an.heard("notificationReceived")).toMatchObject([{ notification: { title: "Thank you" }, unreadCount: 1 }]);
    expect(an.heard("messageReceived")).toMatchObject([{ message: { conversationId: "support:an" } }]);
    expect(mai.packets.flat()).toEqual([]);
    await publish("viewer.leave", publications["viewer.leave"]);
    await binh.until(() => binh.heard("viewerCountChanged").at(-1)?.count === 1);
    expect(bridge.counts).toEqual({ forwarded: 9, repeated: 0, dropped: 0 });
  });

  test("stands what is no publication", async () => {
    const redis = await redisServer();
    const store = memoryStore();
    const { lobby } = await liveServer({ store });
    const { bridge, reports } = await bridgeOf(lobby, redis);
    const publish = backendOf(redis);
    for (const channel of Object.keys(publications)) {
      for (const text of ["", "null", "{", "[".repeat(60_000), "x".repeat(1_048_576), "\u0000", '{"__proto__":{}}'])
        await publish(channel, text);
    }
    await publish("chat.message", message("m1"));
    await eventually(async () => expect(await texts(store)).toEqual(["text of m1"]));
    expect(bridge.counts).toEqual({ forwarded: 1, repeated: 0, dropped: 9 * 7 });
    expect(reports.filter(({ code }) => code === "TOO_LARGE")).toHaveLength(9);
  });

  test("lives on when Redis is killed, hears again when it is back, and doubles nothing that is published anew", async () => {
    const redis = await redisServer();
    const store = memoryStore();
    const { lobby, client } = await liveServer({ store });
    const { bridge, reports } = await bridgeOf(lobby, redis);
    const publish = backendOf(redis);
    const binh = await client("binh");
    await binh.do("openConversation", { conversationId: room });
    await publish("chat.message", message("m1"));
    await binh.until(() => binh.heard("messageReceived").length === 1);

    await redis.kill();
    await eventually(() => expect(bridge.connected).toBe(false));
    expect(reports.map(({ kind, code }) => [kind, code])).toEqual([["fault", "UNAVAILABLE"]]);
    // The server goes on without it.
    await binh.do("sendMessage", { conversationId: room, clientId: "own", body: { kind: "text", text: "still here" } });
    await redis.start();
    await eventually(() => expect(bridge.connected).toBe(true));
    expect(reports.map(({ code }) => code)).toEqual(["UNAVAILABLE", "GAP"]);

    await publish("chat.message", message("m1"));
    await publish("chat.message", message("m2"));
    await binh.until(() => binh.heard("messageReceived").length === 3);
    expect(await texts(store)).toEqual(["text of m1", "still here", "text of m2"]);
    expect(bridge.counts.repeated).toBe(1);
  });

  test("subscribes again when its connection was cut by the server", async () => {
    const redis = await redisServer();
    const store = memoryStore();
    const { lobby } = await liveServer({ store });
    const { bridge, reports } = await bridgeOf(lobby, redis);
    const admin = redis.client();
    for (let time = 1; time <= 3; time++) {
      await admin.call("CLIENT", "KILL", "TYPE", "pubsub");
      await eventually(() => expect(reports.filter(({ code }) => code === "GAP")).toHaveLength(time));
      await admin.publish("chat.message", JSON.stringify(message(`m${time}`)));
      await eventually(async () => expect(await texts(store)).toHaveLength(time));
    }
    expect(bridge.connected).toBe(true);
    expect(await admin.call("PUBSUB", "NUMSUB", "chat.message")).toEqual(["chat.message", 1]);
  });

  test("subscribes by itself where ioredis was told not to", async () => {
    const redis = await redisServer();
    const store = memoryStore();
    const { lobby } = await liveServer({ store });
    const { reports } = await bridgeOf(lobby, redis, { autoResubscribe: false });
    const admin = redis.client();
    await admin.call("CLIENT", "KILL", "TYPE", "pubsub");
    await eventually(() => expect(reports.some(({ code }) => code === "GAP")).toBe(true));
    await admin.publish("chat.message", JSON.stringify(message("m1")));
    await eventually(async () => expect(await texts(store)).toEqual(["text of m1"]));
  });

  test("waits for a Redis that answers nothing for a while, and has all of it then, in order", async () => {
    const redis = await redisServer();
    const store = memoryStore();
    const { lobby, client } = await liveServer({ store });
    const { bridge, reports } = await bridgeOf(lobby, redis);
    const publish = backendOf(redis);
    const binh = await client("binh");
    await binh.do("openConversation", { conversationId: room });
    redis.freeze();
    const published = Promise.all(
      Array.from({ length: 20 }, (_, number) => publish("chat.message", message(`m${number}`))),
    );
    await binh.do("sendMessage", { conversationId: room, clientId: "own", body: { kind: "text", text: "meanwhile" } });
    expect(await texts(store)).toEqual(["meanwhile"]);
    redis.thaw();
    await published;
    await binh.until(() => binh.heard("messageReceived").length === 21);
    expect(await texts(store)).toEqual([
      "meanwhile",
      ...Array.from({ length: 20 }, (_, number) => `text of m${number}`),
    ]);
    expect(reports).toEqual([]);
    expect(bridge.connected).toBe(true);
  });

  test("begins before Redis does", async () => {
    const redis = await redisServer();
    await redis.kill();
    const { lobby } = await liveServer();
    const reports: ServerReport[] = [];
    const bridge = redisBridge({
      lobby,
      redis: redis.client({ retryStrategy: () => 30, maxRetriesPerRequest: 1 }),
      onReport: (report) => reports.push(report),
    });
    onTestFinished(() => bridge.close());
    await eventually(() => expect(reports.map(({ code }) => code)).toEqual(["UNAVAILABLE"]));
    await redis.start();
    await bridge.ready;
    expect(bridge.connected).toBe(true);
  });

  test("of two servers on one database stores what both hear once, and each has it", async () => {
    const folder = mkdtempSync(join(tmpdir(), "lobby-bridge-"));
    const url = `file:${join(folder, "lobby.db")}`;
    const stores = [sqliteStore({ url }), sqliteStore({ url })] as const;
    onTestFinished(async () => {
      for (const store of stores) await store.close();
      rmSync(folder, { recursive: true, force: true });
    });
    const redis = await redisServer();
    const nodeOf = async (store: LobbyStore) => {
      const server = await liveServer({ store });
      return { ...server, ...(await bridgeOf(server.lobby, redis)) };
    };
    const nodes = [await nodeOf(stores[0]), await nodeOf(stores[1])];
    const publish = backendOf(redis);
    const count = 60;
    for (let number = 0; number < count; number++) {
      // By its id, by its moment, and by an id of a form of its own.
      const identity = [{}, { id: undefined, timestamp: 1_700_000_000_000 + number }, { id: `message:${number}` }][
        number % 3
      ];
      await publish("chat.message", { ...message(`m${number}`), ...identity });
      await publish("gift.send", { ...publications["gift.send"], id: `g${number}` });
      await publish("notification", { ...publications.notification, id: `n${number}` });
    }
    await eventually(() => {
      for (const { bridge } of nodes) {
        const { forwarded, repeated, dropped } = bridge.counts;
        expect({ done: forwarded + repeated, dropped }).toEqual({ done: 3 * count, dropped: 0 });
      }
    });
    const said = (await stores[0].range(room, 0, 500)).filter(({ body }) => body.kind === "text");
    expect(said.map(({ body }) => "text" in body && body.text)).toEqual(
      Array.from({ length: count }, (_, number) => `text of m${number}`),
    );
    expect((await stores[1].bounds(room)).head).toBe(2 * count);
    expect((await stores[1].gifts.history(room, null, 200)).gifts).toHaveLength(count);
    expect((await stores[0].notifications.list("an", { cursor: null, limit: 200 })).notifications).toHaveLength(count);
    for (const { client } of nodes) {
      const reader = await client("binh");
      const answer = await reader.do("sync", {
        cursors: [{ conversationId: room, epoch: await stores[0].epoch(), after: 0 }],
        limit: 200,
      });
      expect(answer).toMatchObject({ ok: true, results: [{ head: 2 * count }] });
    }
  });
});

test("two servers that an adapter joins tell everybody of both once", async () => {
  const redis = await redisServer();
  const store = memoryStore();
  const bus = new EventEmitter();
  const nodeOf = async (userId: string) => {
    const server = await liveServer({ store });
    server.lobby.io.adapter(joining(bus));
    const client = await server.client(userId);
    await client.do("openConversation", { conversationId: room });
    return { client, ...(await bridgeOf(server.lobby, redis)) };
  };
  const nodes = [await nodeOf("binh"), await nodeOf("chi")];
  const publish = backendOf(redis);
  const count = 30;
  for (let number = 0; number < count; number++) {
    await publish("chat.message", message(`m${number}`));
    await publish("gift.send", { ...publications["gift.send"], id: `g${number}` });
  }
  await publish("chat.message", message("last"));
  for (const { client, bridge } of nodes) {
    await eventually(() => expect(bridge.counts.forwarded + bridge.counts.repeated).toBe(2 * count + 1));
    await client.until(() => client.heard("messageReceived").length >= 2 * count + 1);
    await client.until(() => client.heard("giftReceived").length >= count);
    const seqs = client.heard("messageReceived").map(({ message: { seq } }) => seq);
    expect(seqs.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 2 * count + 1 }, (_, at) => at + 1));
    expect(client.heard("giftReceived")).toHaveLength(count);
  }
  expect(nodes.reduce((sum, { bridge }) => sum + bridge.counts.forwarded, 0)).toBe(2 * count + 1);
});

/** An adapter of Socket.IO as those over a network are, over a bus of this process. */
function joining(bus: EventEmitter) {
  return class extends ClusterAdapter {
    constructor(namespace: unknown) {
      super(namespace);
      bus.on("message", (text: string) => this.onMessage(JSON.parse(text)));
    }
    override async doPublish(message: ClusterMessage) {
      bus.emit("message", JSON.stringify(message));
      return "0";
    }
    override async doPublishResponse() {}
  };
}

test("a Redis that can't be started says how to install one", async () => {
  await expect(redisServer("redis-server-that-is-not-there")).rejects.toThrow("apt-get install redis-server");
});
