import { request } from "node:http";
import { describe, expect, test } from "vitest";
import { conversationsPageSchema } from "../../../src/contract/chat.js";
import { parse } from "../../../src/contract/schema.js";
import { text } from "../../server/support/testCore.js";
import { liveServer } from "./support/liveServer.js";

const pair = "direct:an:binh";
const origin = "https://www.example.com";

describe("the HTTP API", () => {
  test("gives a bearer of a token what he said over the socket, and leaves other paths to the app", async () => {
    const server = await liveServer();
    const an = await server.client("an");
    await an.do("sendMessage", text(pair, "c1", "Xin chào 🎁"));
    const headers = { authorization: `Bearer ${await server.token("an")}` };
    const list = await fetch(`${server.url}/api/lobby/conversations`, { headers });
    expect(parse(conversationsPageSchema, await list.json())).toMatchObject({
      ok: true,
      value: { conversations: [{ id: pair, lastMessage: { body: { text: "Xin chào 🎁" } } }], nextCursor: null },
    });
    const history = await fetch(`${server.url}/api/lobby/conversations/${encodeURIComponent(pair)}/messages?limit=10`, {
      headers,
    });
    expect(await history.json()).toMatchObject({ head: 1, hasMore: false, messages: [{ seq: 1, senderName: "AN" }] });
    for (const path of ["/", "/api/lobbyist", "/api", "//evil/api/lobby/conversations"]) {
      expect((await fetch(`${server.url}${path}`)).status).toBe(418);
    }
  });

  test("leaves the Socket.IO endpoint to Socket.IO, also for a listener that came after it", async () => {
    const server = await liveServer();
    const http = server.lobby.io.httpServer as import("node:http").Server;
    const left: unknown[] = [];
    http.on("request", (req, res) => left.push(server.lobby.nodeHandler(req, res)));
    for (const path of ["/socket.io/", "/socket.io/?EIO=4&transport=polling", "/socket.io/?EIO=3"]) {
      expect((await fetch(`${server.url}${path}`)).status).toBe(400);
    }
    expect(left).toEqual([true, true, true]);
  });

  test("refuses methods that no request of the fetch standard may have, and reports nothing", async () => {
    const server = await liveServer();
    const headers = { authorization: `Bearer ${await server.token("an")}` };
    const status = await new Promise((resolve, reject) => {
      const options = { method: "TRACE", headers };
      request(`${server.url}/api/lobby/conversations`, options, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on("error", reject)
        .end();
    });
    expect(status).toBe(405);
    expect(server.reports).toEqual([]);
  });

  test("answers 401 without a good token, and never takes one from the address", async () => {
    const server = await liveServer();
    const token = await server.token("an");
    const attempts: [string, RequestInit][] = [
      ["", {}],
      ["", { headers: { authorization: "Bearer garbage" } }],
      ["", { headers: { authorization: `Basic ${token}` } }],
      [`?token=${token}`, {}],
    ];
    for (const [query, init] of attempts) {
      const response = await fetch(`${server.url}/api/lobby/conversations${query}`, init);
      expect([response.status, response.headers.get("www-authenticate")]).toEqual([401, "Bearer"]);
      expect(await response.json()).toEqual({ code: "UNAUTHENTICATED" });
    }
  });

  test("lets pages of the listed origins read, and no others", async () => {
    const server = await liveServer({ origins: [origin] });
    const headers = { authorization: `Bearer ${await server.token("an")}` };
    const ask = (from: string, method = "GET") =>
      server.lobby.handler(
        new Request(`${server.url}/api/lobby/conversations`, { method, headers: { ...headers, origin: from } }),
      );
    const good = await ask(origin);
    expect([good.status, good.headers.get("access-control-allow-origin"), good.headers.get("vary")]).toEqual([
      200,
      origin,
      "origin",
    ]);
    const preflight = await ask(origin, "OPTIONS");
    expect([preflight.status, preflight.headers.get("access-control-allow-headers")]).toEqual([
      204,
      "authorization, content-type",
    ]);
    for (const evil of ["https://evil.example", "null", `${origin}.evil.example`]) {
      const refused = await ask(evil);
      expect([refused.status, refused.headers.get("access-control-allow-origin")]).toEqual([403, null]);
      expect((await ask(evil, "OPTIONS")).status).toBe(403);
    }
  });

  test("takes a cookie where the app does", async () => {
    const server = await liveServer({
      authenticate: ({ cookies }) => (cookies.session === "a b" ? { user: { id: "an" } } : null),
    });
    const ask = async (cookie: string) =>
      (await fetch(`${server.url}/api/lobby/conversations`, { headers: { cookie } })).status;
    expect(await ask("x=1; session=a%20b; session=other")).toBe(200);
    expect(await ask('session="a%20b"')).toBe(200);
    expect(await ask("session=%E0%A4%A; broken; =; __proto__=1")).toBe(401);
  });

  test("takes bodies: notifications are sent, read and cleared, and what is too large is refused before it has all come", async () => {
    const server = await liveServer({ authorize: (_user, action) => (action.kind === "notify" ? true : undefined) });
    const an = await server.client("an");
    const headers = {
      authorization: `Bearer ${await server.token("an")}`,
      "content-type": "application/json",
    };
    const ask = (path: string, method: string, body?: string) =>
      fetch(`${server.url}/api/lobby/${path}`, body === undefined ? { method, headers } : { method, headers, body });
    const sent = await ask(
      "notifications",
      "POST",
      JSON.stringify({ clientId: "c1", to: { userId: "an" }, title: "Xin chào 🎁", message: "" }),
    );
    const { id } = (await sent.json()) as { id: string };
    await expect
      .poll(() => an.heard("notificationReceived"))
      .toMatchObject([{ notification: { id, title: "Xin chào 🎁" } }]);
    expect(await (await ask("notifications/read", "POST", JSON.stringify({ ids: [id] }))).json()).toEqual({
      unreadCount: 0,
    });
    expect((await ask("notifications/read", "POST", "x".repeat(70_000))).status).toBe(413);
    expect((await ask("notifications/read", "POST", "{")).status).toBe(400);
    expect((await ask("notifications", "DELETE")).status).toBe(200);
    expect(await (await ask("notifications", "GET")).json()).toMatchObject({ notifications: [] });
  });

  test("changes nothing by a cookie alone that no allowed page stands behind", async () => {
    const server = await liveServer({
      origins: [origin],
      authenticate: ({ cookies, token, headers }) =>
        cookies.session === "s" || headers.cookie?.includes("session=s") || token === "t"
          ? { user: { id: "an" } }
          : null,
    });
    await server.lobby.notify("an", { title: "Kept" });
    const clear = async (headers: Record<string, string>) =>
      (await server.lobby.handler(new Request(`${server.url}/api/lobby/notifications`, { method: "DELETE", headers })))
        .status;
    expect(await clear({ cookie: "session=s" })).toBe(401);
    expect(await clear({ cookie: "session=s", origin: "https://evil.example" })).toBe(403);
    expect(await clear({ cookie: "session=s", origin: "null" })).toBe(403);
    expect(
      (
        await server.lobby.handler(
          new Request(`${server.url}/api/lobby/notifications`, { headers: { cookie: "session=s" } }),
        )
      ).status,
    ).toBe(200);
    expect(await clear({ authorization: "Bearer t" })).toBe(200);
    expect(await clear({ cookie: "session=s", origin })).toBe(200);
  });
});
