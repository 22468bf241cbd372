import { describe, expect, test } from "vitest";
import { answeredBy } from "../../src/protocols/around/answeredBy.js";
import { around } from "../../src/protocols/around/around.js";
import { authenticated } from "../../src/protocols/around/authenticated.js";
import { membership } from "../../src/protocols/around/membership.js";
import { oneByOne } from "../../src/protocols/around/oneByOne.js";
import { paced } from "../../src/protocols/around/paced.js";
import { toldOnce } from "../../src/protocols/around/toldOnce.js";
import { whileKnown } from "../../src/protocols/around/whileKnown.js";
import { type Around, TransportError, type TransportHandlers } from "../../src/protocols/transport.js";
import { createVirtualEnvironment } from "../../src/testing/virtualEnvironment.js";
import { createScriptedServer } from "../client/connection/scriptedTransport.js";

const target = {
  url: "http://x",
  path: "/socket.io",
  transports: ["websocket" as const],
  timeoutMs: 1_000,
  withCredentials: false,
  namespaces: {},
};

async function connected(wrapper: Around, auth: Record<string, unknown> = {}) {
  const environment = createVirtualEnvironment();
  const server = createScriptedServer(environment);
  const told: unknown[][] = [];
  const handlers: TransportHandlers = {
    onOpen: () => told.push(["open"]),
    onRefused: ({ message, reachedServer }) => told.push(["refused", message, reachedServer]),
    onClose: (reason) => told.push(["closed", reason]),
    onEvent: (event, payload) => told.push([event, payload]),
  };
  const line = wrapper(server.factory, environment)(target, handlers);
  line.connect(auth);
  await environment.advanceAsync(20);
  return { environment, server, told, line };
}

describe("answers that are events", () => {
  const wrapper = answeredBy({
    send: { events: ["sent", "sendError"] },
    join: {
      events: ["joined"],
      matches: (sent, answer) => (sent as { room: string }).room === (answer as { room: string }).room,
    },
  });

  test("are given to whoever asked first, and are not passed on", async () => {
    const { server, line, told } = await connected(wrapper);
    const first = line.request("send", 1, 500);
    const second = line.request("send", 2, 500);
    server.push("sent", "a");
    server.push("sendError", "b");
    expect(await first).toEqual({ event: "sent", payload: "a" });
    expect(await second).toEqual({ event: "sendError", payload: "b" });
    expect(server.emitted).toEqual([
      { event: "send", payload: 1 },
      { event: "send", payload: 2 },
    ]);
    expect(told).toEqual([["open"]]);
  });

  test("find the one they belong to, where they say it", async () => {
    const { server, line } = await connected(wrapper);
    const a = line.request("join", { room: "a" }, 500);
    const b = line.request("join", { room: "b" }, 500);
    server.push("joined", { room: "b" });
    server.push("joined", { room: "a" });
    expect(await a).toMatchObject({ payload: { room: "a" } });
    expect(await b).toMatchObject({ payload: { room: "b" } });
  });

  test("that don't come are a timeout, and late ones are passed on and answer nothing", async () => {
    const { server, line, environment, told } = await connected(wrapper);
    const outcome = line.request("send", 1, 500).catch((error: unknown) => error);
    await environment.advanceAsync(600);
    expect(await outcome).toMatchObject({ kind: "timeout" });
    server.push("sent", "late");
    const next = line.request("send", 2, 500).catch((error: unknown) => error);
    await environment.advanceAsync(600);
    expect(await next).toBeInstanceOf(TransportError);
    expect(told).toEqual([["open"], ["sent", "late"]]);
  });

  test("are given up when the connection is lost or closed", async () => {
    const { server, line } = await connected(wrapper);
    const lost = line.request("send", 1, 500).catch((error: unknown) => error);
    server.cut();
    expect(await lost).toMatchObject({ kind: "disconnected" });
    const closed = line.request("send", 2, 500).catch((error: unknown) => error);
    line.disconnect();
    expect(await closed).toMatchObject({ kind: "disconnected" });
  });

  test("leave other requests and events alone", async () => {
    const { server, line, told, environment } = await connected(wrapper);
    server.answer("ask", () => "yes");
    const asked = line.request("ask", 1, 500);
    await environment.advanceAsync(20);
    expect(await asked).toBe("yes");
    server.push("news", 1);
    expect(told).toEqual([["open"], ["news", 1]]);
  });
});

