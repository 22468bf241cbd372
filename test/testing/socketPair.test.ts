import { expect, test } from "vitest";
import type { TransportHandlers, TransportTarget } from "../../src/protocols/transport.js";
import type { NetworkConditions } from "../../src/testing/network.js";
import type { ServerSocket } from "../../src/testing/serverEnd.js";
import { createSocketPair } from "../../src/testing/socketPair.js";
import { createVirtualEnvironment } from "../../src/testing/virtualEnvironment.js";

const target: TransportTarget = {
  url: "http://mock.test",
  path: "/socket.io",
  transports: ["websocket"],
  timeoutMs: 10_000,
  withCredentials: false,
  namespaces: {},
};

/** A client and an echoing server, with a diary of what each end noticed. */
function pair(conditions: NetworkConditions = {}, seed = 1) {
  const environment = createVirtualEnvironment({ seed });
  const client: string[] = [];
  const server: string[] = [];
  const sockets: ServerSocket[] = [];
  const { transport, network } = createSocketPair({
    environment,
    network: conditions,
    seed,
    accept: (socket) => {
      if (socket.auth.token === "expired") return { code: "UNAUTHENTICATED" };
      sockets.push(socket);
      return {
        userId: String(socket.auth.token),
        handle: async (event, payload) => {
          server.push(`${event} ${JSON.stringify(payload)}`);
          return { echo: payload };
        },
        end: () => server.push("end"),
      };
    },
  });
  const handlers: TransportHandlers = {
    onOpen: () => client.push("open"),
    onRefused: ({ message, reachedServer }) => client.push(`refused ${message} ${reachedServer}`),
    onClose: (reason) => client.push(`close ${reason}`),
    onEvent: (event, payload) => client.push(`${event} ${JSON.stringify(payload)}`),
  };
  const socket = transport(target, handlers);
  const open = async (token = "an") => {
    socket.connect({ token });
    await environment.advanceAsync(100);
  };
  return { environment, network, socket, sockets, client, server, open };
}

test("opens, answers a request and pushes an event", async () => {
  const { socket, sockets, client, server, open, environment } = pair();
  await open();
  const answer = socket.request("ask", { a: 1 }, 1_000);
  await environment.advanceAsync(0);
  await expect(answer).resolves.toEqual({ echo: { a: 1 } });
  sockets[0]!.send("news", [1, 2]);
  environment.advance(0);
  expect(client).toEqual(["open", "news [1,2]"]);
  expect(server).toEqual(['ask {"a":1}']);
});

test("neither end gets the other's objects, nor what JSON does not carry", async () => {
  const { socket, sockets, server, open, environment, client } = pair();
  await open();
  const payload = { list: [1], left: undefined, at: new Date(0) };
  socket.emit("tell", payload);
  payload.list.push(2);
  sockets[0]!.send("nothing", undefined);
  await environment.advanceAsync(0);
  expect(server).toEqual(['tell {"list":[1],"at":"1970-01-01T00:00:00.000Z"}']);
  expect(client).toEqual(["open", "nothing undefined"]);
});

test("latency counts one way, and jitter never changes the order", async () => {
  const { environment, socket, sockets, client, server, open } = pair({ latencyMs: 40 });
  await open();
  socket.emit("slow", 0);
  await environment.advanceAsync(39);
  expect(server).toEqual([]);
  await environment.advanceAsync(1);
  expect(server).toEqual(["slow 0"]);

  const jittery = pair({ jitterMs: 50 }, 5);
  await jittery.open();
  for (let index = 0; index < 20; index += 1) jittery.sockets[0]!.send("n", index);
  await jittery.environment.advanceAsync(1_000);
  expect(jittery.client.slice(1)).toEqual(Array.from({ length: 20 }, (_, index) => `n ${index}`));
  expect(client).toEqual(["open"]);
  expect(sockets).toHaveLength(1);
});

test("a handshake that the server refuses tells its code; one that does not get there tells none", async () => {
  const refused = pair();
  await refused.open("expired");
  expect(refused.client).toEqual(["refused UNAUTHENTICATED true"]);

  const { network, client, open } = pair();
  network.disconnect();
  await open();
  network.reconnect();
  network.refuse("UNAVAILABLE", 500);
  await open();
  network.reconnect();
  await open();
  expect(client).toEqual(["refused websocket error false", "refused UNAVAILABLE true", "open"]);
  expect(network.attempts).toBe(3);
  expect(network.connections).toBe(1);
});

test("a cut ends both ends, loses what is under way and rejects what waits", async () => {
  const { environment, network, socket, sockets, client, server, open } = pair({ latencyMs: 10 });
  await open();
  const answer = socket.request("ask", 1, 5_000);
  sockets[0]!.send("late", 1);
  const rejected = expect(answer).rejects.toMatchObject({ kind: "disconnected" });
  network.cut();
  await environment.advanceAsync(100);
  await rejected;
  expect(client).toEqual(["open", "close transport close"]);
  expect(server).toEqual(["end"]);
  await expect(socket.request("ask", 2, 5_000)).rejects.toMatchObject({ kind: "disconnected" });
  expect(environment.pending.timers).toBe(0);
});

