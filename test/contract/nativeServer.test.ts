import { describe, expect, test } from "vitest";
import type { CommandInput, CommandName, CommandResult } from "../../src/contract/commands.js";
import type { Outcome } from "../../src/contract/errors.js";
import type { DomainEvent } from "../../src/contract/events.js";
import { contractVersion } from "../../src/contract/version.js";
import { decodeEvent } from "../../src/protocols/decodeEvent.js";
import { nativeEventsName } from "../../src/protocols/native/envelope.js";
import { notificationsHttp } from "../../src/protocols/native/notificationsWire.js";
import { type NativeCommand, nativeCommands } from "../../src/protocols/native/wire.js";
import type { ProtocolContext } from "../../src/protocols/protocol.js";
import { type TestCore, testCore } from "../server/support/testCore.js";
import { wholeNative } from "../support/wholeNative.js";

/** Both ends of the native wire against each other: what the client encodes and reads, what the server reads and answers. */

const overTheWire = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const conversationId = "direct:an:binh";

function client(server: TestCore, id: string, roles: readonly string[] = []) {
  const tab = server.tab({ user: { id, name: id.toUpperCase() }, roles });
  const context: ProtocolContext = { user: { id }, now: () => 0, newId: () => "made", events: wholeNative.events };
  return {
    run: async <N extends CommandName>(name: N, input: CommandInput<N>): Promise<Outcome<CommandResult<N>>> => {
      const encoded = wholeNative.outgoing[name]?.(input, context);
      if (encoded?.via !== "socket" || encoded.acknowledge === undefined) throw new Error(`${name} asks for nothing`);
      const answer = await tab.session.handle(encoded.event, overTheWire(encoded.payload));
      return encoded.acknowledge(overTheWire(answer)) as Outcome<CommandResult<N>>;
    },
    tell: async <N extends CommandName>(name: N, input: CommandInput<N>): Promise<void> => {
      const encoded = wholeNative.outgoing[name]?.(input, context);
      if (encoded?.via === "socket") await tab.session.handle(encoded.event, overTheWire(encoded.payload));
    },
    heard: (): readonly DomainEvent[] => {
      const decoded = decodeEvent(wholeNative, nativeEventsName, overTheWire(tab.heard()), context);
      expect(decoded.issues).toEqual([]);
      return decoded.events;
    },
    history: async (cursor: string | null, limit: number) => {
      const query = wholeNative.http.history;
      const input = { conversationId, cursor, limit };
      const path = query?.request(input, context).path;
      const response = await server.core.handleHttp(new Request(`http://x/api/lobby/${path}`), { id });
      return query?.read(await response.json(), input, context);
    },
    conversations: async () => {
      const query = wholeNative.http.conversations;
      const input = { cursor: null, limit: 10 };
      const path = query?.request(input, context).path;
      const response = await server.core.handleHttp(new Request(`http://x/api/lobby/${path}`), { id });
      return query?.read(await response.json(), input, context);
    },
    refusal: async (path: string) => {
      const response = await server.core.handleHttp(new Request(`http://x/api/lobby/${path}`), { id });
      return wholeNative.http.failure?.(await response.json(), response.status);
    },
  };
}

const text = (clientId: string, words: string) => ({
  conversationId,
  clientId,
  body: { kind: "text" as const, text: words },
});

