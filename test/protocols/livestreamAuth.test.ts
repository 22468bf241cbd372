import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type LivestreamTokens, livestreamAuth } from "../../src/protocols/livestream/livestreamAuth.js";

const apiUrl = "https://api.example.com/api/v1/";
const start = 1_772_443_800_000;
const hour = 3_600_000;
const { signal } = new AbortController();

beforeEach(() => {
  vi.useFakeTimers({ now: start, toFake: ["Date"] });
});

afterEach(() => {
  vi.useRealTimers();
});

/** The API: each answer in turn, the pair of that number by default. */
function api(...answers: ((count: number) => Response | Promise<Response>)[]) {
  const asked: { url: string; body: unknown }[] = [];
  const pair = (count: number, expiresAt: unknown = Date.now() + hour) =>
    Response.json({ accessToken: `access-${count}`, refreshToken: `refresh-${count}`, expiresAt });
  const fetch: typeof globalThis.fetch = async (url, init) => {
    asked.push({ url: String(url), body: JSON.parse(String(init?.body)) });
    return (answers[asked.length - 1] ?? pair)(asked.length);
  };
  const pairs: LivestreamTokens[] = [];
  const options = { apiUrl, refreshToken: "refresh-0", fetch, onTokens: (one: LivestreamTokens) => pairs.push(one) };
  return { asked, pair, pairs, options };
}

test("uses the token it was given until the server refuses it, then posts the refresh token", async () => {
  const { asked, pairs, options } = api();
  const auth = livestreamAuth({ ...options, accessToken: "access-0" });
  expect((await auth({ reason: "connect", signal })).token).toBe("access-0");
  expect(asked).toEqual([]);
  expect((await auth({ reason: "refused", signal })).token).toBe("access-1");
  expect(asked).toEqual([
    { url: "https://api.example.com/api/v1/auth/refresh-token", body: { refreshToken: "refresh-0" } },
  ]);
  expect(pairs).toEqual([{ accessToken: "access-1", refreshToken: "refresh-1", expiresAt: start + hour }]);
});

test("without one, refreshes first; each refresh token is used once", async () => {
  const { asked, options } = api();
  const auth = livestreamAuth(options);
  expect((await auth({ reason: "connect", signal })).token).toBe("access-1");
  expect((await auth({ reason: "connect", signal })).token).toBe("access-1");
  expect((await auth({ reason: "refresh", signal })).token).toBe("access-2");
  expect(asked.map(({ body }) => body)).toEqual([{ refreshToken: "refresh-0" }, { refreshToken: "refresh-1" }]);
});

test("a token with less than five minutes left is replaced before it is used", async () => {
  const { options } = api();
  const auth = livestreamAuth(options);
  await auth({ reason: "connect", signal });
  vi.setSystemTime(start + hour - 5 * 60_000 - 1);
  expect((await auth({ reason: "connect", signal })).token).toBe("access-1");
  vi.setSystemTime(start + hour - 5 * 60_000);
  expect((await auth({ reason: "connect", signal })).token).toBe("access-2");
});

test("whoever asks meanwhile gets the same answer, also when the first has given up", async () => {
  let open = () => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const { asked, pair, options } = api(async (count) => {
    await gate;
    return pair(count);
  });
  const auth = livestreamAuth(options);
  const abort = new AbortController();
  const all = [auth({ reason: "refused", signal: abort.signal }), auth({ reason: "connect", signal })];
  abort.abort();
  all.push(auth({ reason: "refresh", signal }));
  open();
  expect((await Promise.all(all)).map(({ token }) => token)).toEqual(["access-1", "access-1", "access-1"]);
  expect(asked).toHaveLength(1);
});

test("says when the next one is due: five minutes early, of a short life after half of it", async () => {
  const { pair, options } = api(
    (count) => pair(count),
    (count) => pair(count, Date.now() + 4 * 60_000),
  );
  const auth = livestreamAuth(options);
  expect(await auth({ reason: "connect", signal })).toEqual({
    token: "access-1",
    refreshAt: start + hour - 5 * 60_000,
  });
  expect(await auth({ reason: "refresh", signal })).toEqual({ token: "access-2", refreshAt: start + 2 * 60_000 });
  const known = livestreamAuth({ ...options, accessToken: "access-0", expiresAt: start + hour });
  expect(await known({ reason: "connect", signal })).toEqual({
    token: "access-0",
    refreshAt: start + hour - 5 * 60_000,
  });
});

describe("an answer", () => {
  test.each([
    ["seconds", start / 1_000 + 3_600],
    ["milliseconds", start + hour],
    ["a date", new Date(start + hour).toISOString()],
  ])("may say in %s when the token runs out", async (_case, expiresAt) => {
    const { pair, pairs, options } = api((count) => pair(count, expiresAt));
    await livestreamAuth(options)({ reason: "connect", signal });
    expect(pairs[0]?.expiresAt).toBe(start + hour);
  });

  test.each([
    ["a refusal", () => new Response("{}", { status: 401 })],
    ["no JSON", () => new Response("<html>")],
    ["no token", () => Response.json({ accessToken: "", refreshToken: "secret", expiresAt: 1 })],
    ["nothing", () => Response.json(null)],
  ])("that is %s is an error without a token in it, and the next try is free", async (_case, answer) => {
    const { asked, options } = api(answer);
    const auth = livestreamAuth(options);
    const error = await auth({ reason: "connect", signal }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(Error);
    expect(String(error)).not.toMatch(/secret|refresh-0/);
    expect((await auth({ reason: "connect", signal })).token).toBe("access-2");
    expect(asked.map(({ body }) => body)).toEqual([{ refreshToken: "refresh-0" }, { refreshToken: "refresh-0" }]);
  });
});
