import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { SignJWT } from "jose";
import { Server } from "socket.io";
import { io as connect } from "socket.io-client";
import { describe, expect, onTestFinished, test } from "vitest";
import WebSocket from "ws";
import type { ServerReport } from "../../../src/server/report.js";
import { createLobbyServer } from "../../../src/server/socket-io/createLobbyServer.js";
import { memoryStore } from "../../../src/server/store/memoryStore.js";
import { type ManualClock, manualClock } from "../../server/support/manualClock.js";
import { liveServer, secret } from "./support/liveServer.js";

/** Opens a WebSocket (to which Engine.IO answers a refusal with 400) as a page of the given origin would; resolves with what became of it. */
async function upgrade(port: number, origin: string | undefined, query = ""): Promise<"open" | number> {
  const socket = new WebSocket(
    `ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket${query}`,
    origin === undefined ? {} : { headers: { origin } },
  );
  return new Promise((resolve, reject) => {
    socket.once("open", () => {
      socket.terminate();
      resolve("open");
    });
    socket.once("unexpected-response", (_, response) => {
      socket.terminate();
      resolve(response.statusCode ?? 0);
    });
    // Ending it before it was open is an error to it, and none here.
    socket.on("error", reject);
  });
}

describe("the origin of a page", () => {
  const origins = ["https://www.example.com", "http://localhost:3000"];

  test.each([
    ["https://www.example.com", "open"],
    ["http://localhost:3000", "open"],
    ["https://evil.example", 400],
    ["null", 400],
    ["https://www.example.com.evil.example", 400],
    ["https://evilwww.example.com", 400],
    ["https://example.com", 400],
    ["https://sub.www.example.com", 400],
    ["http://www.example.com", 400],
    ["https://www.example.com:8443", 400],
    ["https://www.example.com/", 400],
    ["https://WWW.example.com", 400],
    ["http://localhost:3001", 400],
    ["file://", 400],
  ])("%s is judged before the connection is one", async (origin, outcome) => {
    const { port } = await liveServer({ origins });
    expect(await upgrade(port, origin)).toBe(outcome);
  });

  test("without a list only the server's own host may connect", async () => {
    const { port } = await liveServer();
    expect(await upgrade(port, `http://127.0.0.1:${port}`)).toBe("open");
    expect(await upgrade(port, `http://127.0.0.1:${port + 1}`)).toBe(400);
    expect(await upgrade(port, "null")).toBe(400);
  });

  test("that is refused is reported: no browser tells its page why", async () => {
    const { port, url, reports } = await liveServer();
    const foreign = `http://127.0.0.1:${port + 1}`;
    const refused = { kind: "refused", code: "FORBIDDEN", origin: foreign };
    await upgrade(port, foreign);
    expect(reports).toEqual([{ ...refused, during: "connect" }]);
    expect((await fetch(`${url}/api/lobby/conversations`, { headers: { origin: foreign } })).status).toBe(403);
    expect(reports.slice(1)).toEqual([{ ...refused, during: "http" }]);
  });

  test("that is refused by an io of the app's own is reported as well", async () => {
    const httpServer = createServer();
    const io = new Server(httpServer);
    const reports: ServerReport[] = [];
    const onReport = (report: ServerReport) => reports.push(report);
    const lobby = createLobbyServer({ io, jwt: { secret }, store: memoryStore(), onReport });
    await new Promise<void>((resolve) => httpServer.listen(0, "127.0.0.1", resolve));
    onTestFinished(async () => {
      await lobby.close({ drainMs: 0 });
      await io.close();
    });
    const { port } = httpServer.address() as AddressInfo;
    const extraHeaders = { origin: "https://evil.example" };
    const socket = connect(`http://127.0.0.1:${port}`, {
      transports: ["websocket"],
      reconnection: false,
      extraHeaders,
    });
    await new Promise((resolve) => socket.once("connect_error", resolve));
    expect(reports).toEqual([
      { kind: "refused", during: "connect", code: "FORBIDDEN", origin: "https://evil.example" },
    ]);
  });

  test("absent, it is let in with a token and never with cookies alone", async () => {
    const asked: unknown[] = [];
    const server = await liveServer({
      origins,
      authenticate: ({ token, cookies }) => {
        asked.push({ token, cookies });
        if (token === "good" || cookies.session === "good") return { user: { id: "an" } };
        return null;
      },
    });
    const headers = { cookie: "session=good; other=1" };
    expect(await server.attempt({ auth: { token: "good" } })).toBeNull();
    expect(await server.attempt({ extraHeaders: headers })).toMatchObject({ data: { code: "UNAUTHENTICATED" } });
    expect(await server.attempt({ extraHeaders: { ...headers, origin: "http://localhost:3000" } })).toBeNull();
    expect(asked).toEqual([
      { token: "good", cookies: {} },
      { token: null, cookies: {} },
      { token: null, cookies: expect.objectContaining({ session: "good", other: "1" }) },
    ]);
  });
});

