import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createLobby } from "../../../src/client/createLobby.js";
import { defaultTimings } from "../../../src/client/timings.js";
import { defineProtocol } from "../../../src/protocols/defineProtocol.js";
import { native } from "../../../src/protocols/native/native.js";
import { helloAnswer, setUp, setUpLive } from "./harness.js";

const refusal = { kind: "refuse", message: "refused", data: undefined, reachedServer: false } as const;

describe("lifetime", () => {
  test("has no effects until it is wanted", async () => {
    const { connection, environment, server, patches } = setUp();
    await environment.advanceAsync(60_000);
    expect(connection.state.status).toBe("idle");
    expect(environment.pending).toEqual({ timers: 0, listeners: 0 });
    expect(server.handshakes).toHaveLength(0);
    expect(server.targets).toHaveLength(0);
    expect(patches).toEqual([]);
  });

  test("goes from idle over connecting and syncing to live", async () => {
    const { connection, statuses, sessions, server } = await setUpLive();
    expect(statuses).toEqual(["connecting", "syncing", "live"]);
    expect(connection.ready).toBe(true);
    expect(connection.state).toMatchObject({ attempt: 0, error: null, lostAt: null, guarantees: "L4", userId: "an" });
    expect(sessions).toHaveLength(1);
    expect(sessions[0]).toMatchObject({ degraded: false, number: 1 });
    expect(server.handshakes[0]?.auth).toEqual({ token: "token-1" });
  });

  test("two that want it share one connection, which closes a second after the last", async () => {
    const { connection, environment, server } = setUp();
    const first = connection.retain();
    const second = connection.retain();
    await environment.advanceAsync(100);
    first();
    first();
    await environment.advanceAsync(5_000);
    expect(connection.state.status).toBe("live");
    second();
    await environment.advanceAsync(999);
    expect(connection.state.status).toBe("live");
    await environment.advanceAsync(1);
    expect(connection.state.status).toBe("idle");
    expect(server.handshakes).toHaveLength(1);
    expect(environment.pending).toEqual({ timers: 0, listeners: 0 });
  });

  test("StrictMode's retain, release, retain and fifty quick route changes cost one connection and leak nothing", async () => {
    const { connection, environment, server } = setUp();
    connection.retain()();
    let release = connection.retain();
    await environment.advanceAsync(100);
    const { listeners, timers } = environment.pending;
    for (let route = 0; route < 50; route++) {
      release();
      await environment.advanceAsync(20);
      release = connection.retain();
    }
    expect(server.handshakes).toHaveLength(1);
    expect(environment.pending).toEqual({ listeners, timers });
  });

  test("disconnect closes and stays closed, also when somebody wants it, until connect", async () => {
    const { connection, environment, server } = await setUpLive();
    connection.disconnect();
    expect(connection.state).toMatchObject({ status: "closed", error: null });
    connection.retain();
    environment.signal("online");
    environment.signal("visible");
    await environment.advanceAsync(120_000);
    expect(connection.state.status).toBe("closed");
    expect(server.handshakes).toHaveLength(1);
    connection.connect();
    await environment.advanceAsync(100);
    expect(connection.state.status).toBe("live");
  });

  test("connect without anybody who wants it stays until disconnect", async () => {
    const { connection, environment } = setUp();
    connection.connect();
    await environment.advanceAsync(60_000);
    expect(connection.state.status).toBe("live");
    connection.retain()();
    await environment.advanceAsync(5_000);
    expect(connection.state.status).toBe("live");
  });

  test("destroy leaves no timer, no listener, and no command waiting", async () => {
    const { connection, environment, server } = await setUpLive();
    server.mute("lobby:heads");
    const waiting = connection.execute("heads", { conversationIds: [] });
    connection.destroy();
    expect(await waiting).toMatchObject({ ok: false, failure: { code: "TIMEOUT" } });
    connection.connect();
    connection.retain();
    await environment.advanceAsync(60_000);
    expect(environment.pending).toEqual({ timers: 0, listeners: 0 });
    expect(server.handshakes).toHaveLength(1);
  });

  test("an address that is none is told at once", () => {
    expect(() => setUp({ url: "chat.example.com" })).toThrow(/bad-url/);
    // As of an environment variable that is not set.
    expect(() => setUp({ url: undefined as never })).toThrow(/"undefined" is no address.*bad-url/);
    const lobby = createLobby({ url: undefined as never, user: { id: "an" } });
    expect(() => lobby.connect()).toThrow(/bad-url/);
  });
});

