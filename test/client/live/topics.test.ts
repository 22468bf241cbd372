import fc from "fast-check";
import { describe, expect, onTestFinished, test } from "vitest";
import type { JsonValue } from "../../../src/contract/schema.js";
import { nativeEventsName } from "../../../src/protocols/native/envelope.js";
import { nativeCommands } from "../../../src/protocols/native/wire.js";
import type { TransportFactory } from "../../../src/protocols/transport.js";
import { allowConsole } from "../../support/setup.js";
import { createWorld, listening } from "../world.js";
import { liveOf, set, topicOf } from "./support.js";

const change = nativeCommands.changeTopic;
type Options = NonNullable<Parameters<typeof createWorld>[0]>;
const open: Options = { live: { topics: { mayChange: () => true } } };

/** An follows the topic "board", which the server has. */
async function following(options: Options = {}, state: JsonValue = { n: 0 }) {
  const world = createWorld({ ...open, ...options });
  const asked: string[] = [];
  const an = world.person("an", { transport: listening(world.server.transport, asked) });
  world.server.topics.set("board", state);
  an.retain();
  const stop = liveOf(an).followTopic("board");
  await world.wait();
  return {
    ...world,
    an,
    stop,
    live: liveOf(an),
    board: () => topicOf(an, "board"),
    asked: () => asked.filter((name) => name === nativeCommands.subscribeTopic).length,
  };
}

/** A transport whose other end may be another server at each attempt. */
function switching(make: () => ReturnType<TransportFactory>): ReturnType<TransportFactory> {
  let inner = make();
  return {
    connect: (auth) => {
      inner = make();
      inner.connect(auth);
    },
    disconnect: () => inner.disconnect(),
    emit: (...args) => inner.emit(...args),
    request: (...args) => inner.request(...args),
    get raw() {
      return inner.raw;
    },
  };
}

