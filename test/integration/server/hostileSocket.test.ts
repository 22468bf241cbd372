import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { Server } from "socket.io";
import { io as connect } from "socket.io-client";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import WebSocket from "ws";
import { nativeCommands } from "../../../src/protocols/native/wire.js";
import { signToken } from "../../../src/server/auth/jwt.js";
import { createLobbyServer } from "../../../src/server/socket-io/createLobbyServer.js";
import { memoryStore } from "../../../src/server/store/memoryStore.js";
import { manualClock } from "../../server/support/manualClock.js";
import { text } from "../../server/support/testCore.js";
import { liveServer, secret } from "./support/liveServer.js";

const pair = "direct:an:binh";
const unlimited = { perSecond: 1e9, burst: 1e9 };
const limits = { events: unlimited, sends: unlimited, joins: unlimited, typing: unlimited, strikes: 1e9 };

// What would end a process. Vitest fails by it too; this names the culprit.
const fatal: unknown[] = [];
const remember = (error: unknown) => void fatal.push(error);
beforeAll(() => {
  process.on("unhandledRejection", remember);
  process.on("uncaughtException", remember);
});
afterAll(() => {
  process.off("unhandledRejection", remember);
  process.off("uncaughtException", remember);
  expect(fatal).toEqual([]);
});

test("hundreds of malformed packets of every event, with and without acknowledgement, leave the server as it was", async () => {
  const store = memoryStore();
  const server = await liveServer({ store, limits });
  const [an, binh] = [await server.client("an"), await server.client("binh")];
  await an.do("sendMessage", text(pair, "kept"));
  const json = fc.sample(fc.jsonValue({ depthSize: "small" }), { numRuns: 30, seed: 7 });
  const payloads: unknown[] = [
    null,
    undefined,
    "",
    "callback",
    0,
    [],
    {},
    [[]],
    true,
    Buffer.from("binary"),
    { text: Buffer.from("b") },
    ...json,
  ];
  for (const event of Object.values(nativeCommands)) {
    for (const payload of payloads) {
      an.socket.emit(event, payload);
      an.socket.emit(event, payload, "not a function");
    }
    an.socket.emit(event);
    const answers = await Promise.all(payloads.map((payload) => an.raw(event, payload)));
    for (const answer of answers) expect(typeof answer.ok).toBe("boolean");
    expect(typeof (await an.raw(event)).ok).toBe("boolean");
    expect(typeof (await an.raw(event, {}, {}, {}, {})).ok).toBe("boolean");
  }
  expect((await store.range(pair, 0, 100)).map(({ clientId }) => clientId)).toEqual(["kept"]);
  expect(binh.heard("messageReceived")).toHaveLength(1);
  expect(server.reports.filter(({ kind }) => kind === "fault")).toEqual([]);
  expect(await an.do("sendMessage", text(pair, "after"))).toMatchObject({ ok: true, seq: 2 });
});

test('the name "error", and numbers for names, are refused and change nothing', async () => {
  const server = await liveServer({ limits });
  const [an, binh] = [await server.client("an"), await server.client("binh")];
  // The client library would refuse to send these, so the packets are written by hand.
  const send = (packet: string) => (an.socket.io.engine as unknown as { write(packet: string): void }).write(packet);
  for (const name of ['"error"', '"__proto__"', "1", "0.5", '""']) {
    send(`2[${name},"spoofed"]`);
    send(`27[${name},{"message":"spoofed"}]`);
  }
  await binh.do("sendMessage", text(pair, "c1"));
  await an.until(() => an.heard("messageReceived").length === 1);
  expect(an.socket.connected).toBe(true);
});