describe("hello", () => {
  test("unanswered for 3 s: goes on in degraded mode without promising sequences", async () => {
    const { connection, environment, server, sessions, reports } = setUp();
    server.mute("lobby:hello");
    connection.retain();
    await environment.advanceAsync(3_000);
    expect(connection.state.status).toBe("syncing");
    await environment.advanceAsync(50);
    expect(connection.state).toMatchObject({ status: "live", guarantees: "L2" });
    expect(sessions[0]).toMatchObject({ degraded: true, hello: null });
    expect(reports.map(({ subject }) => subject)).toEqual(["hello"]);
  });

  test("answered the next time it is asked: goes on with all guarantees, on a new connection", async () => {
    const { connection, environment, server, sessions } = setUp();
    server.mute("lobby:hello");
    connection.retain();
    await environment.advanceAsync(4_000);
    expect(connection.state.guarantees).toBe("L2");
    server.answer("lobby:hello", () => helloAnswer("an"));
    await environment.advanceAsync(30_000);
    expect(connection.state).toMatchObject({ status: "live", guarantees: "L4" });
    expect(sessions.map(({ degraded }) => degraded)).toEqual([true, false]);
  });

  test("answered for somebody else: nothing goes on", async () => {
    const { connection, environment, server, sessions, reports } = setUp();
    server.answer("lobby:hello", () => helloAnswer("binh"));
    connection.retain();
    await environment.advanceAsync(60_000);
    expect(connection.state).toMatchObject({ status: "auth-failed", error: { code: "UNAUTHENTICATED" } });
    expect(connection.state.error?.message).toMatch(/another user/);
    expect(reports.map(({ message }) => message)).toEqual([connection.state.error?.message]);
    expect(sessions).toHaveLength(0);
    expect(server.open).toBe(false);
    expect(server.handshakes).toHaveLength(1);
  });

  test("no command goes out before it is answered", async () => {
    const { connection, environment, server } = setUp();
    connection.retain();
    await environment.advanceAsync(12);
    expect(connection.state.status).toBe("syncing");
    expect(connection.emit("setTyping", { conversationId: "room:a", typing: true })).toBe(false);
    expect(await connection.execute("heads", { conversationIds: [] })).toMatchObject({
      ok: false,
      failure: { code: "UNAVAILABLE" },
    });
    expect(server.emitted.map(({ event }) => event)).toEqual(["lobby:hello"]);
  });

  test("refused as forbidden closes; refused for now waits as long as the server says", async () => {
    const forbidden = setUp();
    forbidden.server.answer("lobby:hello", () => ({ ok: false, code: "FORBIDDEN" }));
    forbidden.connection.retain();
    await forbidden.environment.advanceAsync(60_000);
    expect(forbidden.connection.state).toMatchObject({ status: "closed", error: { code: "FORBIDDEN" } });

    const busy = setUp();
    busy.server.answer("lobby:hello", () => ({ ok: false, code: "RATE_LIMITED", retryAfterMs: 20_000 }));
    busy.connection.retain();
    await busy.environment.advanceAsync(19_000);
    expect(busy.server.handshakes).toHaveLength(1);
    expect(busy.connection.state).toMatchObject({ status: "reconnecting", error: { code: "RATE_LIMITED" } });
    await busy.environment.advanceAsync(2_000);
    expect(busy.server.handshakes).toHaveLength(2);
  });

  test("a server without hello is live at once, at its own level", async () => {
    const protocol = defineProtocol({ name: "plain", capabilities: { direct: true }, incoming: {}, outgoing: {} });
    const { connection, server } = await setUpLive({ protocol });
    expect(connection.state).toMatchObject({ status: "live", guarantees: "L0" });
    expect(server.emitted).toEqual([]);
  });

  test("it is syncing until catching up is done, and begins anew when that fails", async () => {
    let settle = { resolve: () => {}, reject: (_: Error) => {} };
    const { connection, environment, server, counts, reports } = await setUpLive({
      onOpenSession: () =>
        new Promise((resolve, reject) => {
          settle = { resolve, reject };
        }),
    });
    expect(connection.state.status).toBe("syncing");
    expect(connection.ready).toBe(true);
    settle.reject(new Error("hello text of a person"));
    await environment.settle();
    expect(connection.state).toMatchObject({ status: "reconnecting", attempt: 1 });
    expect(counts.down).toBe(1);
    await environment.advanceAsync(1_200);
    expect(server.handshakes).toHaveLength(2);
    settle.resolve();
    await environment.settle();
    expect(connection.state.status).toBe("live");
    expect(JSON.stringify(reports)).not.toContain("text of a person");
  });
});