describe("a topic that is followed", () => {
  test("is forgotten when nobody follows it any more, be there a connection or not", async () => {
    const { an, live, stop, network, wait } = await following();
    const stopPrices = live.followPrices(["VNM"]);
    await wait();
    network.disconnect();
    await wait(50);
    stop();
    stopPrices();
    await wait(2_000);
    expect(an.store.getState().lobby.live).toMatchObject({ topics: {}, prices: {} });
  });

  test("has the server's state and then its steps", async () => {
    const { server, wait, board } = await following();
    expect(board()).toMatchObject({ status: "live", version: 1, state: { n: 0 } });
    await server.topics.patch("board", [set(["n"], 1)]);
    server.topics.set("board", { n: 2, more: true });
    await server.topics.patch("board", [set(["n"], 3)]);
    await wait();
    expect(board()).toMatchObject({ status: "live", version: 4, state: { n: 3, more: true } });
  });

  test("is asked for once, however many follow it, and left when the last has gone", async () => {
    const { an, live, server, wait, asked, stop } = await following();
    const others = [live.followTopic("board"), live.followTopic("board")];
    await wait();
    expect(asked()).toBe(1);
    for (const release of [stop, ...others]) release();
    await wait(2_000);
    expect(an.store.getState().lobby.live?.topics).toEqual({});
    server.topics.set("board", { n: 9 });
    await wait();
    expect(an.store.getState().lobby.live?.topics).toEqual({});
  });

  test("keeps the objects that a step does not touch", async () => {
    const { server, wait, board } = await following({}, { a: { list: [1, 2] }, b: { n: 0 } });
    const before = board().state as { a: object; b: object };
    await server.topics.patch("board", [set(["b", "n"], 1)]);
    await wait();
    const after = board().state as { a: object; b: object };
    expect(after.a).toBe(before.a);
    expect(after.b).not.toBe(before.b);
  });

  test("is stale while the connection is lost, and renewed by asking again", async () => {
    const { server, network, wait, board } = await following();
    network.disconnect();
    await wait();
    expect(board()).toMatchObject({ status: "stale", state: { n: 0 } });
    await server.topics.patch("board", [set(["n"], 1)]);
    network.reconnect();
    await wait(5_000);
    expect(board()).toMatchObject({ status: "live", state: { n: 1 } });
  });

  test("takes an older version from a server that has begun anew", async () => {
    const world = createWorld(open);
    const anew = createWorld(open);
    let transport = world.server.transport;
    const an = world.person("an", { transport: (target, handlers) => switching(() => transport(target, handlers)) });
    for (let n = 0; n <= 5; n++) world.server.topics.set("board", { n });
    an.retain();
    liveOf(an).followTopic("board");
    await world.wait();
    expect(topicOf(an, "board").version).toBe(6);
    anew.server.topics.set("board", { n: 100 });
    transport = anew.server.transport;
    world.network.cut();
    for (let round = 0; round < 50; round++) {
      await world.wait(100);
      await anew.wait(100);
    }
    expect(topicOf(an, "board")).toMatchObject({ status: "live", version: 1, state: { n: 100 } });
  });

  test("that the server refuses says so, and is tried again when asked to", async () => {
    let allowed = false;
    const { board, live, wait } = await following({ live: { topics: { mayRead: () => allowed } } });
    expect(board()).toMatchObject({ status: "error", failure: { code: "FORBIDDEN" }, state: null });
    allowed = true;
    live.reloadTopic("board");
    await wait();
    expect(board()).toMatchObject({ status: "live", failure: null, state: { n: 0 } });
  });

  test("that the server can't give now is asked for again, ever more rarely", async () => {
    allowConsole(/no database/);
    let broken = true;
    const { board, wait, asked } = await following({
      live: {
        topics: {
          mayRead: () => {
            if (broken) throw new Error("no database");
            return true;
          },
        },
      },
    });
    expect(board().status).toBe("loading");
    await wait(7_500);
    expect(asked()).toBe(4);
    broken = false;
    await wait(10_000);
    expect(board().status).toBe("live");
  });

  test("asks for many without breaking the server's limits", async () => {
    const { wait, live, server, an } = await following({
      limits: { events: { perSecond: 10, burst: 20 }, strikes: 3 },
    });
    const names = Array.from({ length: 45 }, (_, index) => `t${index}`);
    for (const name of names) {
      server.topics.set(name, name);
      live.followTopic(name);
    }
    const { attempts } = server.network;
    await wait(10_000);
    expect(names.map((name) => topicOf(an, name).state)).toEqual(names);
    // A minute of checks later it is still the same session, which too many refusals would have ended.
    await wait(60_000);
    expect(server.network.attempts).toBe(attempts);
  });
});

