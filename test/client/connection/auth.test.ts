import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { tokenLifeMs } from "../../../src/client/connection/jwt.js";
import type { AuthSource } from "../../../src/client/settings.js";
import { defineProtocol } from "../../../src/protocols/defineProtocol.js";
import { native } from "../../../src/protocols/native/native.js";
import { makeToken, setUp, setUpLive } from "./harness.js";

const unauthenticated = {
  kind: "refuse",
  message: "refused",
  data: { ok: false, code: "UNAUTHENTICATED" },
} as const;

/** A token function that counts its calls and answers by a script. */
function source(answer: (call: number, reason: string, signal: AbortSignal) => string | Promise<string>) {
  const reasons: string[] = [];
  const auth: AuthSource = ({ reason, signal }) => {
    reasons.push(reason);
    return answer(reasons.length, reason, signal);
  };
  return { auth, reasons };
}

const hangs = () => new Promise<string>(() => {});

describe("at connect", () => {
  test("the token is fetched before the handshake, and held for the next one", async () => {
    const { auth, reasons } = source((call) => `token-${call}`);
    const { server, environment } = await setUpLive({ auth });
    server.cut();
    await environment.advanceAsync(1_100);
    expect(server.handshakes.map((handshake) => handshake.auth)).toEqual([{ token: "token-1" }, { token: "token-1" }]);
    expect(reasons).toEqual(["connect"]);
  });

  test("cookies go with the handshake and no token does", async () => {
    const { server } = await setUpLive({ auth: { cookie: true } });
    expect(server.targets[0]?.withCredentials).toBe(true);
    expect(server.handshakes[0]?.auth).toEqual({});
  });

  test("a function that hangs is given up after 10 s, which shows; after five times trying stops", async () => {
    const signals: AbortSignal[] = [];
    const { auth, reasons } = source((_, __, signal) => {
      signals.push(signal);
      return hangs();
    });
    const { connection, environment, server, reports } = setUp({ auth });
    connection.retain();
    await environment.advanceAsync(9_999);
    expect(connection.state).toMatchObject({ status: "connecting", error: null });
    await environment.advanceAsync(1);
    expect(connection.state).toMatchObject({ status: "reconnecting", attempt: 1, error: { code: "UNAUTHENTICATED" } });
    expect(signals[0]?.aborted).toBe(true);
    await environment.advanceAsync(600_000);
    expect(connection.state).toMatchObject({ status: "auth-failed", nextRetryAt: null });
    expect(reasons).toHaveLength(5);
    expect(server.handshakes).toHaveLength(0);
    expect(reports.every(({ kind }) => kind === "auth")).toBe(true);
  });

  test.each([
    [
      "throws",
      () => {
        throw new Error("secret-token");
      },
    ],
    ["rejects", () => Promise.reject(new Error("secret-token"))],
    ["gives nothing", () => ""],
    ["gives no text", () => 7 as unknown as string],
  ])(
    "a function that %s fails the attempt, quietly for the console and without its words in the report",
    async (_, answer) => {
      const { connection, environment, reports, server } = setUp({ auth: answer });
      connection.retain();
      await environment.settle();
      expect(connection.state).toMatchObject({ status: "reconnecting", error: { code: "UNAUTHENTICATED" } });
      await environment.advanceAsync(600_000);
      expect(connection.state.status).toBe("auth-failed");
      expect(JSON.stringify([reports, connection.state])).not.toContain("secret-token");
      expect(server.handshakes).toHaveLength(0);
    },
  );

  test("disconnected while the token is fetched it stays closed", async () => {
    const { connection, environment, server } = setUp({ auth: hangs });
    connection.retain();
    await environment.advanceAsync(1_000);
    connection.disconnect();
    await environment.advanceAsync(60_000);
    expect(connection.state).toMatchObject({ status: "closed", error: null });
    expect(server.handshakes).toHaveLength(0);
    expect(environment.pending.timers).toBe(0);
  });

  test("a function that fails once is no more than a wait", async () => {
    const { auth } = source((call) => (call === 1 ? Promise.reject(new Error("offline")) : "token"));
    const { connection, environment } = setUp({ auth });
    connection.retain();
    await environment.advanceAsync(1_200);
    expect(connection.state).toMatchObject({ status: "live", error: null });
  });
});

