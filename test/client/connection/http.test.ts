import { describe, expect, test } from "vitest";
import type { AuthSource } from "../../../src/client/settings.js";
import type { HttpCall } from "../../../src/protocols/protocol.js";
import { setUp } from "./harness.js";

interface Asked {
  readonly url: string;
  readonly init: RequestInit;
}

function setUpHttp(
  answer: (asked: Asked, count: number) => Response | Promise<Response>,
  auth: AuthSource = "token-1",
) {
  const asked: Asked[] = [];
  const fetch = (async (url: string, init: RequestInit) => {
    const one = { url, init };
    asked.push(one);
    return answer(one, asked.length);
  }) as typeof globalThis.fetch;
  const all = setUp({ fetch, auth, apiUrl: "https://api.example.com/lobby/" });
  return { ...all, asked, http: all.connection.http };
}

const json = (value: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(value), { status, headers });
const page = { conversations: [], nextCursor: null };
const first = { cursor: null, limit: 20 };
const bearer = ({ init }: Asked) => new Headers(init.headers).get("authorization");

const call: HttpCall<{ status: number; raw: unknown }> = {
  via: "http",
  request: { method: "POST", path: "things", body: { a: 1 } },
  acknowledge: (raw, status) => ({ ok: true, value: { status, raw } }),
};

test("asks below the API's address with the bearer token, as the protocol words it", async () => {
  const { http, asked } = setUpHttp(() => json(page));
  expect(await http.query("conversations", first)).toEqual({ ok: true, value: page });
  expect(asked[0]?.url).toBe("https://api.example.com/lobby/conversations?limit=20");
  expect(bearer(asked[0]!)).toBe("Bearer token-1");
  expect(asked[0]?.init.credentials).toBe("same-origin");
});

test("with cookies it sends them and no token", async () => {
  const { http, asked } = setUpHttp(() => json(page), { cookie: true });
  await http.query("conversations", first);
  expect(asked[0]?.init.credentials).toBe("include");
  expect(bearer(asked[0]!)).toBeNull();
});

test("calls send JSON and read any 2xx, also an empty one", async () => {
  const { http, asked } = setUpHttp(() => new Response(null, { status: 204 }));
  expect(await http.call(call)).toEqual({ ok: true, value: { status: 204, raw: null } });
  expect(asked[0]?.init.body).toBe('{"a":1}');
});

describe("after a 401", () => {
  test("one refresh for all requests under way, and one repetition each", async () => {
    let tokens = 0;
    const { http, asked } = setUpHttp(
      (one) => (bearer(one) === "Bearer token-2" ? json(page) : json({}, 401)),
      () => `token-${++tokens}`,
    );
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => http.query("conversations", first)));
    expect(outcomes.every(({ ok }) => ok)).toBe(true);
    expect(tokens).toBe(2);
    expect(asked).toHaveLength(20);
  });

  test("a request refused with a token that has been replaced meanwhile takes the new one", async () => {
    let tokens = 0;
    let refuse: (response: Response) => void = () => {};
    const { http } = setUpHttp(
      (one, count) => {
        if (count === 1)
          return new Promise((resolve) => {
            refuse = resolve;
          });
        return bearer(one) === "Bearer token-2" ? json(page) : json({}, 401);
      },
      () => `token-${++tokens}`,
    );
    const slow = http.query("conversations", first);
    expect(await http.query("conversations", first)).toMatchObject({ ok: true });
    refuse(json({}, 401));
    expect(await slow).toMatchObject({ ok: true });
    expect(tokens).toBe(2);
  });

  test("again refused it is told; a fixed token is not tried twice", async () => {
    let tokens = 0;
    const fetched = setUpHttp(
      () => json({}, 401),
      () => `token-${++tokens}`,
    );
    expect(await fetched.http.call(call)).toMatchObject({ ok: false, failure: { code: "UNAUTHENTICATED" } });
    expect([tokens, fetched.asked.length]).toEqual([2, 2]);
    const fixed = setUpHttp(() => json({}, 401));
    expect(await fixed.http.call(call)).toMatchObject({ ok: false, failure: { code: "UNAUTHENTICATED" } });
    expect(fixed.asked).toHaveLength(1);
  });

  test("a refresh that fails leaves the refusal standing", async () => {
    let tokens = 0;
    const { http, asked } = setUpHttp(
      () => json({}, 401),
      () => (++tokens === 1 ? "token-1" : Promise.reject(new Error("down"))),
    );
    expect(await http.call(call)).toMatchObject({ ok: false, failure: { code: "UNAUTHENTICATED" } });
    expect(asked).toHaveLength(1);
  });
});