describe("the server answers every command so that the client can read it", () => {
  const inputs: { [N in NativeCommand]?: CommandInput<N> } = {
    hello: { proto: contractVersion, clientId: "browser", tabId: "tab" },
    heads: { conversationIds: [conversationId] },
    sync: { cursors: [{ conversationId, epoch: null, after: 0 }], limit: 50 },
    openConversation: { conversationId },
    closeConversation: { conversationId },
    sendMessage: text("c9", "lại nữa"),
    markRead: { conversationId, seq: 1, messageId: null },
    markDelivered: { conversationId, seq: 1 },
    watchRoom: { roomId: "evening" },
    unwatchRoom: { roomId: "evening" },
    setPresence: { status: "away", activity: "watching lesson 3" },
    watchPresence: { userIds: ["an", "binh"] },
    unwatchPresence: { userIds: ["binh"] },
    joinViewers: { viewableId: "lesson-3" },
    leaveViewers: { viewableId: "lesson-3" },
    sendGift: { conversationId, clientId: "g1", giftId: "rose", quantity: 2, receiverId: "binh", note: "chúc mừng" },
    giftStatus: { clientId: "g0" },
    subscribeTopic: { topic: "course-7-rating" },
    unsubscribeTopic: { topic: "course-7-rating" },
    changeTopic: { topic: "board", baseVersion: 0, patches: [{ op: "set", path: ["n"], value: 1 }] },
    subscribePrices: { symbols: ["FPT", "VNM"] },
    unsubscribePrices: { symbols: ["FPT"] },
    markNotificationsRead: { ids: ["n1"] },
    clearNotifications: {},
    startSupport: { supportType: "billing" },
    supportStatus: {},
  };
  const agentInputs: { [N in NativeCommand]?: CommandInput<N> } = {
    sendNotification: { clientId: "n9", to: { userId: "binh" }, title: "Lớp mới", message: "Học thử miễn phí" },
    watchSupportQueue: {},
    unwatchSupportQueue: {},
    takeSupport: { conversationId: "support:an" },
    releaseSupport: { conversationId: "support:an" },
    closeSupport: { conversationId: "support:an" },
  };

  test("all of them are tried here but the one that asks for no answer, the one that needs a token and the one that needs leave", () => {
    const tried = new Set([
      ...Object.keys(inputs),
      ...Object.keys(agentInputs),
      "setTyping",
      "reauthenticate",
      "listViewers",
    ]);
    expect([...tried].sort()).toEqual(Object.keys(nativeCommands).sort());
  });

  test.each(Object.entries(inputs))("%s", async (name, input) => {
    const catalogue = [{ id: "rose", name: "Hoa hồng", price: 5, animation: "hearts" }] as const;
    const server = testCore({
      gifts: { catalogue, startingBalance: 10 },
      live: { topics: { mayChange: () => true } },
    });
    const an = client(server, "an");
    await an.run("sendMessage", text("c1", "chào"));
    expect(await an.run(name as "sendMessage", input as CommandInput<"sendMessage">)).toMatchObject({ ok: true });
  });

  test.each(Object.entries(agentInputs))("%s, of an agent", async (name, input) => {
    const server = testCore();
    await client(server, "an").run("startSupport", { supportType: "billing" });
    const lan = client(server, "lan", ["agent", "admin"]);
    if (name === "releaseSupport") await lan.run("takeSupport", { conversationId: "support:an" });
    expect(await lan.run(name as "closeSupport", input as CommandInput<"closeSupport">)).toMatchObject({ ok: true });
  });

  test("reauthenticate, accepted and refused", async () => {
    const verifyToken = async (token: string) => (token === "good" ? { user: { id: "an" }, expiresAt: 9e12 } : null);
    const an = client(testCore({ verifyToken }), "an");
    expect(await an.run("reauthenticate", { token: "good" })).toMatchObject({ ok: true });
    expect(await an.run("reauthenticate", { token: "bad" })).toMatchObject({ failure: { code: "UNAUTHENTICATED" } });
  });

  test("listViewers, where the app allows it", async () => {
    const an = client(testCore({ authorize: () => true }), "an");
    await an.run("joinViewers", { viewableId: "lesson-3" });
    expect(await an.run("listViewers", { viewableId: "lesson-3" })).toMatchObject({ value: { more: 0 } });
  });

  test("a refusal keeps its code", async () => {
    const chi = client(testCore(), "chi");
    expect(await chi.run("sendMessage", text("c1", "x"))).toMatchObject({ ok: false, failure: { code: "FORBIDDEN" } });
    expect(await chi.refusal(`conversations/${encodeURIComponent(conversationId)}/messages?limit=5`)).toMatchObject({
      code: "FORBIDDEN",
    });
    expect(await chi.refusal("nothing-of-the-kind")).toMatchObject({ code: "NOT_FOUND" });
  });
});

test("what the server tells means the same to the client: messages, receipts, typing, the list", async () => {
  const server = testCore();
  const [an, binh] = [client(server, "an"), client(server, "binh")];
  for (const person of [an, binh]) await person.run("openConversation", { conversationId });
  const sent = await an.run("sendMessage", text("c1", "chào"));
  const again = await an.run("sendMessage", text("c1", "chào"));
  expect(again).toMatchObject({ ok: true, value: sent.ok ? { id: sent.value.id, seq: 1 } : {} });
  await binh.tell("setTyping", { conversationId, typing: true });
  await binh.run("markRead", { conversationId, seq: 1, messageId: null });
  server.clock.advance(1_000);

  const toAn = an.heard();
  expect(toAn.filter(({ type }) => type === "messageReceived")).toMatchObject([
    { message: { seq: 1, clientId: "c1", senderId: "an", body: { kind: "text", text: "chào" } } },
  ]);
  expect(toAn).toContainEqual(expect.objectContaining({ type: "typingChanged", userId: "binh", typing: true }));
  expect(toAn).toContainEqual(expect.objectContaining({ type: "receiptChanged", userId: "binh", readSeq: 1 }));
  // The sender's client id is his own business.
  const toBinh = binh.heard().find(({ type }) => type === "messageReceived");
  expect(toBinh).toMatchObject({ message: { seq: 1, senderId: "an" } });
  expect(toBinh).not.toHaveProperty("message.clientId");
});

