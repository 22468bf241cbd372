import { afterEach, expect, test } from "vitest";
import { nativeByeName, nativeEventsName } from "../../src/protocols/native/envelope.js";
import type { TransportHandlers } from "../../src/protocols/transport.js";
import { createMockServer, type MockServer, type MockServerOptions } from "../../src/testing/mockServer.js";
import { createVirtualEnvironment } from "../../src/testing/virtualEnvironment.js";
import { processorMs } from "../support/processorTime.js";

const users = [
  { id: "an", name: "An" },
  { id: "binh", name: "Bình" },
  { id: "chi", name: "Chi" },
];
const started: MockServer[] = [];
afterEach(() => {
  for (const server of started.splice(0)) server.close();
});

function start(options: MockServerOptions = {}) {
  const environment = createVirtualEnvironment();
  const server = createMockServer({ environment, users, ...options });
  started.push(server);
  return { server, environment };
}

/** A bare client on the wire, and what it heard. */
async function client(server: MockServer, environment: ReturnType<typeof createVirtualEnvironment>, userId: string) {
  const heard: { type: string; [field: string]: unknown }[] = [];
  const said: string[] = [];
  const handlers: TransportHandlers = {
    onOpen: () => said.push("open"),
    onRefused: ({ message }) => said.push(`refused ${message}`),
    onClose: (reason) => said.push(`close ${reason}`),
    onEvent: (event, payload) => {
      if (event === nativeEventsName) heard.push(...(payload as typeof heard));
      if (event === nativeByeName) said.push(`bye ${(payload as { code: string }).code}`);
    },
  };
  const target = {
    url: server.url,
    path: "/",
    transports: [],
    timeoutMs: 1_000,
    withCredentials: false,
    namespaces: {},
  } as const;
  const socket = server.transport(target, handlers);
  socket.connect({ token: userId });
  await environment.advanceAsync(0);
  const ask = async (event: string, payload: unknown) => {
    const answer = socket.request(event, payload, 5_000);
    await environment.advanceAsync(server.network.latencyMs * 2 + 100);
    return (await answer) as Record<string, unknown>;
  };
  return { socket, ask, heard, said };
}

async function history(server: MockServer, userId: string, conversationId: string, query = "limit=50") {
  const path = `${server.url}/api/lobby/conversations/${encodeURIComponent(conversationId)}/messages?${query}`;
  const response = await server.fetch(path, { headers: { authorization: `Bearer ${userId}` } });
  return { status: response.status, body: await response.json() };
}

test("two people talk over the wire as on the real server", async () => {
  const { server, environment } = start();
  const an = await client(server, environment, "an");
  const binh = await client(server, environment, "binh");
  const body = { kind: "text", text: "Hello!" };
  const answer = await an.ask("lobby:send", { conversationId: "direct:an:binh", clientId: "c1", body });
  expect(answer).toMatchObject({ ok: true, seq: 1 });
  expect(binh.heard).toContainEqual(
    expect.objectContaining({
      type: "messageReceived",
      message: expect.objectContaining({ senderId: "an", senderName: "An", seq: 1, body }),
    }),
  );
});

test("a puppet writes, types, reads and is heard", async () => {
  const { server, environment } = start();
  const an = await client(server, environment, "an");
  const binh = server.as("binh");
  expect(server.as("binh")).toBe(binh);
  await binh.type("an");
  await expect(binh.send("an", "Chào An")).resolves.toEqual({ id: expect.any(String), seq: 1 });
  await an.ask("lobby:send", {
    conversationId: "direct:an:binh",
    clientId: "c1",
    body: { kind: "text", text: "Chào" },
  });
  await binh.read("an");
  await environment.advanceAsync(100);
  expect(an.heard.map(({ type }) => type)).toEqual(
    expect.arrayContaining(["typingChanged", "messageReceived", "receiptChanged"]),
  );
  expect(an.heard.filter(({ type }) => type === "receiptChanged").at(-1)).toMatchObject({ userId: "binh", readSeq: 2 });
});

test("a puppet's refused action rejects with the server's code", async () => {
  const { server } = start({ authorize: (user, action) => (action.kind === "send" ? user.id !== "chi" : undefined) });
  await expect(server.as("chi").send("an", "psst")).rejects.toThrow("chi may not sendMessage: FORBIDDEN");
});

