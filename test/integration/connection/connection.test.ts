import { once } from "node:events";
import type { Socket } from "socket.io-client";
import { expect, onTestFinished, test, vi } from "vitest";
import type { ConnectionOptions } from "../../../src/client/connection/connectionTypes.js";
import { native } from "../../../src/protocols/native/native.js";
import { createTcpProxy, type TcpProxy } from "../../support/tcpProxy.js";
import { startClient, startServer, timings } from "./harness.js";

async function startProxied(overrides: Partial<ConnectionOptions> = {}) {
  // Of what is tested here nothing is to be found out by a missing ping.
  const server = await startServer({ pingInterval: 300_000 });
  const proxy: TcpProxy = await createTcpProxy(server.port);
  onTestFinished(() => proxy.close());
  const client = startClient(proxy.url, overrides);
  client.connection.retain();
  const live = () => client.until(() => client.connection.state.status === "live");
  const notLive = () => client.until(() => client.connection.state.status !== "live");
  await live();
  return { server, proxy, ...client, live, notLive };
}

const ask = { conversationIds: [] };
const raw = (client: { connection: { socket(): unknown } }) => client.connection.socket() as Socket;

test("speaks with a real server: events by their first argument, acknowledgements, no buffer ever filled", async () => {
  const { url, sockets } = await startServer();
  const client = startClient(url);
  client.connection.retain();
  await client.until(() => client.connection.state.status === "live");
  sockets[0]!.emit("any", { a: 1 }, "an offset of connection state recovery");
  await client.until(() => client.events.length > 0);
  expect(client.events).toEqual([["any", { a: 1 }, undefined]]);
  expect(await client.connection.execute("heads", ask)).toEqual({ ok: true, value: { heads: [] } });
  expect(client.connection.state.latencyMs).toBeGreaterThanOrEqual(0);
  expect(raw(client).sendBuffer).toEqual([]);
  expect(raw(client).receiveBuffer).toEqual([]);
  expect(sockets[0]!.handshake.auth).toEqual({ token: "token-1" });
});

test("ten flaps: live again each time, one socket at the server, listeners constant, buffers empty", async () => {
  const { server, proxy, connection, live, notLive, ...client } = await startProxied();
  const socket = raw({ connection });
  const listeners = () => ["connect", "disconnect", "connect_error"].map((event) => socket.listeners(event).length);
  const before = [listeners(), socket.listenersAny().length];
  for (let flap = 0; flap < 10; flap++) {
    const gone = once(server.sockets.at(-1)!, "disconnect");
    proxy.cut(flap % 2 === 0 ? "rst" : "fin");
    await notLive();
    expect(connection.emit("setTyping", { conversationId: "room:a", typing: true })).toBe(false);
    expect(await connection.execute("heads", ask)).toMatchObject({ failure: { code: "UNAVAILABLE" } });
    await gone;
    await live();
  }
  expect(raw({ connection })).toBe(socket);
  expect([listeners(), socket.listenersAny().length]).toEqual(before);
  expect(server.io.of("/").sockets.size).toBe(1);
  expect([socket.sendBuffer, socket.receiveBuffer]).toEqual([[], []]);
  expect(client.reports).toEqual([]);
});

test("a command under way when the connection goes ends at once, its outcome unknown", async () => {
  const { proxy, connection } = await startProxied();
  proxy.setMode("drop-down");
  const waiting = connection.execute("heads", ask, { timeoutMs: 20_000 });
  proxy.setMode("pass");
  proxy.cut();
  expect(await waiting).toMatchObject({ ok: false, failure: { code: "TIMEOUT" } });
});

test("half-open: two unanswered commands heal it before any ping is missed", async () => {
  const { server, proxy, connection, live, notLive } = await startProxied();
  proxy.setMode("blackhole");
  proxy.setModeForNew("pass");
  const unanswered = () => connection.execute("openConversation", { conversationId: "room:a" }, { timeoutMs: 200 });
  expect(await unanswered()).toMatchObject({ failure: { code: "TIMEOUT" } });
  expect(connection.state.status).toBe("live");
  expect(await unanswered()).toMatchObject({ failure: { code: "TIMEOUT" } });
  await notLive().then(live);
  expect(server.sockets).toHaveLength(2);
  expect(await connection.execute("heads", ask)).toMatchObject({ ok: true });
});