describe("loss", () => {
  test("is told with its time, tried again by itself, and each session ends once", async () => {
    const { connection, environment, server, statuses, counts, sessions } = await setUpLive();
    const lostAt = environment.now();
    server.cut();
    expect(connection.state).toMatchObject({
      status: "reconnecting",
      attempt: 0,
      lostAt,
      error: { code: "UNAVAILABLE" },
    });
    expect(connection.state.nextRetryAt).toBeLessThanOrEqual(lostAt + 1_000);
    expect(sessions[0]?.isCurrent()).toBe(false);
    await environment.advanceAsync(1_100);
    expect(connection.state).toMatchObject({ status: "live", lostAt: null, error: null });
    expect(statuses).toEqual(["connecting", "syncing", "live", "reconnecting", "syncing", "live"]);
    expect(counts.down).toBe(1);
    expect(sessions[1]?.number).toBe(2);
  });

  test("waits are within full jitter's bounds, one handshake each, and the longest is 30 s", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1_000_000 }), async (seed) => {
        const { connection, environment, server, patches } = setUp({}, seed);
        server.receive(refusal);
        connection.retain();
        for (let step = 0; step < 9; step++) {
          await environment.advanceAsync(10);
          const { nextRetryAt, attempt } = connection.state;
          expect(attempt).toBe(step + 1);
          // A wait of a few milliseconds is over by now, and the next attempt under way.
          const wait = (nextRetryAt ?? environment.now()) - environment.now();
          expect(wait).toBeGreaterThanOrEqual(-10);
          expect(wait).toBeLessThanOrEqual(Math.min(30_000, 1_000 * 2 ** step));
          await environment.advanceAsync(Math.max(0, wait));
          expect(server.handshakes).toHaveLength(step + 2);
        }
        expect(patches.every((patch) => patch.status !== "live")).toBe(true);
        connection.destroy();
      }),
      { numRuns: 50 },
    );
  });

  test("ten flaps are come back from within a second each", async () => {
    const { connection, environment, server, counts } = await setUpLive();
    for (let flap = 0; flap < 10; flap++) {
      server.cut();
      expect(connection.state.nextRetryAt! - environment.now()).toBeLessThanOrEqual(1_000);
      await environment.advanceAsync(1_100);
      expect(connection.state.status).toBe("live");
    }
    expect(counts.down).toBe(10);
    expect(server.handshakes).toHaveLength(11);
  });

  test("a server that accepts and drops is not stormed", async () => {
    const { environment, server, connection } = await setUpLive();
    const end = environment.now() + 600_000;
    while (environment.now() < end) {
      server.cut();
      await environment.advanceAsync(100);
    }
    expect(connection.state.status).not.toBe("closed");
    // Ten quick ones, then the waits grow to 0 … 30 s.
    expect(server.handshakes.length).toBeLessThan(80);
  });

  test("after ten stable seconds the next loss begins at the first wait again", async () => {
    const { connection, environment, server } = setUp();
    server.receive((_, count) => (count <= 6 ? refusal : { kind: "open" }));
    connection.retain();
    await environment.advanceAsync(120_000);
    expect(connection.state.status).toBe("live");
    server.cut();
    expect(connection.state.nextRetryAt! - environment.now()).toBeLessThanOrEqual(1_000);
  });

  test("an attempt that nobody answers ends after 10 s", async () => {
    const { connection, environment, server } = setUp();
    server.receive({ kind: "silent" });
    connection.retain();
    await environment.advanceAsync(9_999);
    expect(connection.state).toMatchObject({ status: "connecting", attempt: 0 });
    await environment.advanceAsync(1);
    expect(connection.state).toMatchObject({ status: "reconnecting", attempt: 1, error: { code: "TIMEOUT" } });
  });

  test("closing in the callback of a loss is final", async () => {
    const all = await setUpLive({ onDown: () => all.connection.disconnect() });
    all.server.cut();
    await all.environment.advanceAsync(60_000);
    expect(all.connection.state.status).toBe("closed");
    expect(all.server.handshakes).toHaveLength(1);
  });

  test("whatever a broken transport says at the wrong moment changes nothing", async () => {
    const { connection, environment, server, events } = await setUpLive();
    const { handlers } = server;
    handlers!.onOpen();
    handlers!.onRefused({ message: "late", data: undefined, reachedServer: true });
    await environment.settle();
    expect(connection.state.status).toBe("live");
    connection.disconnect();
    handlers!.onOpen();
    handlers!.onClose("late");
    handlers!.onEvent("lobby:events", []);
    await environment.advanceAsync(60_000);
    expect(connection.state.status).toBe("closed");
    expect(events).toEqual([]);
  });
});