describe("a greeting after the connect", () => {
  const wrapper = authenticated({ event: "authenticate", yes: "welcome", no: ["goAway"], timeoutMs: 300 });

  test("opens the connection when the server has said yes, and hides what comes before", async () => {
    const { server, told } = await connected(wrapper, { token: "t" });
    expect(server.handshakes.map(({ auth }) => auth)).toEqual([{}]);
    expect(server.emitted).toEqual([{ event: "authenticate", payload: { token: "t" } }]);
    server.push("news", 1);
    expect(told).toEqual([]);
    server.push("welcome", {});
    server.push("news", 2);
    expect(told).toEqual([["open"], ["news", 2]]);
  });

  test("refuses the connection when the server has said no", async () => {
    const { server, told } = await connected(wrapper);
    server.push("goAway", {});
    expect(told).toEqual([["refused", "goAway", true]]);
    expect(server.open).toBe(false);
  });

  test("is a passing fault when the server says nothing, or goes", async () => {
    const silent = await connected(wrapper);
    await silent.environment.advanceAsync(400);
    expect(silent.told).toEqual([["refused", "no answer", false]]);
    const gone = await connected(wrapper);
    gone.server.cut();
    expect(gone.told).toEqual([["refused", expect.any(String), false]]);
  });

  test("is over with the attempt", async () => {
    const { line, environment, told } = await connected(wrapper);
    line.disconnect();
    await environment.advanceAsync(1_000);
    expect(told).toEqual([]);
  });
});

describe("membership", () => {
  const wrapper = membership({
    enter: "join",
    leave: "leave",
    keyOf: (payload) => (payload as { room?: string }).room ?? null,
    heartbeat: { event: "ping", everyMs: 100, payload: (entered, now) => ({ ...(entered as object), now }) },
    enterAgainAfter: "welcome",
  });
  const pings = (server: { emitted: readonly { event: string; payload: unknown }[] }) =>
    server.emitted.filter(({ event }) => event === "ping").map(({ payload }) => (payload as { room: string }).room);

  test("is kept alive while inside, and not after leaving", async () => {
    const { server, line, environment } = await connected(wrapper);
    line.emit("join", { room: "a" });
    line.emit("join", { room: "b" });
    await environment.advanceAsync(250);
    expect(pings(server)).toEqual(["a", "b", "a", "b"]);
    line.emit("leave", { room: "a" });
    await environment.advanceAsync(100);
    expect(pings(server)).toEqual(["a", "b", "a", "b", "b"]);
    line.emit("leave", { room: "b" });
    await environment.advanceAsync(500);
    expect(pings(server)).toHaveLength(5);
  });

  test("of a room that was entered twice ends when it was left twice", async () => {
    const { server, line, environment } = await connected(wrapper);
    line.emit("join", { room: "a" });
    line.emit("join", { room: "a" });
    line.emit("leave", { room: "a" });
    await environment.advanceAsync(100);
    expect(pings(server)).toEqual(["a"]);
    line.emit("leave", { room: "a" });
    await environment.advanceAsync(500);
    expect(server.emitted.map(({ event }) => event)).toEqual(["join", "join", "ping", "leave"]);
  });

  test("of who says his name is one, however often he enters, and his name stays here", async () => {
    const keyOf = (payload: unknown) => (payload as { room?: string }).room ?? null;
    const { server, line } = await connected(membership({ enter: "join", leave: "leave", keyOf, as: "who" }));
    for (const who of ["chat", "chat", "count", "chat"]) line.emit("join", { room: "a", who });
    line.emit("leave", { room: "a", who: "chat" });
    expect(server.emitted).toEqual(Array.from({ length: 4 }, () => ({ event: "join", payload: { room: "a" } })));
    line.emit("leave", { room: "a", who: "count" });
    expect(server.emitted.at(-1)).toEqual({ event: "leave", payload: { room: "a" } });
  });

  test("ends with the connection: the next one begins with nothing", async () => {
    const { server, line, environment } = await connected(wrapper);
    line.emit("join", { room: "a" });
    server.cut();
    line.connect({});
    await environment.advanceAsync(500);
    expect(pings(server)).toEqual([]);
  });

  test("is entered again when the server has forgotten it, and the event is passed on", async () => {
    const { server, line, told } = await connected(wrapper);
    line.emit("join", { room: "a" });
    line.emit("join", { room: "b" });
    line.emit("leave", { room: "b" });
    server.push("welcome", {});
    expect(server.emitted.filter(({ event }) => event === "join").map(({ payload }) => payload)).toEqual([
      { room: "a" },
      { room: "b" },
      { room: "a" },
    ]);
    expect(told).toEqual([["open"], ["welcome", {}]]);
  });
});