test("a change of network is found by the signal's head check", async () => {
  const own = { ...timings };
  const { server, proxy, signal, live, notLive } = await startProxied({ timings: own });
  proxy.setMode("blackhole");
  proxy.setModeForNew("pass");
  // Only what is asked into the dead line is given up soon.
  own.helloTimeoutMs = 200;
  signal("online");
  own.helloTimeoutMs = timings.helloTimeoutMs;
  await notLive();
  await live();
  expect(server.sockets).toHaveLength(2);
});

test("a server that is gone and comes back on the same port is found again", async () => {
  const first = await startServer();
  const client = startClient(first.url);
  client.connection.retain();
  await client.until(() => client.connection.state.status === "live");
  await first.close();
  await client.until(() => client.connection.state.attempt >= 2);
  expect(client.connection.state).toMatchObject({ status: "reconnecting", error: { code: "UNAVAILABLE" } });
  await startServer({}, first.port);
  await client.until(() => client.connection.state.status === "live");
});

test("a refused token: one handshake for a fixed one, two for a fetched one, then none", async () => {
  const { io, url } = await startServer();
  let handshakes = 0;
  io.use((_, next) => {
    handshakes += 1;
    next(Object.assign(new Error("no"), { data: { ok: false, code: "UNAUTHENTICATED" } }));
  });
  const fixed = startClient(url);
  fixed.connection.retain();
  await fixed.until(() => fixed.connection.state.status === "auth-failed");
  expect(handshakes).toBe(1);

  let tokens = 0;
  const fetched = startClient(url, { auth: () => `token-${++tokens}` });
  fetched.connection.retain();
  await fetched.until(() => fetched.connection.state.status === "auth-failed");
  expect([handshakes, tokens]).toEqual([3, 2]);
  fetched.signal("online");
  fixed.signal("visible");
  await new Promise((resolve) => setImmediate(resolve));
  expect(handshakes).toBe(3);
});

test("a server that disconnects is come back to with waits, and a middleware's refusal in passing too", async () => {
  const { io, url } = await startServer();
  let handshakes = 0;
  io.use((_, next) => {
    handshakes += 1;
    next(handshakes === 2 ? new Error("busy") : undefined);
  });
  const client = startClient(url);
  client.connection.retain();
  await client.until(() => client.connection.state.status === "live");
  io.disconnectSockets(true);
  await client.until(() => client.connection.state.attempt === 1);
  expect(client.connection.state.error).toMatchObject({ code: "UNAVAILABLE" });
  await client.until(() => client.connection.state.status === "live");
  expect(handshakes).toBe(3);
});

test("a command after a sleep, with the ping overdue, is not kept for the next session", async () => {
  const { url, sockets } = await startServer();
  const client = startClient(url);
  client.connection.retain();
  await client.until(() => client.connection.state.status === "live");
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 3_600_000 });
  onTestFinished(() => void vi.useRealTimers());
  const asked: unknown[] = [];
  sockets[0]!.on("lobby:typing", (payload) => asked.push(payload));
  client.connection.emit("setTyping", { conversationId: "room:a", typing: true });
  expect(raw(client).sendBuffer).toEqual([]);
  expect(await client.connection.execute("heads", ask)).toMatchObject({ failure: { code: "TIMEOUT" } });
  await client.until(() => client.connection.state.status !== "live");
  await client.until(() => client.connection.state.status === "live");
  sockets[1]!.on("lobby:typing", (payload) => asked.push(payload));
  expect(await client.connection.execute("heads", ask)).toMatchObject({ ok: true });
  expect(asked).toEqual([]);
});