describe("signals", () => {
  async function setUpDown() {
    const all = await setUpLive();
    all.server.receive(refusal);
    all.server.cut();
    // Far into the backoff.
    await all.environment.advanceAsync(200_000);
    return all;
  }

  test.each(["online", "visible", "pageshow"] as const)("%s brings one attempt forward", async (signal) => {
    const { environment, server, connection } = await setUpDown();
    while (connection.state.nextRetryAt! - environment.now() < 5_000) await environment.advanceAsync(1_000);
    const before = server.handshakes.length;
    environment.signal(signal);
    await environment.advanceAsync(20);
    expect(server.handshakes).toHaveLength(before + 1);
  });

  test("a shower of signals makes at most one attempt a second", async () => {
    const { environment, server } = await setUpDown();
    const before = server.handshakes.length;
    for (let index = 0; index < 100; index++) {
      environment.signal("online");
      environment.signal("visible");
      await environment.advanceAsync(50);
    }
    expect(server.handshakes.length - before).toBeLessThanOrEqual(6);
    const gaps = server.handshakes.slice(before + 1).map(({ at }, index) => at - server.handshakes[before + index]!.at);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1_000);
  });

  test("without a network it is offline, tries slowly all the same, and at once when the network is back", async () => {
    const { connection, environment, server } = await setUpLive();
    server.receive(refusal);
    environment.setOnline(false);
    server.cut();
    expect(connection.state.status).toBe("offline");
    expect(connection.state.nextRetryAt).toBe(environment.now() + 30_000);
    await environment.advanceAsync(90_100);
    expect(server.handshakes).toHaveLength(4);
    expect(connection.state.status).toBe("offline");
    server.receive({ kind: "open" });
    environment.setOnline(true);
    await environment.advanceAsync(1_100);
    expect(connection.state.status).toBe("live");
  });

  test("a network that goes while waiting shows as offline", async () => {
    const { connection, environment } = await setUpDown();
    expect(connection.state.status).toBe("reconnecting");
    const { attempt } = connection.state;
    environment.setOnline(false);
    expect(connection.state).toMatchObject({ status: "offline", attempt });
  });

  test("a page hidden for five minutes stops trying, and tries at once when shown", async () => {
    const { environment, server, connection } = await setUpDown();
    environment.setHidden(true);
    const until = environment.now() + 300_000;
    await environment.advanceAsync(1_000_000);
    expect(server.handshakes.at(-1)!.at).toBeLessThan(until);
    expect(connection.state.nextRetryAt).toBeNull();
    server.receive({ kind: "open" });
    environment.setHidden(false);
    await environment.advanceAsync(50);
    expect(connection.state.status).toBe("live");
  });

  test("a live connection stays open in a hidden page, also when its timers are throttled", async () => {
    const { environment, server, connection } = await setUpLive();
    environment.setHidden(true);
    for (let minute = 0; minute < 20; minute++) {
      environment.sleep(60_000);
      await environment.advanceAsync(0);
    }
    environment.setHidden(false);
    await environment.advanceAsync(100);
    expect(connection.state.status).toBe("live");
    expect(server.handshakes).toHaveLength(1);
  });

  test("after a sleep the dead socket is closed at once and made anew", async () => {
    const { environment, server, connection, statuses } = await setUpLive();
    environment.sleep(60_000);
    await environment.advanceAsync(50);
    expect(server.handshakes).toHaveLength(2);
    expect(statuses.slice(3)).toEqual(["reconnecting", "syncing", "live"]);
    expect(connection.state.status).toBe("live");
  });

  test("a sleep is found at the page's being shown, before any timer runs", async () => {
    const { environment, server } = await setUpLive();
    environment.setHidden(true);
    environment.sleep(3_600_000);
    environment.setHidden(false);
    await environment.settle();
    expect(server.handshakes).toHaveLength(2);
  });

  test("a clock set back by an hour changes nothing", async () => {
    const { environment, server, connection } = await setUpLive();
    environment.sleep(-3_600_000);
    await environment.advanceAsync(60_000);
    expect(connection.state.status).toBe("live");
    server.receive({ kind: "silent" });
    server.cut();
    await environment.advanceAsync(30_000);
    while (connection.state.nextRetryAt === null) await environment.advanceAsync(500);
    environment.sleep(-3_600_000);
    server.receive({ kind: "open" });
    environment.signal("online");
    await environment.advanceAsync(1_200);
    expect(connection.state.status).toBe("live");
  });

  test("an attempt begun on a network that is gone is begun anew", async () => {
    const { connection, environment, server } = setUp();
    server.receive({ kind: "silent" });
    connection.retain();
    await environment.advanceAsync(3_000);
    environment.signal("online");
    await environment.settle();
    expect(server.handshakes).toHaveLength(2);
    environment.signal("online");
    await environment.settle();
    expect(server.handshakes).toHaveLength(2);
  });

  test("an attempt begun before a sleep is begun anew", async () => {
    const { connection, environment, server } = setUp();
    server.receive({ kind: "silent" });
    connection.retain();
    await environment.settle();
    environment.sleep(60_000);
    await environment.advanceAsync(0);
    expect(server.handshakes).toHaveLength(2);
    expect(connection.state.attempt).toBe(0);
  });
});