test("ten thousand messages are there at once, in order, as the same people's same words", async () => {
  const conversation = { id: "direct:an:binh", messages: 10_000, unread: 12, locale: "vi" } as const;
  const { server } = start({ conversations: [conversation] });
  await server.ready;
  const page = await server.store.page("direct:an:binh", null, 50);
  expect(page.map(({ seq }) => seq)).toEqual(Array.from({ length: 50 }, (_, index) => 9_951 + index));
  expect(page.slice(-12).every(({ senderId }) => senderId === "binh")).toBe(true);
  expect(page.every(({ createdAt }, index) => index === 0 || createdAt > page[index - 1]!.createdAt)).toBe(true);
  await expect(server.store.conversation("an", "direct:an:binh")).resolves.toMatchObject({ unreadCount: 12 });
  await expect(server.store.conversation("binh", "direct:an:binh")).resolves.toMatchObject({ unreadCount: 0 });

  const again = start({ conversations: [conversation] }).server;
  expect((await again.store.page("direct:an:binh", null, 50)).map(({ body }) => body)).toEqual(
    page.map(({ body }) => body),
  );
  const other = start({ conversations: [conversation], seed: 2 }).server;
  expect((await other.store.page("direct:an:binh", null, 50)).map(({ body }) => body)).not.toEqual(
    page.map(({ body }) => body),
  );
});

test("ten thousand messages cost about ten times what a thousand do", async () => {
  const costOf = (messages: number) =>
    processorMs(() => start({ conversations: [{ id: "direct:an:binh", messages }] }).server.ready);
  const [many, few] = [await costOf(10_000), await costOf(1_000)];
  // A hundred times, were each looked up among the others.
  expect(many).toBeLessThan(40 * few + 50);
});

test("a conversation may have been quiet for long, so that a list has something to sort", async () => {
  const { server, environment } = start({
    conversations: [
      { id: "direct:an:binh", messages: 3, quietMs: 86_400_000 },
      { id: "direct:an:chi", messages: 3 },
    ],
  });
  const { conversations } = await server.store.conversations("an", null, 10);
  expect(conversations.map(({ id }) => id)).toEqual(["direct:an:chi", "direct:an:binh"]);
  expect(conversations[1]!.updatedAt).toBeLessThanOrEqual(environment.now() - 86_400_000);
});

test("given messages are stored as given, and rooms have a name and everybody in them", async () => {
  const { server, environment } = start({
    conversations: [
      {
        id: "room:algebra",
        title: "Algebra",
        messages: [
          { from: "an", body: "first", agoMs: 60_000 },
          { from: "binh", body: { kind: "image", url: "https://example.com/a.png" }, agoMs: 1_000 },
        ],
      },
    ],
  });
  const page = await server.store.page("room:algebra", null, 50);
  expect(page).toMatchObject([
    { senderId: "an", createdAt: environment.now() - 60_000, body: { kind: "text", text: "first" } },
    { senderName: "Bình", body: { kind: "image" } },
  ]);
  await expect(server.store.conversations("chi", null, 10)).resolves.toMatchObject({
    conversations: [{ id: "room:algebra", title: "Algebra", memberCount: 3 }],
  });
});

test("a conversation's id that is none is the developer's mistake", () => {
  expect(() => start({ conversations: ["algebra"] })).toThrow(/bad-id/);
});

test("fetch answers the HTTP API to those with a token, after the latency", async () => {
  const { server, environment } = start({ conversations: ["direct:an:binh"], history: { count: 120 } });
  server.network.latencyMs = 200;
  let answer: Awaited<ReturnType<typeof history>> | undefined;
  const asked = history(server, "an", "direct:an:binh").then((value) => {
    answer = value;
  });
  await environment.advanceAsync(399);
  expect(answer).toBeUndefined();
  await environment.advanceAsync(1);
  await asked;
  expect(answer).toMatchObject({ status: 200, body: { head: 120, hasMore: true } });

  server.network.latencyMs = 0;
  const chi = history(server, "chi", "direct:an:binh");
  const nobody = server.fetch(`${server.url}/api/lobby/conversations`);
  await environment.advanceAsync(0);
  expect((await chi).status).toBe(403);
  expect((await nobody).status).toBe(401);
});

