import { describe, expect, test } from "vitest";
import { conversationsPageSchema, historyPageSchema } from "../../../src/contract/chat.js";
import { parse } from "../../../src/contract/schema.js";
import { memoryStore } from "../../../src/server/store/memoryStore.js";
import { aMessage } from "../store/conformance.js";
import { an, testCore } from "../support/testCore.js";

const pair = "direct:an:binh";
const get = (path: string, init?: RequestInit) => new Request(`http://host/api/lobby/${path}`, init);

async function filled(count: number) {
  const store = memoryStore({ epoch: "epoch-1" });
  for (let at = 0; at < count; at++) await store.append(aMessage());
  return testCore({ store });
}

describe("history", () => {
  test("comes in pages from the newest back, as the contract wants them", async () => {
    const { core } = await filled(120);
    const seqs: number[][] = [];
    let before = "";
    for (let pages = 0; pages < 5; pages++) {
      const response = await core.handleHttp(
        get(`conversations/${encodeURIComponent(pair)}/messages?limit=50${before}`),
        an,
      );
      expect([response.status, response.headers.get("cache-control")]).toEqual([200, "private, no-store"]);
      const page = parse(historyPageSchema, await response.json());
      if (!page.ok) throw new Error(page.issue);
      expect(page.value).toMatchObject({ conversationId: pair, epoch: "epoch-1", head: 120 });
      seqs.push(page.value.messages.map(({ seq }) => seq));
      if (!page.value.hasMore) break;
      before = `&before=${page.value.messages[0]?.seq}`;
    }
    expect(seqs.map((page) => page.length)).toEqual([50, 50, 20]);
    expect(seqs.reverse().flat()).toEqual(Array.from({ length: 120 }, (_, at) => at + 1));
  });

  test("of an empty conversation is an empty page", async () => {
    const { core } = testCore();
    const response = await core.handleHttp(get("conversations/room:a/messages"), an);
    expect(await response.json()).toEqual({
      conversationId: "room:a",
      epoch: "epoch-1",
      messages: [],
      head: 0,
      hasMore: false,
      receipts: [],
    });
  });
});

describe("the list of conversations", () => {
  test("is the user's own, in pages", async () => {
    const store = memoryStore();
    for (let room = 0; room < 5; room++)
      await store.append(aMessage({ conversationId: `room:r${room}`, members: ["an"] }));
    await store.append(aMessage({ conversationId: "room:other", members: ["binh"] }));
    const { core } = testCore({ store });
    const first = parse(
      conversationsPageSchema,
      await (await core.handleHttp(get("conversations?limit=3"), an)).json(),
    );
    if (!first.ok) throw new Error(first.issue);
    const rest = await (
      await core.handleHttp(get(`conversations?limit=3&cursor=${encodeURIComponent(first.value.nextCursor ?? "")}`), an)
    ).json();
    expect([...first.value.conversations, ...rest.conversations].map(({ id }: { id: string }) => id)).toEqual([
      "room:r4",
      "room:r3",
      "room:r2",
      "room:r1",
      "room:r0",
    ]);
    expect(rest.nextCursor).toBeNull();
  });
});

describe("requests that are none", () => {
  test.each([
    ["nothing", 404, "NOT_FOUND"],
    ["", 404, "NOT_FOUND"],
    ["conversations/", 404, "NOT_FOUND"],
    ["conversations/nonsense/messages", 404, "NOT_FOUND"],
    ["conversations/%E0%A4%A/messages", 404, "NOT_FOUND"],
    ["conversations/__proto__/messages", 404, "NOT_FOUND"],
    ["conversations/direct%3Abinh%3Acuong/messages", 403, "FORBIDDEN"],
    ["conversations/room%3Aa/messages?limit=0", 400, "INVALID"],
    ["conversations/room%3Aa/messages?limit=201", 400, "INVALID"],
    ["conversations/room%3Aa/messages?limit=1e2", 400, "INVALID"],
    ["conversations/room%3Aa/messages?before=-1", 400, "INVALID"],
    ["conversations/room%3Aa/messages?before=99999999999999999999", 400, "INVALID"],
    ["conversations?limit=x", 400, "INVALID"],
  ])("%j is answered %i %s", async (path, status, code) => {
    const { core } = testCore();
    const response = await core.handleHttp(get(path), an);
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([status, code]);
  });

  test("other methods and other bases are refused", async () => {
    const { core } = testCore();
    expect((await core.handleHttp(get("conversations", { method: "POST" }), an)).status).toBe(405);
    expect((await core.handleHttp(new Request("http://host/api/lobbyx/conversations"), an)).status).toBe(404);
    expect((await core.handleHttp(new Request("http://host/conversations"), an)).status).toBe(404);
  });

  test("too many are answered 429 with the time to wait, others' are not", async () => {
    const { core } = testCore({ limits: { http: { perSecond: 0.5, burst: 2 } } });
    const ask = (id: string) => core.handleHttp(get("conversations"), { id });
    expect([(await ask("an")).status, (await ask("an")).status]).toEqual([200, 200]);
    const refused = await ask("an");
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "2"]);
    expect(await refused.json()).toEqual({ code: "RATE_LIMITED", retryAfterMs: 2_000 });
    expect((await ask("binh")).status).toBe(200);
  });

  test("a store that fails is answered 503 and reported", async () => {
    const store = { ...memoryStore(), conversations: () => Promise.reject(new Error("disk")) };
    const { core, reports } = testCore({ store });
    const response = await core.handleHttp(get("conversations"), an);
    expect([response.status, await response.json()]).toEqual([503, { code: "UNAVAILABLE" }]);
    expect(reports).toMatchObject([{ kind: "fault", during: "http", userId: "an" }]);
  });
});

test("health is answered without a look into the store", async () => {
  const store = memoryStore();
  const { core, clock } = testCore({ store: { ...store, epoch: () => Promise.reject(new Error("no store")) } });
  const response = await core.handleHttp(get("health"), an);
  expect([response.status, await response.json()]).toEqual([200, { time: clock.now() }]);
});