describe("a step that is missed", () => {
  const events = { kind: "event", event: nativeEventsName } as const;

  test("is found by the next one: the state is asked for, and shown as stale meanwhile", async () => {
    const { server, network, wait, board, asked } = await following();
    network.latencyMs = 100;
    network.dropNext(events);
    await server.topics.patch("board", [set(["n"], 1)]);
    await wait(200);
    await server.topics.patch("board", [set(["m"], 2)]);
    await wait(130);
    expect(board()).toMatchObject({ status: "stale", state: { n: 0 } });
    await wait(300);
    expect(board()).toMatchObject({ status: "live", version: 3, state: { n: 1, m: 2 } });
    expect(asked()).toBe(2);
  });

  test("that only comes late fills the hole by itself", async () => {
    const { server, network, wait, board } = await following();
    network.delayNext(events, 120);
    await server.topics.patch("board", [set(["n"], 1)]);
    await wait(60);
    network.latencyMs = 1_000;
    await server.topics.patch("board", [set(["n"], 2)]);
    await wait(3_000);
    expect(board()).toMatchObject({ status: "live", version: 3, state: { n: 2 } });
  });

  test("and was the last one is found by looking now and then", async () => {
    const { server, network, wait, board } = await following();
    network.dropNext(events);
    await server.topics.patch("board", [set(["n"], 1)]);
    await wait(1_000);
    expect(board().state).toEqual({ n: 0 });
    await wait(35_000);
    expect(board()).toMatchObject({ status: "live", state: { n: 1 } });
  });

  test("and then comes after all, or twice, changes nothing any more", async () => {
    const { server, network, wait, board } = await following();
    network.delayNext(events, 1_000);
    server.topics.set("board", { n: 1 });
    await wait(100);
    network.delayNext(events, 1_000);
    await server.topics.patch("board", [set(["n"], 2)]);
    await wait(100);
    network.duplicateNext(events);
    await server.topics.patch("board", [set(["n"], 3)]);
    await wait(500);
    expect(board()).toMatchObject({ status: "live", version: 4, state: { n: 3 } });
    const before = board();
    await wait(2_000);
    expect(board()).toBe(before);
  });

  test("with steps that overtake the answer are held back and taken after it", async () => {
    const { environment, live, server, network, wait, an } = await following();
    server.topics.set("other", { n: 0 });
    network.delayNext({ kind: "answer", event: nativeCommands.subscribeTopic }, 500);
    live.followTopic("other");
    await wait(100);
    for (let n = 1; n <= 3; n++) await server.topics.patch("other", [set(["n"], n)]);
    await environment.advanceAsync(200);
    expect(topicOf(an, "other")).toMatchObject({
      status: "loading",
      held: [{ version: 2 }, { version: 3 }, { version: 4 }],
    });
    await wait(1_000);
    expect(topicOf(an, "other")).toMatchObject({ status: "live", version: 4, state: { n: 3 }, held: [] });
  });

  test("among any drops, doubles, delays and cuts: the client always comes to the server's state", async () => {
    const fault = fc.constantFrom("none", "none", "drop", "duplicate", "late", "cut", "answer", "lateAnswer");
    const move = fc.record({ fault, by: fc.constantFrom("app", "whole", "an"), waitMs: fc.nat({ max: 120 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(move, { minLength: 1, maxLength: 25 }), async (moves) => {
        const { server, network, wait, board, live, environment } = await following();
        const seen: number[] = [];
        let n = 0;
        for (const { fault: kind, by, waitMs } of moves) {
          if (kind === "drop") network.dropNext(events);
          if (kind === "duplicate") network.duplicateNext(events);
          if (kind === "late") network.delayNext(events, 90);
          if (kind === "cut") network.cut();
          if (kind === "answer") network.dropNext({ kind: "answer" });
          if (kind === "lateAnswer") network.delayNext({ kind: "answer" }, 150);
          n += 1;
          if (by === "app") await server.topics.patch("board", [set([`k${n % 7}`], n)]);
          else if (by === "whole") server.topics.set("board", { n });
          else void live.changeTopic("board", [set(["an"], n)]);
          await environment.advanceAsync(waitMs);
          seen.push(board().version ?? 0);
        }
        network.clearFaults();
        // Long enough for a reconnect, for an unanswered change, and for the look at the tail.
        await wait(90_000);
        const truth = await server.topics.get("board");
        expect(board()).toMatchObject({ status: "live", version: truth.version, pending: [], held: [], missed: false });
        expect(board().state).toEqual(truth.state);
        // Never back: one server, whose versions only grow.
        expect(seen).toEqual(seen.toSorted((a, b) => a - b));
      }),
      { numRuns: 40 },
    );
  });
});

describe("an own change", () => {
  test("shows at once, before the server knows of it, and stays when it does", async () => {
    const { network, live, board, wait, server } = await following();
    network.latencyMs = 200;
    const outcome = live.changeTopic("board", [set(["n"], 1)]);
    expect(board()).toMatchObject({ state: { n: 1 }, server: { n: 0 }, pending: [{ sent: true }] });
    await wait(1_000);
    expect(await outcome).toEqual({ ok: true, value: { version: 2 } });
    expect(board()).toMatchObject({ state: { n: 1 }, server: { n: 1 }, pending: [], version: 2, conflict: null });
    expect((await server.topics.get("board")).state).toEqual({ n: 1 });
  });

  test("is replayed over what the server says meanwhile", async () => {
    const { network, live, board, wait, server } = await following();
    network.disconnect();
    await wait();
    void live.changeTopic("board", [set(["mine"], 1)]);
    expect(board()).toMatchObject({ status: "stale", state: { n: 0, mine: 1 } });
    network.reconnect();
    await wait(5_000);
    expect(board()).toMatchObject({ state: { n: 0, mine: 1 }, pending: [], version: 2 });
    expect((await server.topics.get("board")).state).toEqual({ n: 0, mine: 1 });
  });

  test("that somebody was faster than loses: the server's state shows, and the loss is reported", async () => {
    const { network, live, board, wait, server, reports } = await following();
    network.latencyMs = 200;
    await server.topics.patch("board", [set(["n"], 50)]);
    const outcome = live.changeTopic("board", [set(["n"], 1)]);
    expect(board().state).toEqual({ n: 1 });
    await wait(1_000);
    expect(await outcome).toMatchObject({ ok: false, failure: { code: "CONFLICT" } });
    expect(board()).toMatchObject({
      status: "live",
      state: { n: 50 },
      pending: [],
      conflict: { patches: [set(["n"], 1)], version: 2 },
    });
    expect(reports).toContainEqual(expect.objectContaining({ kind: "conflict", subject: "board" }));
    live.dismissConflict("board");
    expect(board().conflict).toBeNull();
  });

  test("made without a connection loses against what changed meanwhile", async () => {
    const { network, live, board, wait, server } = await following();
    network.disconnect();
    await wait();
    const outcome = live.changeTopic("board", [set(["n"], 1)]);
    await server.topics.patch("board", [set(["n"], 50)]);
    network.reconnect();
    await wait(5_000);
    expect(await outcome).toMatchObject({ failure: { code: "CONFLICT" } });
    expect(board()).toMatchObject({ state: { n: 50 }, conflict: { patches: [set(["n"], 1)] } });
  });

  test("that goes on top of anything is made again, and is no conflict", async () => {
    const { network, live, board, wait, server } = await following();
    network.latencyMs = 200;
    await server.topics.patch("board", [set(["n"], 50)]);
    const outcome = live.changeTopic("board", [set(["mine"], 1)], { rebase: true });
    let least = 1;
    const stop = live.topics.subscribe("board", () => {
      least = Math.min(least, (board().state as { mine?: number }).mine ?? 0);
    });
    await wait(2_000);
    stop();
    expect(await outcome).toMatchObject({ ok: true, value: { version: 3 } });
    expect(board()).toMatchObject({ state: { n: 50, mine: 1 }, pending: [], conflict: null });
    // It never left the screen meanwhile.
    expect(least).toBe(1);
  });

  test("and the next ones made on top of it go one after the other", async () => {
    const { network, live, board, wait, server } = await following();
    network.latencyMs = 50;
    const outcomes = Promise.all([1, 2, 3].map((n) => live.changeTopic("board", [set(["n"], n)])));
    expect(board()).toMatchObject({ state: { n: 3 }, pending: [{ sent: true }, { sent: false }, { sent: false }] });
    await wait(2_000);
    expect(await outcomes).toMatchObject([
      { value: { version: 2 } },
      { value: { version: 3 } },
      { value: { version: 4 } },
    ]);
    expect((await server.topics.get("board")).state).toEqual({ n: 3 });
  });

  test("is not shown twice when the server's step comes before its answer", async () => {
    const { network, live, board, wait } = await following({}, { list: ["a", "b", "c"] });
    network.delayNext({ kind: "answer", event: change }, 1_000);
    void live.changeTopic("board", [{ op: "delete", path: ["list", "0"] }]);
    await wait(500);
    expect(board()).toMatchObject({ state: { list: ["b", "c"] }, version: 2, pending: [] });
    await wait(2_000);
    expect(board()).toMatchObject({ state: { list: ["b", "c"] }, version: 2 });
  });

  test("whose answer is lost is given up, unless it may be made twice", async () => {
    const { network, live, board, wait } = await following();
    network.dropNext({ kind: "command", event: change });
    const once = live.changeTopic("board", [set(["n"], 1)]);
    await wait(6_000);
    expect(await once).toMatchObject({ failure: { code: "TIMEOUT" } });
    expect(board()).toMatchObject({ state: { n: 0 }, pending: [] });
    network.dropNext({ kind: "command", event: change });
    const twice = live.changeTopic("board", [set(["mine"], 1)], { rebase: true });
    await wait(12_000);
    expect(await twice).toMatchObject({ ok: true });
    expect(board()).toMatchObject({ state: { n: 0, mine: 1 }, pending: [] });
  });

  test("whose answer is lost is known to be taken when the server's step has come", async () => {
    const { network, live, board, wait } = await following();
    network.dropNext({ kind: "answer", event: change });
    const outcome = live.changeTopic("board", [set(["n"], 1)]);
    await wait(6_000);
    expect(await outcome).toEqual({ ok: true, value: { version: 2 } });
    expect(board()).toMatchObject({ state: { n: 1 }, version: 2, pending: [] });
  });

  test("that the server does not allow disappears, with its reason", async () => {
    const { live, board, wait } = await following({ live: {} });
    const outcome = live.changeTopic("board", [set(["n"], 1)]);
    expect(board().state).toEqual({ n: 1 });
    await wait();
    expect(await outcome).toMatchObject({ failure: { code: "FORBIDDEN" } });
    expect(board()).toMatchObject({ state: { n: 0 }, pending: [], conflict: null });
  });

  test("that does not fit is refused before it is shown", async () => {
    const { live, board } = await following();
    expect(await live.changeTopic("board", [set(["n", "x"], 1)])).toMatchObject({ failure: { code: "INVALID" } });
    expect(await live.changeTopic("board", [set(["__proto__"], 1)])).toMatchObject({ failure: { code: "INVALID" } });
    expect(board().pending).toEqual([]);
  });

  test("keeps its topic followed until it is settled, even when nobody looks any more", async () => {
    const { network, live, wait, server, stop } = await following();
    network.disconnect();
    await wait();
    const outcome = live.changeTopic("board", [set(["n"], 1)]);
    stop();
    await wait(5_000);
    network.reconnect();
    await wait(40_000);
    expect(await outcome).toMatchObject({ ok: true });
    expect((await server.topics.get("board")).state).toEqual({ n: 1 });
  });
});

test("another user finds nothing of the former one's topics, and goes on following", async () => {
  const { an, live, network, server, wait, board } = await following({
    live: { topics: { mayChange: () => true, mayRead: (user) => user.id === "an" } },
  });
  network.disconnect();
  await wait();
  const outcome = live.changeTopic("board", [set(["n"], 1)]);
  an.signIn({ id: "binh" }, "binh");
  expect(await outcome).toMatchObject({ failure: { code: "UNAUTHENTICATED" } });
  expect(an.store.getState().lobby.live).toMatchObject({ topics: {} });
  network.reconnect();
  await wait(5_000);
  expect(board()).toMatchObject({ status: "error", state: null });
  expect((await server.topics.get("board")).state).toEqual({ n: 0 });
});

test("without a server that can, nothing is followed and changes are refused", async () => {
  const { person, wait } = createWorld();
  const lobby = person("an");
  const { protocol } = lobby;
  const poor = person("an", { protocol: { ...protocol, capabilities: { ...protocol.capabilities, live: false } } });
  poor.retain();
  onTestFinished(liveOf(poor).followTopic("board"));
  await wait();
  expect(poor.store.getState().lobby.live?.topics ?? {}).toEqual({});
  expect(await liveOf(poor).changeTopic("board", [])).toMatchObject({ failure: { code: "UNSUPPORTED" } });
  expect(() => liveOf(lobby).followTopic("not a topic")).toThrow(/bad-id/);
  expect(() => liveOf(lobby).followPrices(["constructor"])).toThrow(/bad-id/);
});