test("a half-open connection looks open until the ping timeout, while new ones work", async () => {
  const { environment, network, socket, sockets, client, server, open } = pair();
  await open();
  network.halfOpen();
  const answer = socket.request("ask", 1, 1_000);
  sockets[0]!.send("lost", 1);
  const rejected = expect(answer).rejects.toMatchObject({ kind: "timeout" });
  await environment.advanceAsync(24_000);
  await rejected;
  expect([client, server]).toEqual([["open"], []]);
  await environment.advanceAsync(1_000);
  expect([client, server]).toEqual([["open", "close ping timeout"], ["end"]]);
  await open();
  expect(client.at(-1)).toBe("open");
});

test("a client that leaves a half-open connection is missed by the server only at the ping timeout", async () => {
  const { environment, network, socket, client, server, open } = pair();
  await open();
  network.halfOpen();
  socket.disconnect();
  await environment.advanceAsync(10_000);
  expect(server).toEqual([]);
  await environment.advanceAsync(15_000);
  expect(server).toEqual(["end"]);
  expect(client).toEqual(["open"]);
});

test("in a black hole an attempt fails at its own timeout", async () => {
  const { environment, network, client, open } = pair();
  network.blackhole();
  await open();
  await environment.advanceAsync(9_000);
  expect(client).toEqual([]);
  await environment.advanceAsync(1_000);
  expect(client).toEqual(["refused timeout false"]);
});

test("what is sent before leaving still arrives, and nothing is heard after it", async () => {
  const { environment, socket, sockets, client, server, open } = pair({ latencyMs: 10 });
  await open();
  socket.emit("last", 1);
  sockets[0]!.send("late", 1);
  socket.disconnect();
  await environment.advanceAsync(100);
  expect(server).toEqual(["last 1", "end"]);
  expect(client).toEqual(["open"]);
});

test("a server that closes is heard after what it sent before", async () => {
  const { environment, sockets, client, server, open } = pair({ latencyMs: 10 });
  await open();
  sockets[0]!.send("bye", null);
  sockets[0]!.close();
  await environment.advanceAsync(100);
  expect(client).toEqual(["open", "bye null", "close io server disconnect"]);
  expect(server).toEqual(["end"]);
});

test("drops, doubles and cuts the frame that is asked for", async () => {
  const { environment, network, socket, sockets, client, server, open } = pair();
  await open();
  network.dropNext({ kind: "answer", event: "ask", nth: 2 });
  const answers = [1, 2].map((n) => socket.request("ask", n, 1_000).catch((error) => error.kind));
  await environment.advanceAsync(1_000);
  await expect(Promise.all(answers)).resolves.toEqual([{ echo: 1 }, "timeout"]);

  network.duplicateNext({ kind: "command", userId: "an" });
  network.dropNext({ kind: "event", userId: "somebody-else" });
  socket.emit("twice", 1);
  sockets[0]!.send("news", 1);
  await environment.advanceAsync(0);
  expect(server).toEqual(["ask 1", "ask 2", "twice 1", "twice 1"]);
  expect(client).toEqual(["open", "news 1"]);

  network.cutNext({ kind: "answer" });
  const unknown = expect(socket.request("ask", 3, 1_000)).rejects.toMatchObject({ kind: "disconnected" });
  await environment.advanceAsync(0);
  await unknown;
  expect(server.slice(-2)).toEqual(["ask 3", "end"]);
});

test("a frame that is late is overtaken, and does not outlive its connection", async () => {
  const { environment, network, sockets, client, open } = pair();
  await open();
  network.delayNext({ kind: "event" }, 200);
  for (const n of [1, 2, 3]) sockets[0]!.send("n", n);
  await environment.advanceAsync(200);
  expect(client).toEqual(["open", "n 2", "n 3", "n 1"]);
  network.delayNext({ kind: "event" }, 200);
  sockets[0]!.send("n", 4);
  network.cut();
  await environment.advanceAsync(1_000);
  expect(client.slice(4)).toEqual(["close transport close"]);
});

test("loss takes the connection with it, and the same seed loses the same frame", async () => {
  const run = async (seed: number) => {
    const { environment, socket, client, server, open, network } = pair({}, seed);
    await open();
    network.loss = 0.1;
    for (let index = 0; index < 60; index += 1) {
      socket.emit("n", index);
      await environment.advanceAsync(1);
    }
    return { lost: client.includes("close transport close"), received: server.length };
  };
  const first = await run(3);
  expect(first.lost).toBe(true);
  expect(await run(3)).toEqual(first);
  expect(await run(4)).not.toEqual(first);
});

test("a transport used again starts a new connection and leaves the old one", async () => {
  const { network, server, sockets, client, open } = pair();
  await open();
  await open();
  expect(network.connections).toBe(1);
  expect(server).toEqual(["end"]);
  expect(new Set(sockets.map(({ id }) => id)).size).toBe(2);
  expect(client).toEqual(["open", "open"]);
});