describe("half-open", () => {
  const ask = { conversationIds: ["room:a"] };

  test("two commands in a row without an answer while nothing is heard: connects anew at once", async () => {
    const { connection, environment, server } = await setUpLive();
    server.mute("lobby:open");
    const first = connection.execute("openConversation", { conversationId: "room:a" });
    await environment.advanceAsync(5_000);
    expect(await first).toMatchObject({ ok: false, failure: { code: "TIMEOUT" } });
    expect(server.handshakes).toHaveLength(1);
    void connection.execute("openConversation", { conversationId: "room:a" });
    await environment.advanceAsync(5_100);
    expect(server.handshakes).toHaveLength(2);
    expect(connection.state.status).toBe("live");
  });

  test("one head check without an answer is enough", async () => {
    const { connection, environment, server } = await setUpLive();
    server.mute("lobby:heads");
    void connection.execute("heads", ask);
    await environment.advanceAsync(5_100);
    expect(server.handshakes).toHaveLength(2);
  });

  test("where every answer takes longer than usual, the next connection waits for it; one that has lasted begins anew", async () => {
    const { connection, environment, server } = await setUpLive();
    server.hold("lobby:heads", (answer) => environment.setTimeout(() => answer({ ok: true, heads: [] }), 6_000));
    server.mute("lobby:heads");
    void connection.execute("heads", ask);
    await environment.advanceAsync(5_100);
    expect(server.handshakes).toHaveLength(2);
    const patient = connection.execute("heads", ask);
    await environment.advanceAsync(6_000);
    expect(await patient).toMatchObject({ ok: true });
    expect(server.handshakes).toHaveLength(2);

    await environment.advanceAsync(10_000);
    server.cut();
    await environment.advanceAsync(2_000);
    expect(server.handshakes).toHaveLength(3);
    void connection.execute("heads", ask);
    await environment.advanceAsync(5_100);
    expect(server.handshakes).toHaveLength(4);
  });

  test("a server that is only slow is left alone while its events come", async () => {
    const { connection, environment, server } = await setUpLive();
    server.mute("lobby:open");
    for (let index = 0; index < 2; index++) {
      void connection.execute("openConversation", { conversationId: "room:a" });
      server.push("lobby:events", []);
      await environment.advanceAsync(2_500);
      server.push("lobby:events", []);
      await environment.advanceAsync(2_500);
    }
    expect(server.handshakes).toHaveLength(1);
  });

  test("another network is found out by a head check within 3 s", async () => {
    const { environment, server } = await setUpLive();
    server.mute("lobby:heads");
    environment.signal("online");
    await environment.advanceAsync(3_100);
    expect(server.handshakes).toHaveLength(2);
  });

  test("another network on which everything still works costs no reconnect", async () => {
    const { environment, server, connection } = await setUpLive();
    environment.signal("online");
    await environment.advanceAsync(10_000);
    expect(server.handshakes).toHaveLength(1);
    expect(connection.state.status).toBe("live");
  });
});

