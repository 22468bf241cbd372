import { expect, test } from "vitest";
import { parse } from "../../../src/contract/schema.js";
import { nativeEventSchema } from "../../../src/protocols/native/wire.js";
import { memoryStore } from "../../../src/server/store/memoryStore.js";
import { manualClock } from "../../server/support/manualClock.js";
import { text } from "../../server/support/testCore.js";
import { liveServer } from "./support/liveServer.js";

const pair = "direct:an:binh";

test("two people chat: messages, receipts and typing reach the other, in order and as the contract wants them", async () => {
  const server = await liveServer();
  const [an, binh] = [await server.client("an"), await server.client("binh")];
  expect(await an.do("hello", { proto: 1, clientId: "browser", tabId: "tab" })).toMatchObject({
    ok: true,
    userId: "an",
    epoch: "epoch-1",
    limits: { maxBytes: 65_536, messageLength: 4_000, rate: { perSecond: 5, burst: 10 } },
  });
  expect(await an.do("sendMessage", text(pair, "c1", "hello"))).toMatchObject({ ok: true, seq: 1 });
  expect(await binh.do("sendMessage", text(pair, "c2", "hi"))).toMatchObject({ ok: true, seq: 2 });
  await an.do("setTyping", { conversationId: pair, typing: true });
  await an.do("markRead", { conversationId: pair, seq: 2 });
  await binh.until(() => binh.heard("receiptChanged").length > 0);
  expect(binh.heard("messageReceived").map(({ message }) => [message.seq, message.senderId, message.body])).toEqual([
    [1, "an", { kind: "text", text: "hello" }],
    [2, "binh", { kind: "text", text: "hi" }],
  ]);
  expect(binh.heard("typingChanged")).toEqual([
    { type: "typingChanged", conversationId: pair, userId: "an", userName: "AN", typing: true },
  ]);
  expect(binh.heard("receiptChanged")).toEqual([
    { type: "receiptChanged", conversationId: pair, userId: "an", deliveredSeq: 2, readSeq: 2 },
  ]);
  expect(an.heard("typingChanged")).toEqual([]);
  for (const event of [...an.packets, ...binh.packets].flat()) expect(parse(nativeEventSchema, event).ok).toBe(true);
});

test("what is sent without asking for an acknowledgement is done all the same", async () => {
  const server = await liveServer();
  const [an, binh] = [await server.client("an"), await server.client("binh")];
  an.socket.emit("lobby:typing", { conversationId: pair, typing: true });
  an.socket.emit("lobby:send", text(pair, "c1"), "not a function");
  await binh.until(() => binh.heard("messageReceived").length === 1);
  expect(binh.heard("typingChanged")).toHaveLength(1);
});

test("two hundred messages of a burst arrive in order in far fewer packets, the first one at once", async () => {
  const clock = manualClock();
  const server = await liveServer({
    clock,
    limits: { events: { perSecond: 1e6, burst: 1e6 }, sends: { perSecond: 1e6, burst: 1e6 } },
  });
  const [an, binh] = [await server.client("an"), await server.client("binh")];
  await Promise.all(Array.from({ length: 200 }, (_, at) => an.do("sendMessage", text(pair, `c${at}`))));
  // The rest of them is gathered for a moment of the server's clock.
  clock.advance(1_000);
  await binh.until(() => binh.heard("messageReceived").length === 200);
  expect(binh.heard("messageReceived").map(({ message }) => message.seq)).toEqual(
    Array.from({ length: 200 }, (_, at) => at + 1),
  );
  const withMessages = binh.packets.filter((events) => events.some(({ type }) => type === "messageReceived"));
  expect(withMessages[0]).toHaveLength(1);
  expect(withMessages.length).toBeLessThanOrEqual(20);
});

test("a session in both audiences of an event hears it once", async () => {
  const server = await liveServer();
  const visitor = await server.client("visitor");
  await visitor.do("openConversation", { conversationId: "support:visitor" });
  await visitor.do("sendMessage", text("support:visitor", "c1"));
  await visitor.do("sendMessage", text("support:visitor", "c2"));
  await visitor.until(() => visitor.heard("messageReceived").length >= 2);
  expect(visitor.heard("messageReceived").map(({ message }) => message.seq)).toEqual([1, 2]);
});

test("a message of a room reaches who has it open and nobody else", async () => {
  const server = await liveServer();
  const [an, binh, cuong] = [await server.client("an"), await server.client("binh"), await server.client("cuong")];
  await binh.do("openConversation", { conversationId: "room:a" });
  await an.do("sendMessage", text("room:a", "c1"));
  await binh.until(() => binh.heard("messageReceived").length === 1);
  await binh.do("closeConversation", { conversationId: "room:a" });
  await an.do("sendMessage", text("room:a", "c2"));
  // An answered question shows that whatever was on its way before has arrived.
  for (const one of [binh, cuong]) await one.do("heads", { conversationIds: ["room:a"] });
  expect(binh.heard("messageReceived")).toHaveLength(1);
  expect(cuong.packets).toEqual([]);
});

test("the app's server speaks from elsewhere: system lines, closing, disconnecting", async () => {
  const server = await liveServer();
  const an = await server.client("an");
  await an.do("openConversation", { conversationId: "room:a" });
  await server.lobby.systemMessage("room:a", "The stream begins.");
  await an.until(() => an.heard("messageReceived").length === 1);
  expect(an.heard("messageReceived")[0]?.message).toMatchObject({
    senderId: "system",
    body: { kind: "system", text: "The stream begins." },
  });
  await server.lobby.closeConversation("room:a", "an", "kicked");
  await an.until(() => an.heard("conversationClosed").length === 1);
  await server.lobby.systemMessage("room:a", "Unheard.");
  await an.do("heads", { conversationIds: ["direct:an:binh"] });
  expect(an.heard("messageReceived")).toHaveLength(1);
  server.lobby.disconnectUser("an");
  await an.until(() => !an.socket.connected);
  expect(an.byes).toEqual([{ code: "kicked" }]);
});

test("a closing server acknowledges what it has begun, says goodbye with a time to come back, and lets nobody in", async () => {
  const inner = memoryStore();
  let begun: () => void = () => {};
  let finish: () => void = () => {};
  const appending = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const disk = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const append: typeof inner.append = async (input) => {
    begun();
    await disk;
    return inner.append(input);
  };
  const server = await liveServer({ store: { ...inner, append } });
  const an = await server.client("an");
  const answer = an.do("sendMessage", text(pair, "c1"));
  await appending;
  const closed = server.lobby.close({ drainMs: 5_000 });
  expect(await server.attempt({ auth: { token: await server.token("binh") } })).toMatchObject({
    data: { code: "UNAVAILABLE", retryAfterMs: expect.any(Number) },
  });
  finish();
  expect(await answer).toMatchObject({ ok: true, seq: 1 });
  await closed;
  await an.until(() => !an.socket.connected);
  expect(an.byes).toEqual([{ code: "restart", retryAfterMs: expect.any(Number) }]);
  expect(an.byes[0]?.retryAfterMs).toBeLessThan(5_000);
});

test("a store that can't be opened is reported at the start", async () => {
  const store = { ...memoryStore(), epoch: () => Promise.reject(new Error("no disk")) };
  const server = await liveServer({ store });
  await Promise.resolve();
  expect(server.reports).toMatchObject([{ kind: "fault", during: "store" }]);
});