describe("refused", () => {
  test("a fixed token: auth-failed after one handshake, and no signal brings another", async () => {
    const { connection, environment, server } = setUp();
    server.receive(unauthenticated);
    connection.retain();
    await environment.advanceAsync(300_000);
    environment.signal("online");
    environment.signal("visible");
    await environment.advanceAsync(300_000);
    expect(connection.state).toMatchObject({ status: "auth-failed", error: { code: "UNAUTHENTICATED" } });
    expect(server.handshakes).toHaveLength(1);
    expect(environment.pending.listeners).toBe(0);
  });

  test("for good: it is reported once, with what was wrong", async () => {
    const reported = async (auth: AuthSource | undefined) => {
      const { connection, environment, server, reports } = setUp({ auth });
      server.receive(unauthenticated);
      connection.retain();
      await environment.advanceAsync(1_000);
      return reports;
    };
    const refused = { kind: "auth", subject: "sign-in", message: "the credentials are refused" };
    expect(await reported("bad")).toEqual([refused]);
    expect(await reported(() => "bad")).toEqual([refused]);
    expect(await reported({ cookie: true })).toEqual([refused]);
    expect(await reported(undefined)).toEqual([{ ...refused, message: "auth gave no token" }]);
  });

  test("a fetched token: exactly one refresh, and on with the new one", async () => {
    const { auth, reasons } = source((call) => `token-${call}`);
    const { connection, environment, server } = setUp({ auth });
    server.receive(({ token }) => (token === "token-1" ? unauthenticated : { kind: "open" }));
    connection.retain();
    await environment.advanceAsync(100);
    expect(connection.state.status).toBe("live");
    expect(reasons).toEqual(["connect", "refused"]);
    expect(server.handshakes).toHaveLength(2);
  });

  test("a fetched token refused again: auth-failed after two handshakes", async () => {
    const { auth, reasons } = source((call) => `token-${call}`);
    const { connection, environment, server } = setUp({ auth });
    server.receive(unauthenticated);
    connection.retain();
    await environment.advanceAsync(600_000);
    expect(connection.state.status).toBe("auth-failed");
    expect(reasons).toHaveLength(2);
    expect(server.handshakes).toHaveLength(2);
  });

  test("a refresh that hangs shows within 10 s", async () => {
    const { auth } = source((call) => (call === 1 ? "token-1" : hangs()));
    const { connection, environment, server } = setUp({ auth });
    server.receive(unauthenticated);
    connection.retain();
    await environment.advanceAsync(10_020);
    expect(connection.state).toMatchObject({ status: "reconnecting", error: { code: "UNAUTHENTICATED" } });
    await environment.advanceAsync(600_000);
    expect(connection.state.status).toBe("auth-failed");
    expect(server.handshakes).toHaveLength(1);
  });

  test("in hello: the same way", async () => {
    const { auth, reasons } = source((call) => `token-${call}`);
    const { connection, environment, server } = setUp({ auth });
    server.answer("lobby:hello", () => ({ ok: false, code: "UNAUTHENTICATED" }));
    connection.retain();
    await environment.advanceAsync(60_000);
    expect(connection.state.status).toBe("auth-failed");
    expect(reasons).toEqual(["connect", "refused"]);
    expect(server.handshakes).toHaveLength(2);
  });

  test("as forbidden: closed; as busy: waits as long as the server says", async () => {
    const { connection, environment, server } = setUp();
    const data = { ok: false, code: "RATE_LIMITED", retryAfterMs: 9_000 };
    server.receive((_, count) =>
      count === 1
        ? { kind: "refuse", message: "", data }
        : { kind: "refuse", message: "", data: { ok: false, code: "FORBIDDEN" } },
    );
    connection.retain();
    await environment.advanceAsync(9_000);
    expect(server.handshakes).toHaveLength(1);
    await environment.advanceAsync(2_000);
    expect(connection.state).toMatchObject({ status: "closed", error: { code: "FORBIDDEN" } });
    expect(server.handshakes).toHaveLength(2);
  });

  test("connect and new credentials end auth-failed", async () => {
    const { connection, environment, server } = setUp();
    server.receive(({ token }) => (token === "good" ? { kind: "open" } : unauthenticated));
    connection.retain();
    await environment.advanceAsync(100);
    connection.connect();
    await environment.advanceAsync(100);
    expect(server.handshakes).toHaveLength(2);
    expect(connection.state.status).toBe("auth-failed");
    connection.setAuth("good");
    await environment.advanceAsync(100);
    expect(connection.state.status).toBe("live");
  });

  test("new credentials replace a fetch that hangs, and cookies take a transport of their own", async () => {
    const { connection, environment, server } = setUp({ auth: hangs });
    connection.retain();
    await environment.advanceAsync(100);
    connection.setAuth("good");
    await environment.advanceAsync(100);
    expect(connection.state).toMatchObject({ status: "live", error: null });
    expect(server.handshakes.map(({ auth }) => auth)).toEqual([{ token: "good" }]);
    connection.disconnect();
    connection.setAuth({ cookie: true });
    connection.connect();
    await environment.advanceAsync(100);
    expect(server.targets.map(({ withCredentials }) => withCredentials)).toEqual([false, true]);
  });
});