test("history is leafed through to its beginning without a hole or a repetition", async () => {
  const server = testCore({
    limits: { sends: { perSecond: 1_000, burst: 1_000 }, events: { perSecond: 1_000, burst: 1_000 } },
  });
  const [an, binh] = [client(server, "an"), client(server, "binh")];
  for (let seq = 1; seq <= 23; seq++) await an.run("sendMessage", text(`c${seq}`, `tin ${seq}`));
  const seqs: (number | null)[] = [];
  let cursor: string | null = null;
  do {
    const page = await binh.history(cursor, 10);
    if (page?.ok !== true) throw new Error("no page");
    expect(page.value.head).toBe(23);
    seqs.unshift(...page.value.messages.map(({ seq }) => seq));
    cursor = page.value.olderCursor;
  } while (cursor !== null);
  expect(seqs).toEqual(Array.from({ length: 23 }, (_, index) => index + 1));
  expect(await binh.conversations()).toMatchObject({
    ok: true,
    value: { conversations: [{ id: conversationId, head: 23, unreadCount: 23, lastMessage: { seq: 23 } }] },
  });
});

test("what the server tells of live data means the same to the client: states, steps, conflicts, prices", async () => {
  const server = testCore({ live: { topics: { mayChange: () => true } } });
  const an = client(server, "an");
  server.core.topics.set("board", { n: 0 });
  await an.run("subscribePrices", { symbols: ["FPT"] });
  expect(await an.run("subscribeTopic", { topic: "board" })).toEqual({
    ok: true,
    value: { snapshot: { topic: "board", version: 1, state: { n: 0 } } },
  });
  const patches = [{ op: "set" as const, path: ["n"], value: 1 }];
  expect(await an.run("changeTopic", { topic: "board", baseVersion: 1, patches })).toMatchObject({
    value: { version: 2 },
  });
  await an.run("changeTopic", { topic: "board", baseVersion: 1, patches });
  const price = { symbol: "FPT", price: 131.5, change: 1, changePercent: 0.8, at: 5 };
  server.core.prices.publish([price]);
  expect(await an.run("subscribeTopic", { topic: "board", version: 2 })).toEqual({
    ok: true,
    value: { snapshot: null, version: 2 },
  });
  expect(an.heard()).toEqual([
    { type: "topicPatched", topic: "board", baseVersion: 1, version: 2, patches },
    { type: "topicConflicted", topic: "board", version: 2 },
    { type: "topicSnapshotReceived", topic: "board", version: 2, state: { n: 1 } },
    { type: "pricesChanged", prices: [price] },
  ]);
});

test("a notification means the same at both ends, told and listed", async () => {
  const server = testCore();
  const an = client(server, "an");
  const [id] = await server.core.notify("an", { kind: "reply", title: "Trả lời", href: "/x", data: { lesson: 3 } });
  await an.run("markNotificationsRead", { ids: [id ?? ""] });
  const told = an.heard();
  expect(told).toMatchObject([
    {
      type: "notificationReceived",
      notification: { id, kind: "reply", read: false, data: { lesson: 3 } },
      unreadCount: 1,
    },
    { type: "notificationsRead", ids: [id], unreadCount: 0 },
  ]);
  const list = notificationsHttp.notifications;
  const input = { cursor: null, limit: 10, unreadOnly: false, kind: "reply" };
  const context: ProtocolContext = { user: { id: "an" }, now: () => 0, newId: () => "made" };
  const path = list?.request(input, context).path;
  const response = await server.core.handleHttp(new Request(`http://x/api/lobby/${path}`), { id: "an" });
  expect(list?.read(await response.json(), input, context)).toMatchObject({
    ok: true,
    value: { notifications: [{ id, title: "Trả lời", read: true }], unreadCount: 0, nextCursor: null },
  });
});