describe("membership around answers", () => {
  const wrapper = around(
    membership({
      enter: "join",
      leave: "leave",
      keyOf: (payload) => (payload as { room?: string } | null)?.room ?? null,
      heartbeat: { event: "ping", everyMs: 100, payload: (entered) => entered },
      isRefusal: (answer) => (answer as { event: string }).event === "joinError",
      onceInside: { event: "info", payload: (entered) => entered },
      enterAgainAfter: "welcome",
      unnamed: { events: ["came"], named: (payload, room) => ({ ...(payload as object), room }) },
    }),
    answeredBy({ join: { events: ["joined", "joinError"] }, hello: { events: ["welcome"] } }),
  );
  const names = (server: { emitted: readonly { event: string }[] }) => server.emitted.map(({ event }) => event);

  test("asks once for what is inside, and not where it was refused or never answered", async () => {
    const { server, line, environment } = await connected(wrapper);
    const yes = line.request("join", { room: "a" }, 500);
    server.push("joined", {});
    await yes;
    expect(names(server)).toEqual(["join", "info"]);
    const no = line.request("join", { room: "b" }, 500);
    server.push("joinError", {});
    await no;
    const silent = line.request("join", { room: "c" }, 50).catch((error: unknown) => error);
    await environment.advanceAsync(60);
    expect(await silent).toBeInstanceOf(TransportError);
    await environment.advanceAsync(50);
    expect(server.emitted.slice(-1)).toEqual([{ event: "ping", payload: { room: "a" } }]);
    expect(names(server)).toEqual(["join", "info", "join", "join", "ping"]);
  });

  test("a refusal takes back one entering of several, and an old one nothing of a new connection", async () => {
    const { server, line, environment } = await connected(wrapper);
    const both = [line.request("join", { room: "a" }, 500), line.request("join", { room: "a" }, 500)];
    server.push("joined", {});
    server.push("joinError", {});
    await Promise.all(both);
    line.emit("leave", { room: "a" });
    expect(names(server).at(-1)).toBe("leave");
    const old = line.request("join", { room: "b" }, 500).catch(() => "gave up");
    server.cut();
    line.connect({});
    line.emit("join", { room: "b" });
    expect(await old).toBe("gave up");
    await environment.advanceAsync(120);
    expect(names(server).at(-1)).toBe("ping");
  });

  test("enters again also where the event was an answer", async () => {
    const { server, line, told } = await connected(wrapper);
    line.emit("join", { room: "a" });
    const hello = line.request("hello", {}, 500);
    server.push("welcome", {});
    await hello;
    expect(names(server)).toEqual(["join", "hello", "join"]);
    expect(told).toEqual([["open"]]);
  });

  test("names the room of what comes without one, while there is only one", async () => {
    const { server, line, told } = await connected(wrapper);
    server.push("came", { who: 1 });
    line.emit("join", { room: "a" });
    server.push("came", { who: 2 });
    server.push("came", { who: 3, room: "z" });
    line.emit("join", { room: "b" });
    server.push("came", { who: 4 });
    expect(told.slice(1).map(([, payload]) => payload)).toEqual([
      { who: 1 },
      { who: 2, room: "a" },
      { who: 3, room: "z" },
      { who: 4 },
    ]);
  });
});