describe("goodbye", () => {
  test.each(["kicked", "flood", "replaced"] as const)("%s: stays away until asked to connect", async (code) => {
    const { connection, environment, server } = await setUpLive();
    connection.handle({ type: "serverLeaving", code });
    server.cut("io server disconnect");
    environment.signal("online");
    await environment.advanceAsync(300_000);
    expect(connection.state.status).toBe("closed");
    expect(connection.state.error).not.toBeNull();
    expect(server.handshakes).toHaveLength(1);
    connection.connect();
    await environment.advanceAsync(100);
    expect(connection.state.status).toBe("live");
  });

  test.each(["restart", "shutdown"] as const)(
    "%s: comes back no sooner than asked, whatever the signals",
    async (code) => {
      const { connection, environment, server } = await setUpLive();
      connection.handle({ type: "serverLeaving", code, retryAfterMs: 8_000 });
      expect(connection.state.status).toBe("live");
      server.cut("io server disconnect");
      expect(connection.state.status).toBe("reconnecting");
      environment.signal("online");
      await environment.advanceAsync(7_900);
      expect(server.handshakes).toHaveLength(1);
      await environment.advanceAsync(200);
      expect(server.handshakes).toHaveLength(2);
      expect(connection.state.status).toBe("live");
    },
  );

  test("a server that says goodbye and stays is left after 5 s", async () => {
    const { connection, environment, server } = await setUpLive();
    connection.handle({ type: "serverLeaving", code: "restart" });
    await environment.advanceAsync(6_200);
    expect(server.handshakes).toHaveLength(2);
  });
});