describe("while live", () => {
  /** Tokens of a 100 s life. */
  const fresh = (now: () => number) => source((call) => makeToken(now() / 1_000, now() / 1_000 + 100, `${call}`));

  test("at 80 % of its life the token is renewed in place", async () => {
    let now = () => 0;
    const { auth, reasons } = fresh(() => now());
    const all = setUp({ auth });
    now = all.environment.now;
    all.connection.retain();
    await all.environment.advanceAsync(79_900);
    expect(reasons).toEqual(["connect"]);
    await all.environment.advanceAsync(200);
    expect(reasons).toEqual(["connect", "refresh"]);
    expect(all.server.emitted.filter(({ event }) => event === "lobby:reauth")).toHaveLength(1);
    await all.environment.advanceAsync(80_100);
    expect(reasons).toHaveLength(3);
    expect(all.server.handshakes).toHaveLength(1);
    expect(all.connection.state.status).toBe("live");
  });

  test("the source may say when the next one is due, and never sooner than in ten seconds", async () => {
    const start: number[] = [];
    const auth: AuthSource = () => {
      const now = world?.environment.now() ?? 0;
      start.push(now);
      // The first in the past, as when clocks differ.
      return { token: `token-${start.length}`, refreshAt: start.length === 1 ? 1 : now + 60_000 };
    };
    let world: Awaited<ReturnType<typeof setUpLive>> | undefined;
    world = await setUpLive({ auth });
    const { server, environment } = world;
    const handed = () => server.emitted.filter(({ event }) => event === "lobby:reauth").length;
    await environment.advanceAsync(9_000);
    expect(start).toHaveLength(1);
    await environment.advanceAsync(1_100);
    expect([start.length, handed()]).toEqual([2, 1]);
    await environment.advanceAsync(59_000);
    expect(start).toHaveLength(2);
    await environment.advanceAsync(1_100);
    expect([start.length, handed(), server.handshakes.length]).toEqual([3, 2, 1]);
  });

  test.each([null, {}, { token: "" }, 7])("a source that gives %j gave no token", async (given) => {
    const { connection, environment } = setUp({ auth: (() => given) as unknown as AuthSource });
    connection.retain();
    await environment.advanceAsync(50);
    expect(connection.state.error).toMatchObject({ code: "UNAUTHENTICATED" });
  });

  test("a server that takes no token in place is connected anew with it", async () => {
    let now = () => 0;
    const { auth } = fresh(() => now());
    const protocol = defineProtocol({ name: "plain", capabilities: {}, incoming: {}, outgoing: {} });
    const all = setUp({ auth, protocol });
    now = all.environment.now;
    all.connection.retain();
    await all.environment.advanceAsync(80_200);
    expect(all.server.handshakes).toHaveLength(2);
    expect(all.server.handshakes[0]?.auth).not.toEqual(all.server.handshakes[1]?.auth);
    expect(all.connection.state.status).toBe("live");
  });

  test("a refresh that fails leaves the connection live, is reported, and is tried again with growing waits", async () => {
    let now = () => 0;
    const { auth, reasons } = source((call) =>
      call === 1 ? makeToken(now() / 1_000, now() / 1_000 + 100) : Promise.reject(new Error("down")),
    );
    const all = setUp({ auth });
    now = all.environment.now;
    all.connection.retain();
    await all.environment.advanceAsync(680_000);
    expect(all.connection.state.status).toBe("live");
    expect(reasons.length).toBeGreaterThan(5);
    expect(reasons.length).toBeLessThan(80);
    expect(all.reports.every(({ kind }) => kind === "auth")).toBe(true);
    expect(all.server.handshakes).toHaveLength(1);
  });

  test("a server that does not take the new token is asked with growing waits", async () => {
    const { auth, reasons } = source((call) => `token-${call}`);
    const { connection, environment, server } = await setUpLive({ auth });
    server.answer("lobby:reauth", () => ({ ok: false, code: "UNAUTHENTICATED" }));
    connection.handle({ type: "tokenExpiring", inMs: 60_000 });
    await environment.advanceAsync(600_000);
    expect(connection.state.status).toBe("live");
    expect(reasons.length).toBeGreaterThan(5);
    expect(reasons.length).toBeLessThan(80);
  });

  test("the server's warning brings the refresh; socket and HTTP share it", async () => {
    let give: (token: string) => void = () => {};
    const { auth, reasons } = source((call) =>
      call === 1
        ? "token-1"
        : new Promise<string>((resolve) => {
            give = resolve;
          }),
    );
    const bearers: (string | null)[] = [];
    const fetch = async (_: unknown, init?: RequestInit) => {
      const bearer = new Headers(init?.headers).get("authorization");
      bearers.push(bearer);
      return new Response("{}", { status: bearer === "Bearer token-2" ? 200 : 401 });
    };
    const { connection, environment, server } = await setUpLive({ auth, fetch: fetch as typeof globalThis.fetch });
    connection.handle({ type: "tokenExpiring", inMs: 60_000 });
    connection.handle({ type: "tokenExpiring", inMs: 60_000 });
    const query = connection.http.query("conversations", { cursor: null, limit: 1 });
    await environment.settle();
    give("token-2");
    await query;
    await environment.advanceAsync(100);
    expect(reasons).toHaveLength(2);
    expect(bearers.at(-1)).toBe("Bearer token-2");
    expect(server.emitted.filter(({ event }) => event === "lobby:reauth")).toEqual([
      { event: "lobby:reauth", payload: { token: "token-2" } },
    ]);
  });

  test("expired: one refresh and a new connection; again at once: auth-failed, not a storm", async () => {
    const { auth, reasons } = source((call) => `token-${call}`);
    const { connection, environment, server } = await setUpLive({ auth });
    connection.handle({ type: "serverLeaving", code: "expired" });
    await environment.advanceAsync(100);
    expect(connection.state.status).toBe("live");
    expect(reasons).toEqual(["connect", "refused"]);
    connection.handle({ type: "serverLeaving", code: "expired" });
    await environment.advanceAsync(100);
    expect(connection.state.status).toBe("auth-failed");
    expect(server.handshakes).toHaveLength(2);
  });

  test("expired after a stable time is refreshed each time", async () => {
    const { auth } = source((call) => `token-${call}`);
    const { connection, environment, server } = await setUpLive({ auth });
    for (let hour = 0; hour < 5; hour++) {
      await environment.advanceAsync(3_600_000);
      connection.handle({ type: "serverLeaving", code: "expired" });
      await environment.advanceAsync(100);
      expect(connection.state.status).toBe("live");
    }
    expect(server.handshakes).toHaveLength(6);
  });

  test("a fixed token that runs out is told once, and stops trying when the server ends it", async () => {
    const { connection, environment, reports, server } = await setUpLive();
    connection.handle({ type: "tokenExpiring", inMs: 60_000 });
    expect(reports).toEqual([expect.objectContaining({ kind: "auth", subject: "tokenExpiring" })]);
    connection.handle({ type: "serverLeaving", code: "expired" });
    await environment.advanceAsync(60_000);
    expect(connection.state.status).toBe("auth-failed");
    expect(server.handshakes).toHaveLength(1);
  });

  test("a new fixed token is given to the running connection", async () => {
    const { connection, environment, server } = await setUpLive();
    connection.setAuth("token-2");
    await environment.advanceAsync(100);
    expect(server.emitted.at(-1)).toEqual({ event: "lobby:reauth", payload: { token: "token-2" } });
    expect(native.capabilities.reauthenticate).toBe(true);
    expect(server.handshakes).toHaveLength(1);
  });
});

describe("a token's life", () => {
  const now = 1_760_000_000_000;
  const at = now / 1_000;

  test("is what is left of it, but never more than the whole, whatever the local clock says", () => {
    expect(tokenLifeMs(makeToken(at, at + 3_600), now)).toBe(3_600_000);
    expect(tokenLifeMs(makeToken(at - 1_800, at + 1_800), now)).toBe(1_800_000);
    expect(tokenLifeMs(makeToken(at, at + 3_600), now - 3_600_000)).toBe(3_600_000);
    expect(tokenLifeMs(makeToken(at, at + 3_600), now + 7_200_000)).toBe(3_600_000);
  });

  test("is unknown for anything that is no JWT, and reading never throws", () => {
    for (const token of ["", "a", "a.b", "a.b.c", "..", `${"x".repeat(20_000)}.e30.x`, "x.e30.x", "x.bnVsbA.x"])
      expect(tokenLifeMs(token, now)).toBeNull();
    fc.assert(
      fc.property(fc.string(), fc.json(), (text, json) => {
        tokenLifeMs(text, now);
        const life = tokenLifeMs(`x.${Buffer.from(json).toString("base64url")}.x`, now);
        expect(life === null || life > 0).toBe(true);
      }),
    );
  });
});