describe("what is told more than once", () => {
  const field = (name: string) => (payload: unknown) => (payload as Record<string, string | undefined>)[name];
  const options = {
    sends: ["send"],
    tells: ["told", "again"],
    keyOf: (payload: unknown) => field("text")(payload) ?? null,
    idOf: field("id"),
    marked: (payload: unknown, clientId: string) => ({ ...(payload as object), clientId }),
    accepted: (answer: unknown) => (answer === "no" ? null : { payload: answer }),
    withinMs: 1_000,
  };

  test("is passed on once, each way at most once, and again when its time is over", async () => {
    const { server, told, environment } = await connected(toldOnce(options));
    for (const event of ["told", "again", "again", "told", "told"]) server.push(event, { text: "a" });
    server.push("told", { unknowable: true });
    expect(told.slice(1).map(([event]) => event)).toEqual(["told", "again", "told", "told"]);
    await environment.advanceAsync(1_001);
    server.push("again", { text: "a" });
    expect(told).toHaveLength(6);
  });

  test("is two things where it has two ids", async () => {
    const { server, told } = await connected(toldOnce(options));
    server.push("told", { text: "a", id: "1" });
    server.push("again", { text: "a", id: "2" });
    server.push("again", { text: "a", id: "1" });
    expect(told.slice(1)).toHaveLength(2);
  });

  test("comes back with the sender's id before the answer, and not at all after it; the id stays here", async () => {
    const { server, line, told, environment } = await connected(toldOnce(options));
    server.answer("send", () => ({}));
    const first = line.request("send", { text: "a", clientId: "c1" }, 500);
    expect(server.emitted).toEqual([{ event: "send", payload: { text: "a" } }]);
    server.push("told", { text: "a" });
    expect(told.slice(1)).toEqual([["told", { text: "a", clientId: "c1" }]]);
    await environment.advanceAsync(20);
    await first;
    server.push("again", { text: "a" });
    expect(told).toHaveLength(2);
    const second = line.request("send", { text: "b", clientId: "c2" }, 500);
    await environment.advanceAsync(20);
    await second;
    server.push("told", { text: "b" });
    expect(told).toHaveLength(2);
  });

  test("is forgotten where the server has refused it", async () => {
    const { server, line, told, environment } = await connected(toldOnce(options));
    server.answer("send", () => "no");
    const refused = line.request("send", { text: "a", clientId: "c1" }, 500);
    await environment.advanceAsync(20);
    await refused;
    server.push("told", { text: "a" });
    expect(told.slice(1)).toEqual([["told", { text: "a" }]]);
  });

  test("is told to its sender too, where the server tells the others only", async () => {
    const tellSender = {
      event: "told",
      payload: (sent: unknown, answer: unknown) => ({ ...(sent as object), ...(answer as object) }),
    };
    const { server, line, told, environment } = await connected(toldOnce({ ...options, tellSender }));
    server.answer("send", () => ({ id: "7" }));
    const sent = line.request("send", { text: "a", clientId: "c1" }, 500);
    await environment.advanceAsync(20);
    await sent;
    server.push("told", { text: "a", id: "7" });
    expect(told.slice(1)).toEqual([["told", { text: "a", id: "7", clientId: "c1" }]]);
  });
});

describe("one at a time", () => {
  const marked = (server: { readonly emitted: readonly { readonly event: string; readonly payload: unknown }[] }) =>
    server.emitted.filter(({ event }) => event === "mark").map(({ payload }) => payload);

  test("marks with a message what the same person wrote before it, once", async () => {
    const { server, line, environment } = await connected(
      oneByOne({ brings: "message", marks: "mark", read: (payload) => payload as { id: string; from: string } | null }),
    );
    for (const message of [
      { id: "a1", from: "an" },
      { id: "c1", from: "chi" },
      null,
      { id: "a2", from: "an" },
      { id: "a3", from: "an" },
    ])
      server.push("message", message);
    await environment.advanceAsync(20);
    line.emit("mark", { messageId: "a2" });
    line.emit("mark", { messageId: "a3" });
    line.emit("mark", { messageId: "never brought" });
    await environment.advanceAsync(20);
    expect(marked(server).map((payload) => (payload as { messageId: string }).messageId)).toEqual([
      "a1",
      "a2",
      "a3",
      "never brought",
    ]);
  });
});

describe("a pace", () => {
  test("answers what comes too soon itself, and says when it may come", async () => {
    const { server, line, environment } = await connected(
      paced(["send"], { count: 1, perMs: 1_000 }, { count: 3, perMs: 60_000 }),
    );
    server.answer("send", () => "ok");
    const send = async () => {
      const answer = line.request("send", {}, 500);
      await environment.advanceAsync(20);
      return answer;
    };
    expect(await send()).toBe("ok");
    expect(await send()).toEqual({ event: "tooSoon", payload: { retryAfterMs: 980 } });
    await environment.advanceAsync(1_000);
    expect(await send()).toBe("ok");
    await environment.advanceAsync(1_000);
    expect(await send()).toBe("ok");
    await environment.advanceAsync(1_000);
    const fourth = (await send()) as { payload: { retryAfterMs: number } };
    expect(fourth.payload.retryAfterMs).toBeGreaterThan(50_000);
    await environment.advanceAsync(fourth.payload.retryAfterMs);
    expect(await send()).toBe("ok");
    expect(server.emitted).toHaveLength(4);
  });

  test("does not hold for an hour because the clock is set back by one", async () => {
    const environment = createVirtualEnvironment();
    const server = createScriptedServer(environment);
    let skewMs = 0;
    const clock = { ...environment, now: () => environment.now() - skewMs };
    const ignored = () => {};
    const handlers = { onOpen: ignored, onRefused: ignored, onClose: ignored, onEvent: ignored };
    const line = paced(["send"], { count: 1, perMs: 1_000 })(server.factory, clock)(target, handlers);
    line.connect({});
    await environment.advanceAsync(20);
    server.answer("send", () => "ok");
    void line.request("send", {}, 500);
    skewMs = 3_600_000;
    await environment.advanceAsync(1_000);
    const answer = line.request("send", {}, 500);
    await environment.advanceAsync(20);
    expect(await answer).toBe("ok");
  });
});