describe("the token", () => {
  const sign = (claims: object, alg = "HS256", key = secret) =>
    new SignJWT({ ...claims }).setProtectedHeader({ alg }).sign(new TextEncoder().encode(key));
  const seconds = (clock: ManualClock, offset: number) => Math.floor(clock.now() / 1_000) + offset;

  test("is accepted within a minute of difference of clocks and refused beyond, by the server's clock", async () => {
    const clock = manualClock(Date.parse("2040-01-01"));
    const server = await liveServer({ clock, jwt: { secret, issuer: "app", audience: "lobby" } });
    const good = { sub: "an", iss: "app", aud: "lobby", exp: seconds(clock, 600) };
    const cases: [string, object, boolean][] = [
      ["good", good, true],
      ["expired 50 s ago", { ...good, exp: seconds(clock, -50) }, true],
      ["expired 70 s ago", { ...good, exp: seconds(clock, -70) }, false],
      ["valid in 50 s", { ...good, nbf: seconds(clock, 50) }, true],
      ["valid in 70 s", { ...good, nbf: seconds(clock, 70) }, false],
      ["of another issuer", { ...good, iss: "other" }, false],
      ["for another audience", { ...good, aud: "other" }, false],
    ];
    for (const [name, claims, accepted] of cases) {
      const refusal = await server.attempt({ auth: { token: await sign(claims) } });
      expect(refusal === null, name).toBe(accepted);
      if (refusal !== null) expect(refusal.data).toEqual({ code: "UNAUTHENTICATED" });
    }
  });

  test("is refused when forged, unsigned, of another algorithm, or no token at all", async () => {
    const server = await liveServer();
    const none = `${btoa('{"alg":"none"}')}.${btoa('{"sub":"an"}')}.`.replaceAll("=", "");
    const tokens: unknown[] = [
      await sign({ sub: "an" }, "HS256", "another secret of more than thirty-two bytes!!"),
      await sign({ sub: "an" }, "HS512", `${secret}${secret}`),
      await sign({ sub: "an" }, "HS512"),
      none,
      "garbage",
      "",
      "x".repeat(10_000),
      null,
      42,
      { toString: "x" },
      ["a"],
    ];
    for (const token of tokens) {
      expect(await server.attempt({ auth: { token } as never })).toMatchObject({ data: { code: "UNAUTHENTICATED" } });
    }
    expect(await server.attempt({})).toMatchObject({ data: { code: "UNAUTHENTICATED" } });
  });

  test("in the address is refused, though it be good", async () => {
    const server = await liveServer();
    const token = await server.token("an");
    for (const query of [{ token }, { access_token: token }, { jwt: "" }]) {
      expect(await server.attempt({ auth: { token }, query })).toMatchObject({ data: { code: "FORBIDDEN" } });
    }
  });

  test("that can't be judged now is refused with a time to try again", async () => {
    let answer: () => never = () => {
      throw new Error("the user database is down");
    };
    const server = await liveServer({ authenticate: () => answer() });
    expect(await server.attempt({ auth: { token: "t" } })).toMatchObject({
      data: { code: "UNAVAILABLE", retryAfterMs: expect.any(Number) },
    });
    answer = (() => ({ user: { id: "not an id" } })) as never;
    expect(await server.attempt({ auth: { token: "t" } })).toMatchObject({ data: { code: "UNAVAILABLE" } });
    expect(server.reports.filter(({ kind }) => kind === "fault")).toHaveLength(2);
  });

  test("of an app that never answers is given up after ten seconds", async () => {
    const clock = manualClock();
    let asked: () => void = () => {};
    const begun = new Promise<void>((resolve) => {
      asked = resolve;
    });
    const server = await liveServer({
      clock,
      authenticate: () => {
        asked();
        return new Promise(() => {});
      },
    });
    const attempt = server.attempt({ auth: { token: "t" } });
    await begun;
    clock.advance(10_000);
    expect(await attempt).toMatchObject({ data: { code: "UNAVAILABLE" } });
  });

  test("running out is announced a minute before, and ends the connection half a minute after", async () => {
    const clock = manualClock();
    const server = await liveServer({ clock });
    const an = await server.client("an");
    clock.advance(539_000);
    await an.do("heads", { conversationIds: ["direct:an:binh"] });
    expect(an.heard("tokenExpiring")).toEqual([]);
    clock.advance(2_000);
    await an.until(() => an.heard("tokenExpiring").length === 1);
    expect(an.heard("tokenExpiring")[0]?.inMs).toBeLessThanOrEqual(60_000);
    clock.advance(88_000);
    expect(await an.do("heads", { conversationIds: ["direct:an:binh"] })).toMatchObject({ ok: true });
    clock.advance(3_000);
    await an.until(() => !an.socket.connected);
    expect(an.byes).toEqual([{ code: "expired" }]);
  });

  test("can be renewed on the running connection, by one of the same user only", async () => {
    const clock = manualClock();
    const server = await liveServer({ clock });
    const an = await server.client("an");
    expect(await an.do("reauthenticate", { token: await server.token("binh") })).toMatchObject({ code: "FORBIDDEN" });
    expect(await an.do("reauthenticate", { token: "garbage" })).toMatchObject({ code: "UNAUTHENTICATED" });
    const answer = await an.do("reauthenticate", { token: await server.token("an", 7_200) });
    expect(answer.expiresInMs).toBeGreaterThan(7_100_000);
    clock.advance(3_600_000);
    expect(await an.do("heads", { conversationIds: ["direct:an:binh"] })).toMatchObject({ ok: true });
    expect(an.heard("tokenExpiring")).toEqual([]);
  });
});

