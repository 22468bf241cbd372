import { describe, expect, test } from "vitest";
import { helloAnswerSchema, type User } from "../../../src/contract/connection.js";
import { parse } from "../../../src/contract/schema.js";
import { limiter, tokenBucket } from "../../../src/server/core/tokenBucket.js";
import { memoryStore } from "../../../src/server/store/memoryStore.js";
import { manualClock } from "../support/manualClock.js";
import { testCore, text } from "../support/testCore.js";

const pair = "direct:an:binh";

describe("a token bucket", () => {
  test("lets a burst through, then its rate, and says how long to wait", () => {
    const clock = manualClock();
    const bucket = tokenBucket({ perSecond: 2, burst: 3 }, clock.now);
    expect([bucket.take(), bucket.take(), bucket.take(), bucket.take()]).toEqual([0, 0, 0, 500]);
    clock.advance(499);
    expect(bucket.take()).toBeGreaterThan(0);
    clock.advance(1);
    expect(bucket.take()).toBe(0);
  });

  test("gives each of those refused together a turn of his own, in which he is let through", () => {
    const clock = manualClock();
    const bucket = tokenBucket({ perSecond: 10, burst: 1 }, clock.now);
    bucket.take();
    const waits = Array.from({ length: 30 }, () => bucket.take());
    expect(waits).toEqual(Array.from({ length: 30 }, (_, at) => (at + 1) * 100));
    for (const _ of waits) {
      clock.advance(100);
      expect(bucket.take()).toBe(0);
    }
  });

  test("tells nobody to wait for more than a minute", () => {
    const bucket = tokenBucket({ perSecond: 0.001, burst: 1 }, () => 0);
    expect([bucket.take(), bucket.take(), bucket.take()]).toEqual([0, 60_000, 60_000]);
    expect(tokenBucket({ perSecond: 0, burst: 0 }, () => 0).take()).toBe(60_000);
  });

  test("is not refilled by a clock that goes backwards, nor broken by one that jumps", () => {
    let now = 1_000_000;
    const bucket = tokenBucket({ perSecond: 1, burst: 1 }, () => now);
    expect(bucket.take()).toBe(0);
    now -= 500_000;
    expect(bucket.take()).toBe(1_000);
    now += 10_000_000;
    expect([bucket.take(), bucket.take()]).toEqual([0, 1_000]);
  });

  test("of many keys are bounded: the idle go first, then the one used longest ago", () => {
    const clock = manualClock();
    const bounded = limiter({ perSecond: 1, burst: 1 }, clock.now, 3);
    for (let key = 0; key < 1_000; key++) bounded.take(`k${key}`);
    expect(bounded.size).toBe(3);
    expect(bounded.take("k999")).toBeGreaterThan(0);
    clock.advance(1_000);
    bounded.take("new");
    expect(bounded.size).toBe(1);
  });
});