test("wrappers stand one in the other, the first next to the client", async () => {
  const wrapper = around(
    paced(["send"], { count: 1, perMs: 1_000 }),
    answeredBy({ send: { events: ["sent"] } }),
    authenticated({ event: "authenticate", yes: "welcome", no: ["goAway"] }),
  );
  const { server, line, told } = await connected(wrapper, { token: "t" });
  server.push("welcome", {});
  const sent = line.request("send", 1, 500);
  expect(await line.request("send", 2, 500)).toMatchObject({ event: "tooSoon" });
  server.push("sent", "a");
  expect(await sent).toEqual({ event: "sent", payload: "a" });
  expect(told).toEqual([["open"]]);
});

describe("a server that knows one no longer", () => {
  const wrapper = around(
    whileKnown({
      lost: ["expired", "wanted"],
      by: "auth",
      yes: "welcome",
      holds: ["send", "pay"],
    }),
    answeredBy({
      send: { events: ["sent", "wanted"], passesOn: true },
      pay: { events: ["paid"] },
      auth: { events: ["welcome", "expired"] },
    }),
  );
  const names = (server: { emitted: readonly { event: string }[] }) => server.emitted.map(({ event }) => event);

  test("gets nothing that it would drop, until it knows one again", async () => {
    const { server, line, told } = await connected(wrapper);
    server.push("expired", {});
    expect(await line.request("send", 1, 500)).toEqual({ event: "expired", payload: null });
    expect(await line.request("pay", 1, 500)).toEqual({ event: "expired", payload: null });
    expect(names(server)).toEqual([]);
    expect(told.at(-1)).toEqual(["expired", {}]);
    const auth = line.request("auth", "t", 500);
    server.push("welcome", {});
    expect(await auth).toEqual({ event: "welcome", payload: {} });
    const sent = line.request("send", 2, 500);
    server.push("sent", "ok");
    expect(await sent).toEqual({ event: "sent", payload: "ok" });
    expect(names(server)).toEqual(["auth", "send"]);
  });

  test("still knows nobody when it has refused the next token too, and again after a welcome that nobody asked for", async () => {
    const { server, line } = await connected(wrapper);
    server.push("wanted", {});
    const auth = line.request("auth", "t", 500);
    server.push("expired", {});
    await auth;
    expect(await line.request("send", 1, 500)).toEqual({ event: "wanted", payload: null });
    server.push("welcome", {});
    void line.request("send", 2, 500).catch(() => {});
    expect(names(server)).toEqual(["auth", "send"]);
  });

  test("has refused what waits the longest, if it says so; what costs something stays unknown", async () => {
    const { server, line, environment } = await connected(wrapper);
    const paid = line.request("pay", 0, 500);
    const [first, second] = [line.request("send", 1, 500), line.request("send", 2, 500)];
    server.push("wanted", {});
    expect(await first).toEqual({ event: "wanted", payload: {} });
    expect(await line.request("send", 3, 500)).toEqual({ event: "wanted", payload: null });
    server.push("sent", "second");
    expect(await second).toEqual({ event: "sent", payload: "second" });
    const lost = expect(paid).rejects.toThrow(TransportError);
    await environment.advanceAsync(600);
    await lost;
  });

  test("is a new one after a new connection", async () => {
    const { server, line, environment } = await connected(wrapper);
    server.push("expired", {});
    line.connect({});
    await environment.advanceAsync(20);
    void line.request("send", 1, 500).catch(() => {});
    expect(names(server)).toEqual(["send"]);
  });
});