describe("is total", () => {
  test.each([
    ["no network", () => Promise.reject(new TypeError("fetch failed: secret")), "UNAVAILABLE"],
    ["a page of HTML", () => new Response("<html>"), "UNAVAILABLE"],
    ["the wrong shape", () => json({ conversations: 7 }), "UNAVAILABLE"],
    ["not found", () => json({}, 404), "NOT_FOUND"],
    ["a broken server", () => new Response("oops", { status: 502 }), "UNAVAILABLE"],
  ] as const)("%s", async (_, answer, code) => {
    const { http, reports } = setUpHttp(answer);
    expect(await http.query("conversations", first)).toMatchObject({ ok: false, failure: { code } });
    expect(JSON.stringify(reports)).not.toContain("secret");
  });

  test("an answer that never comes: given up after 15 s, and the request aborted", async () => {
    const { http, environment, asked } = setUpHttp(() => new Promise<Response>(() => {}));
    const outcome = http.query("conversations", first);
    await environment.advanceAsync(15_000);
    expect(await outcome).toMatchObject({ ok: false, failure: { code: "TIMEOUT" } });
    expect(asked[0]?.init.signal?.aborted).toBe(true);
    expect(environment.pending.timers).toBe(0);
  });

  test("a reader that throws", async () => {
    const { http, reports } = setUpHttp(() => json({}));
    const acknowledge = () => {
      throw new Error("secret");
    };
    expect(await http.call({ ...call, acknowledge })).toMatchObject({ ok: false, failure: { code: "UNAVAILABLE" } });
    expect(JSON.stringify(reports)).not.toContain("secret");
  });

  test("too many requests: with the server's wish in ms", async () => {
    const { http } = setUpHttp(() => json({}, 429, { "retry-after": "7" }));
    expect(await http.call(call)).toMatchObject({ failure: { code: "RATE_LIMITED", retryAfterMs: 7_000 } });
  });
});

describe("headers of a request's own", () => {
  const headed = (headers: NonNullable<HttpCall<unknown>["request"]["headers"]>) => ({
    ...call,
    request: { ...call.request, headers },
  });
  const tokenOf = ({ init }: Asked) => new Headers(init.headers).get("x-csrf-token");

  test("are asked for before every try, also before the one after a 401", async () => {
    let count = 0;
    const { http, asked } = setUpHttp(
      (_asked, time) => json({}, time === 1 ? 401 : 200),
      () => "token",
    );
    await http.call(headed(async () => ({ "x-csrf-token": `t${++count}` })));
    expect(asked.map(tokenOf)).toEqual(["t1", "t2"]);
  });

  test("that can't be had keep it from being sent, and say nothing of why", async () => {
    const { http, asked, reports } = setUpHttp(() => json({}));
    const outcome = await http.call(headed(() => Promise.reject(new Error("secret"))));
    expect(outcome).toMatchObject({ ok: false, failure: { code: "UNAVAILABLE" } });
    expect(asked).toEqual([]);
    expect(JSON.stringify(reports)).not.toContain("secret");
  });
});

test("of what changes something and gets no answer nobody knows whether it arrived", async () => {
  const { http } = setUpHttp(() => Promise.reject(new TypeError("terminated")));
  expect(await http.call(call)).toMatchObject({ ok: false, failure: { code: "TIMEOUT" } });
  const reading = { ...call, request: { method: "GET" as const, path: "things" } };
  expect(await http.call(reading)).toMatchObject({ ok: false, failure: { code: "UNAVAILABLE" } });
});