test("named namespaces carry events and commands; one that refuses does not disturb the others", async () => {
  const { io, url } = await startServer();
  io.of("/admin").on("connection", (socket) => {
    socket.emit("hi", "from admin");
    socket.on("ask", (payload, reply) => reply({ ok: true, heads: [], payload }));
  });
  io.of("/closed").use((_, next) => next(new Error("no")));
  const protocol = {
    ...native,
    connect: { ...native.connect, namespaces: { admin: "/admin", closed: "/closed" } },
    outgoing: {
      ...native.outgoing,
      heads: () => ({
        via: "socket" as const,
        event: "ask",
        payload: {},
        namespace: "admin",
        acknowledge: () => ({ ok: true as const, value: { heads: [] } }),
      }),
      sync: () => ({
        via: "socket" as const,
        event: "ask",
        payload: {},
        namespace: "closed",
        acknowledge: () => ({ ok: true as const, value: { results: [] } }),
      }),
    },
  };
  const client = startClient(url, { protocol });
  client.connection.retain();
  await client.until(() => client.connection.state.status === "live" && client.events.length > 0);
  expect(client.events).toEqual([["hi", "from admin", "admin"]]);
  expect(await client.connection.execute("heads", ask)).toEqual({ ok: true, value: { heads: [] } });
  expect(await client.connection.execute("sync", { cursors: [], limit: 1 })).toMatchObject({ ok: false });
  expect(client.connection.state.status).toBe("live");
});

test("where a protocol names its main namespace, that one decides whether the connection is let in", async () => {
  const { io, url } = await startServer();
  io.use((_, next) => next(new Error("nobody")));
  io.of("/main").on("connection", (socket) => void socket.emit("hi", "from main"));
  io.of("/shut").use((_, next) => next(new Error("not you")));
  const refusal = ({ message }: { readonly message: string }) => ({
    kind: message === "not you" ? ("forbidden" as const) : ("retry" as const),
  });
  const within = (namespace: string) => ({
    ...native,
    capabilities: { ...native.capabilities, hello: false },
    connect: { ...native.connect, namespace, namespaces: { other: "/" }, refusal },
  });
  const client = startClient(url, { protocol: within("/main") });
  client.connection.retain();
  await client.until(() => client.connection.state.status === "live" && client.events.length > 0);
  expect(client.events).toEqual([["hi", "from main", undefined]]);
  const other = startClient(url, { protocol: within("/shut") });
  other.connection.retain();
  await other.until(() => other.connection.state.status === "closed");
  expect(other.connection.state.error?.code).toBe("FORBIDDEN");
});

test("a throwing listener of ours or of the app starves no other", async () => {
  const { url, sockets } = await startServer();
  const seen: unknown[] = [];
  const client = startClient(url, {
    onEvent: (_, payload) => {
      seen.push(payload);
      throw new Error("the text of a person");
    },
  });
  client.connection.retain();
  await client.until(() => client.connection.state.status === "live");
  const app = new Promise<unknown>((resolve) => raw(client).on("any", resolve));
  sockets[0]!.emit("any", 1);
  expect(await app).toBe(1);
  expect(seen).toEqual([1]);
  expect(client.reports).toEqual([expect.objectContaining({ kind: "listener", subject: "any" })]);
  expect(client.reports[0]?.message).not.toContain("person");
});

test("a server's connection state recovery is never used: it would skip its authentication", async () => {
  const { io, url, sockets } = await startServer({ connectionStateRecovery: {} });
  let handshakes = 0;
  io.use((_, next) => {
    handshakes += 1;
    next();
  });
  const client = startClient(url);
  client.connection.retain();
  await client.until(() => client.connection.state.status === "live");
  sockets[0]!.emit("any", 1);
  await client.until(() => client.events.length > 0);
  sockets[0]!.conn.close();
  await client.until(() => client.connection.state.status !== "live");
  await client.until(() => client.connection.state.status === "live");
  expect(raw(client).recovered).toBeFalsy();
  expect(handshakes).toBe(2);
});

test("retain, release, retain in a row makes one connection at the server; the last release closes it", async () => {
  const { io, url, sockets } = await startServer();
  const client = startClient(url, {});
  const release = client.connection.retain();
  release();
  const again = client.connection.retain();
  await client.until(() => client.connection.state.status === "live");
  expect(io.of("/").sockets.size).toBe(1);
  const gone = once(sockets[0]!, "disconnect");
  again();
  await gone;
  expect(client.connection.state.status).toBe("idle");
  expect(sockets).toHaveLength(1);
});