describe("commands", () => {
  test("nothing that a person wrote gets into reports or failures", async () => {
    const secret = "the text of a person";
    const throwing = () => {
      throw new RangeError(secret);
    };
    const protocol = {
      ...native,
      outgoing: {
        ...native.outgoing,
        sendMessage: throwing,
        openConversation: () => ({ via: "socket" as const, event: "open", payload: {}, acknowledge: throwing }),
      },
    };
    const { connection, environment, server, reports } = await setUpLive({
      protocol,
      onEvent: () => {
        throw new Error(secret);
      },
    });
    server.answer("open", () => ({}));
    server.push("any", secret);
    const sent = await connection.execute("sendMessage", {
      conversationId: "room:a",
      clientId: "c1",
      body: { kind: "text", text: secret },
    });
    const opened = connection.execute("openConversation", { conversationId: "room:a" });
    await environment.advanceAsync(100);
    expect(sent).toMatchObject({ ok: false, failure: { code: "INVALID" } });
    expect(await opened).toMatchObject({ ok: false, failure: { code: "TIMEOUT" } });
    expect(reports.map(({ kind }) => kind)).toEqual(["listener", "protocol", "protocol"]);
    expect(JSON.stringify([reports, sent, await opened])).not.toContain(secret);
    expect(connection.state.status).toBe("live");
  });

  test("what the protocol has no word for is unsupported, what needs nothing is done", async () => {
    const { connection, server } = await setUpLive();
    expect(await connection.execute("sendGift" as "heads", { conversationIds: [] })).toMatchObject({
      failure: { code: "UNSUPPORTED" },
    });
    expect(await connection.execute("toString" as "heads", { conversationIds: [] })).toMatchObject({
      failure: { code: "UNSUPPORTED" },
    });
    const nothing = { conversationId: "room:a", seq: null, messageId: null };
    expect(await connection.execute("markRead", nothing)).toEqual({ ok: true, value: null });
    expect(server.emitted).toHaveLength(1);
  });

  test("an ephemeral one is sent when live and dropped when not", async () => {
    const { connection, server } = await setUpLive();
    expect(connection.emit("setTyping", { conversationId: "room:a", typing: true })).toBe(true);
    server.cut();
    expect(connection.emit("setTyping", { conversationId: "room:a", typing: false })).toBe(false);
    expect(server.emitted.slice(1)).toEqual([
      { event: "lobby:typing", payload: { conversationId: "room:a", typing: true } },
    ]);
  });

  test("latency is the median of the last round trips, told sparingly", async () => {
    const { connection, environment, patches } = await setUpLive();
    expect(connection.state.latencyMs).toBe(10);
    const before = patches.length;
    for (let index = 0; index < 20; index++) {
      void connection.execute("heads", { conversationIds: [] });
      await environment.advanceAsync(20);
    }
    expect(patches).toHaveLength(before);
  });
});

test("the state tells only what changed, and its parts always agree", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.constantFrom(
          "cut",
          "refuse",
          "accept",
          "silent",
          "online",
          "offline",
          "hide",
          "show",
          "wait",
          "disconnect",
          "connect",
          "mute",
          "bye",
          "sleep",
        ),
        { maxLength: 30 },
      ),
      fc.integer({ min: 1, max: 1_000 }),
      async (script, seed) => {
        const { connection, environment, server, patches } = setUp({}, seed);
        connection.retain();
        for (const step of script) {
          if (step === "cut") server.cut();
          else if (step === "refuse") server.receive(refusal);
          else if (step === "accept") server.receive({ kind: "open" });
          else if (step === "silent") server.receive({ kind: "silent" });
          else if (step === "online" || step === "offline") environment.setOnline(step === "online");
          else if (step === "hide" || step === "show") environment.setHidden(step === "hide");
          else if (step === "disconnect") connection.disconnect();
          else if (step === "connect") connection.connect();
          else if (step === "mute") server.mute("lobby:hello");
          else if (step === "bye") connection.handle({ type: "serverLeaving", code: "restart", retryAfterMs: 500 });
          else if (step === "sleep") environment.sleep(100_000);
          await environment.advanceAsync(step === "wait" ? 7_000 : 300);
          const { status, nextRetryAt, lostAt, error, attempt } = connection.state;
          if (nextRetryAt !== null) expect(["reconnecting", "offline"]).toContain(status);
          if (status === "live") expect([lostAt, error, attempt, server.open]).toEqual([null, null, 0, true]);
          if (status === "closed" || status === "idle" || status === "auth-failed") expect(server.open).toBe(false);
          expect(connection.ready && !server.open).toBe(false);
        }
        // Whatever happened, it heals when everything works again.
        server.receive({ kind: "open" });
        server.answer("lobby:hello", () => helloAnswer());
        environment.setHidden(false);
        environment.setOnline(true);
        connection.connect();
        await environment.advanceAsync(defaultTimings.retryMaxMs + 11_000);
        expect(connection.state.status).toBe("live");
        for (const patch of patches) expect(Object.keys(patch).length).toBeGreaterThan(0);
        connection.destroy();
        expect(environment.pending.listeners).toBe(0);
      },
    ),
    { numRuns: 150 },
  );
});