test("packets that are none end that connection only", async () => {
  const server = await liveServer();
  const binh = await server.client("binh");
  const token = await server.token("an");
  const packets = [
    '2{"no":"array"}',
    "2[]",
    "2",
    "9",
    "2[",
    '2["disconnect","spoofed"]',
    '2["disconnecting","spoofed"]',
    '2["connect","spoofed"]',
    '2["newListener","spoofed"]',
    `0{"token":"${token}"}`,
    "51-",
    '511-["x",{"_placeholder":true,"num":9}]',
    "1",
    "3",
    "6",
    "0/admin,",
    '2/admin,["x"]',
    "x".repeat(70_000),
  ];
  for (const packet of packets) {
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}/socket.io/?EIO=4&transport=websocket`);
    await new Promise<void>((resolve) => {
      socket.on("error", () => {});
      socket.on("close", () => resolve());
      socket.on("message", (data) => {
        const message = String(data);
        if (message.startsWith("0")) socket.send(`40{"token":"${token}"}`);
        if (message.startsWith("40")) {
          socket.send(`4${packet}`);
          // Whoever is still connected is asked something, and then leaves.
          socket.send('421["lobby:heads",{"conversationIds":[]}]');
        }
        if (message.startsWith("431")) socket.close();
      });
    });
  }
  expect(await binh.do("heads", { conversationIds: [pair] })).toMatchObject({ ok: true });
});

test("a packet of more than 64 KB ends the connection, one of less is answered", async () => {
  const server = await liveServer();
  const an = await server.client("an");
  const padded = (bytes: number) => ({ conversationIds: [], padding: "x".repeat(bytes) });
  expect(await an.raw("lobby:heads", padded(60_000))).toEqual({ ok: true, heads: [] });
  an.socket.emit("lobby:heads", padded(70_000));
  await an.until(() => !an.socket.connected);
});

test("one who floods is put out, while another's answers keep coming", async () => {
  const clock = manualClock();
  const server = await liveServer({ clock });
  const [flooder, honest] = [await server.client("flooder"), await server.client("honest")];
  for (let at = 0; at < 2_000; at++) flooder.socket.emit("lobby:send", text("direct:flooder:honest", `c${at}`));
  for (let at = 0; at < 10; at++) {
    expect(await honest.do("heads", { conversationIds: ["room:a"] })).toMatchObject({ ok: true });
  }
  await flooder.until(() => !flooder.socket.connected);
  expect(flooder.byes).toEqual([{ code: "flood" }]);
  clock.advance(1_000);
  expect(await honest.do("heads", { conversationIds: ["room:a"] })).toMatchObject({ ok: true });
  // What one may say at once, and no more: no time has passed in which he would have earned another.
  expect(honest.heard("messageReceived")).toHaveLength(10);
});

test("beside an app's own events on its own server, the lobby answers its own and leaves the others", async () => {
  const http = createServer();
  const io = new Server(http);
  const lobby = createLobbyServer({ io, jwt: { secret }, store: memoryStore(), limits, onReport: () => {} });
  const reached: unknown[] = [];
  io.on("connection", (socket) => {
    socket.on("app:hello", (payload: unknown, answer: (text: string) => void) => {
      reached.push(payload);
      answer("hello yourself");
    });
    socket.on("lobby:send", () => reached.push("a lobby event"));
    socket.on("error", () => reached.push("an error that is none"));
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const client = connect(url, {
    transports: ["websocket"],
    reconnection: false,
    forceNew: true,
    auth: { token: await signToken({ sub: "an" }, { secret }) },
  });
  onTestFinished(async () => {
    client.disconnect();
    await lobby.close();
    await io.close();
  });
  await new Promise<void>((resolve) => client.on("connect", resolve));
  expect(await client.emitWithAck("app:hello", 1)).toBe("hello yourself");
  expect(await client.emitWithAck("lobby:send", text(pair, "c1"))).toMatchObject({ ok: true, seq: 1 });
  (client.io.engine as unknown as { write(packet: string): void }).write('2["error","spoofed"]');
  expect(await client.emitWithAck("lobby:nothing", 1)).toMatchObject({ ok: false, code: "INVALID" });
  expect(reached).toEqual([1]);

  // Such a server has no gate of ours before the connection, so the handshake judges the origin.
  const evil = connect(url, {
    transports: ["websocket"],
    reconnection: false,
    forceNew: true,
    auth: { token: await signToken({ sub: "an" }, { secret }) },
    extraHeaders: { origin: "https://evil.example" },
  });
  const refusal = await new Promise<{ data?: unknown }>((resolve) => evil.on("connect_error", resolve));
  expect(refusal.data).toMatchObject({ code: "FORBIDDEN" });
});