test("fetch fails with the network, by the status asked for, and by its own signal", async () => {
  const { server, environment } = start({ conversations: ["direct:an:binh"] });
  server.network.disconnect();
  const failed = expect(history(server, "an", "direct:an:binh")).rejects.toThrow("Failed to fetch");
  await environment.advanceAsync(0);
  await failed;

  server.network.reconnect();
  server.network.failRequests(503);
  const refused = history(server, "an", "direct:an:binh");
  await environment.advanceAsync(0);
  expect((await refused).status).toBe(503);

  server.network.reconnect();
  server.network.blackhole();
  const controller = new AbortController();
  const silent = server.fetch(server.url, { signal: controller.signal });
  await environment.advanceAsync(60_000);
  controller.abort();
  await expect(silent).rejects.toThrow(/abort/i);
});

test("a rate limit refuses messages and nothing else, until it is lifted", async () => {
  const { server, environment } = start();
  const an = await client(server, environment, "an");
  const message = { conversationId: "direct:an:binh", clientId: "c1", body: { kind: "text", text: "Hello!" } };
  server.network.rateLimit(2_000);
  expect(await an.ask("lobby:send", message)).toMatchObject({ ok: false, code: "RATE_LIMITED", retryAfterMs: 2_000 });
  expect(await an.ask("lobby:heads", { conversationIds: ["direct:an:binh"] })).toMatchObject({ ok: true });
  server.network.rateLimit(null);
  expect(await an.ask("lobby:send", message)).toMatchObject({ ok: true, seq: 1 });
});

test("a flood keeps its pace, past all limits, until it is stopped", async () => {
  const { server, environment } = start({ limits: { sends: { perSecond: 1, burst: 1 } } });
  const an = await client(server, environment, "an");
  await an.ask("lobby:open", { conversationId: "room:live" });
  const stop = server.flood("room:live", 500);
  await environment.advanceAsync(1_000);
  stop();
  await environment.advanceAsync(1_000);
  const messages = an.heard.filter(({ type }) => type === "messageReceived") as unknown as {
    message: { seq: number; senderId: string };
  }[];
  expect(messages.length).toBeGreaterThan(480);
  expect(messages.length).toBeLessThanOrEqual(500);
  expect(messages.map(({ message }) => message.seq)).toEqual(messages.map((_, index) => index + 1));
  expect(messages.some(({ message }) => message.senderId === "an")).toBe(false);
  const before = an.heard.length;
  await environment.advanceAsync(5_000);
  expect(an.heard).toHaveLength(before);
});

test("losing the data begins another epoch and ends the connections", async () => {
  const { server, environment } = start({ conversations: ["direct:an:binh"], history: { count: 5 } });
  const an = await client(server, environment, "an");
  const before = await server.store.epoch();
  server.loseData();
  await environment.advanceAsync(0);
  expect(await server.store.epoch()).not.toBe(before);
  expect(await server.store.page("direct:an:binh", null, 50)).toEqual([]);
  expect(an.said).toEqual(["open", "close transport close"]);
});

test("the core turns a user out after a goodbye", async () => {
  const { server, environment } = start();
  const an = await client(server, environment, "an");
  server.core.disconnectUser("an", { code: "kicked" });
  await environment.advanceAsync(0);
  expect(an.said).toEqual(["open", "bye kicked", "close io server disconnect"]);
});

test("a token that is no user's id is refused", async () => {
  const { server, environment } = start();
  const nobody = await client(server, environment, "no such token");
  expect(nobody.said).toEqual(["refused UNAUTHENTICATED"]);
});

test("closing leaves no timer behind", async () => {
  const { server, environment } = start({ conversations: ["direct:an:binh"], history: { count: 5 } });
  await client(server, environment, "an");
  await server.as("binh").send("an", "Hello!");
  server.flood("direct:an:binh", 100);
  server.close();
  await environment.advanceAsync(60_000);
  expect(environment.pending.timers).toBe(0);
});