describe("too many connections", () => {
  test("of one user are refused with a time to try again, and others are let in", async () => {
    const server = await liveServer({ limits: { sessionsPerUser: 3 } });
    for (let count = 0; count < 3; count++) await server.client("an");
    expect(await server.attempt({ auth: { token: await server.token("an") } })).toMatchObject({
      data: { code: "RATE_LIMITED", retryAfterMs: expect.any(Number) },
    });
    expect(await server.attempt({ auth: { token: await server.token("binh") } })).toBeNull();
  });
});

describe("the server's options", () => {
  const store = memoryStore();
  const httpServer = createServer();

  test.each([
    ["server-auth", { store, httpServer }],
    ["server-target", { store, jwt: { secret } }],
    ["jwt-secret-short", { store, httpServer, jwt: { secret: "short" } }],
    ["jwt-algorithms", { store, httpServer, jwt: { key: new Uint8Array(32), algorithms: ["none"] } }],
    ["origin-malformed", { store, httpServer, jwt: { secret }, origins: ["*"] }],
    ["origin-malformed", { store, httpServer, jwt: { secret }, origins: ["https://a.example/"] }],
  ])("that can't work are told at once: %s", (code, options) => {
    expect(() => createLobbyServer(options as never)).toThrow(expect.objectContaining({ code }));
  });
});

test("an upgrade for another path of the same server is left to the app", async () => {
  const server = await liveServer();
  const http = server.lobby.io.httpServer as import("node:http").Server;
  http.on("upgrade", (request, socket) => {
    if (request.url !== "/_next/webpack-hmr") return;
    // Engine.IO would end what it does not know after a second.
    setTimeout(() => socket.end("HTTP/1.1 299 Mine\r\ncontent-length: 0\r\n\r\n"), 1_100);
  });
  const socket = new WebSocket(`ws://127.0.0.1:${server.port}/_next/webpack-hmr`);
  const [, response] = (await once(socket, "unexpected-response")) as [unknown, { statusCode: number }];
  expect(response.statusCode).toBe(299);
  socket.on("error", () => {});
  socket.terminate();
});