describe("a session", () => {
  test("that sends too fast is answered RATE_LIMITED with the time to wait, and nothing of it is done", async () => {
    const { tab, store, clock } = testCore();
    const an = tab("an");
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, at) => an.do("sendMessage", text(pair, `c${at}`))),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(10);
    for (const answer of answers.slice(10)) {
      expect(answer).toMatchObject({ ok: false, code: "RATE_LIMITED", retryAfterMs: expect.any(Number) });
    }
    expect(await store.bounds(pair)).toMatchObject({ head: 10 });
    clock.advance(Number(answers[10]?.retryAfterMs));
    expect(await an.do("sendMessage", text(pair, "c10"))).toMatchObject({ ok: true, seq: 11 });
  });

  test("shares its user's allowance of messages with his other sessions", async () => {
    const { tab } = testCore();
    const tabs = [tab("an"), tab("an"), tab("an")];
    const answers = await Promise.all(
      tabs.flatMap((one, which) =>
        Array.from({ length: 6 }, (_, at) => one.do("sendMessage", text(pair, `c${which}-${at}`))),
      ),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(10);
    expect(await tab("binh").do("sendMessage", text(pair, "mine"))).toMatchObject({ ok: true });
  });

  test("that goes on after a hundred refusals is told goodbye and ended", async () => {
    const { tab, network, reports } = testCore();
    const an = tab("an");
    for (let at = 0; at < 119; at++) await an.session.handle("lobby:heads", { conversationIds: [] });
    expect(network.byes(an.id)).toEqual([]);
    for (let at = 0; at < 50; at++) await an.session.handle("lobby:heads", { conversationIds: [] });
    expect(network.byes(an.id)).toEqual([{ code: "flood" }]);
    expect(await an.session.handle("lobby:heads", { conversationIds: [] })).toMatchObject({ code: "UNAVAILABLE" });
    expect(reports.filter(({ code }) => code === "flood")).toHaveLength(1);
  });

  test("that sends nonsense slowly is ended too", async () => {
    const { tab, network, clock } = testCore();
    const an = tab("an");
    for (let at = 0; at < 150; at++) {
      await an.session.handle(at % 2 === 0 ? "error" : "lobby:send", null);
      clock.advance(100);
    }
    expect(network.byes(an.id)).toEqual([{ code: "flood" }]);
  });

  test("that is refused now and then over a day is not ended", async () => {
    const { tab, network, clock } = testCore();
    const an = tab("an");
    for (let at = 0; at < 1_000; at++) {
      await an.session.handle("lobby:unknown", null);
      clock.advance(60_000);
    }
    expect(network.byes(an.id)).toEqual([]);
  });

  test("may open as many rooms at once as may be open, then one every two seconds, and reopening is free", async () => {
    const { tab, clock } = testCore({ limits: { events: { perSecond: 1e6, burst: 1e6 } } });
    const an = tab("an");
    const open = (room: number) => an.do("openConversation", { conversationId: `room:r${room}` });
    for (let room = 0; room < 50; room++) expect(await open(room)).toMatchObject({ ok: true });
    await an.do("closeConversation", { conversationId: "room:r7" });
    expect(await open(50)).toMatchObject({ code: "RATE_LIMITED", retryAfterMs: 2_000 });
    expect(await open(3)).toMatchObject({ ok: true });
    clock.advance(2_000);
    expect(await open(50)).toMatchObject({ ok: true });
  });

  test("that opens fifty rooms after a reconnect gets them all if it waits as told, without being taken for a flood", async () => {
    const { tab, clock, network } = testCore();
    const an = tab("an");
    const begun = clock.now();
    const waiting = Array.from({ length: 50 }, (_, room) => ({ room, at: begun }));
    while (waiting.length > 0) {
      waiting.sort((a, b) => a.at - b.at);
      const [next] = waiting.splice(0, 1) as [{ room: number; at: number }];
      clock.advance(Math.max(0, next.at - clock.now()));
      const answer = await an.do("openConversation", { conversationId: `room:r${next.room}` });
      if (!answer.ok) waiting.push({ room: next.room, at: clock.now() + Number(answer.retryAfterMs) });
    }
    expect(clock.now() - begun).toBeLessThanOrEqual(3_000);
    expect(network.byes(an.id)).toEqual([]);
  });

  test("may have fifty rooms open", async () => {
    const { tab } = testCore({
      limits: { events: { perSecond: 1e6, burst: 1e6 }, joins: { perSecond: 1e6, burst: 1e6 } },
    });
    const an = tab("an");
    const open = (room: number) => an.do("openConversation", { conversationId: `room:r${room}` });
    for (let room = 0; room < 50; room++) expect(await open(room)).toMatchObject({ ok: true });
    expect(await open(50)).toMatchObject({ code: "RATE_LIMITED" });
    await an.do("closeConversation", { conversationId: "room:r7" });
    expect(await open(50)).toMatchObject({ ok: true });
  });

  test("that comes back costs the store no write as long as its user is called the same", async () => {
    const inner = memoryStore();
    let writes = 0;
    const store = { ...inner, saveUser: (user: User) => inner.saveUser(user).then(() => void writes++) };
    const { tab } = testCore({ store });
    for (let at = 0; at < 10; at++) tab("an").session.end();
    tab({ user: { id: "an", name: "Another" } });
    await Promise.resolve();
    await Promise.resolve();
    await Promise.resolve();
    expect(writes).toBe(2);
    expect(await store.users(["an"])).toEqual([{ id: "an", name: "Another" }]);
  });

  test("leaves nothing behind when it ends", async () => {
    const { core, tab, network, clock } = testCore();
    const an = tab({ user: { id: "an" }, expiresAt: clock.now() + 600_000 });
    await an.do("openConversation", { conversationId: "room:a" });
    an.session.end();
    an.session.end();
    // Whether he is gone for good is known when the grace of presence is over.
    clock.advance(10_000);
    expect([network.size("user:an"), network.size("conversation:room:a"), clock.pending]).toEqual([0, 0, 0]);
    expect(await an.do("heads", { conversationIds: [] })).toMatchObject({ ok: false });
    expect(core.admit("an")).toBeNull();
  });

  test("that ends while the app is being asked does not stay in the room", async () => {
    let answer: (allowed: boolean) => void = () => {};
    const { tab, network } = testCore({ authorize: () => new Promise((resolve) => (answer = resolve)) });
    const an = tab("an");
    const opening = an.do("openConversation", { conversationId: "room:a" });
    an.session.end();
    answer(true);
    expect(await opening).toMatchObject({ code: "UNAVAILABLE" });
    expect(network.size("conversation:room:a")).toBe(0);
  });
});

describe("connections", () => {
  test("of one user are counted, and made at a limited rate", () => {
    const { core, tab } = testCore({ limits: { sessionsPerUser: 2, connects: { perSecond: 1, burst: 4 } } });
    tab("an");
    expect(core.admit("an")).toBeNull();
    const second = tab("an");
    expect(core.admit("an")).toMatchObject({ code: "RATE_LIMITED" });
    second.session.end();
    expect(core.admit("an")).toBeNull();
    expect(core.admit("an")).toBeNull();
    expect(core.admit("an")).toMatchObject({ code: "RATE_LIMITED", retryAfterMs: 1_000 });
    expect(core.admit("binh")).toBeNull();
  });
});

test("a server that limits nothing says so in numbers that its clients can read", async () => {
  const none = { perSecond: Number.POSITIVE_INFINITY, burst: Number.POSITIVE_INFINITY };
  const an = testCore({ limits: { sends: none } }).tab("an");
  const answer = await an.do("hello", { proto: 1, clientId: "c1", tabId: "t1" });
  const onWire: unknown = JSON.parse(JSON.stringify(answer));
  expect(parse(helloAnswerSchema, onWire)).toMatchObject({ ok: true });
});
