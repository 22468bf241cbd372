import { describe, expect, test } from "vitest";
import { presenceAudience } from "../../../../src/server/core/audiences.js";
import { type Tab, type TestCore, testCore } from "../../support/testCore.js";

const grace = 10_000;
const settle = 500;

/** What a tab was told of binh, as "status activity". */
const told = (tab: Tab) =>
  tab
    .heard("presenceChanged")
    .flatMap(({ presences }) => presences.map(({ status, activity }) => [status, activity].filter(Boolean).join(" ")));

async function watching(server: TestCore, who = "an", userIds: readonly string[] = ["binh"]) {
  const tab = server.tab(who);
  const answer = await tab.do("watchPresence", { userIds: [...userIds] });
  return { tab, answer };
}

describe("presence of a person", () => {
  test("is told within a second of his coming, and ten seconds after his last session has ended, with when he was last seen", async () => {
    const server = testCore();
    const { tab, answer } = await watching(server);
    expect(answer).toEqual({ ok: true, presences: [{ userId: "binh", status: "offline", lastSeenAt: null }] });
    const binh = server.tab("binh");
    server.clock.advance(1_000);
    expect(told(tab)).toEqual(["online"]);
    const left = server.clock.now();
    binh.session.end();
    server.clock.advance(grace - 1);
    expect(told(tab)).toEqual(["online"]);
    server.clock.advance(1);
    expect(tab.heard("presenceChanged").at(-1)?.presences).toEqual([
      { userId: "binh", status: "offline", lastSeenAt: left },
    ]);
    expect(server.core.presence(["binh"])).toEqual([{ userId: "binh", status: "offline", lastSeenAt: left }]);
  });

  test("is one for all his tabs and devices: one closed tells nothing", async () => {
    const server = testCore();
    const { tab } = await watching(server);
    const [phone] = [server.tab("binh"), server.tab("binh")];
    server.clock.advance(settle);
    phone.session.end();
    server.clock.advance(10 * grace);
    expect(told(tab)).toEqual(["online"]);
  });

  test("does not change by five flaps shorter than ten seconds", async () => {
    const server = testCore();
    const { tab } = await watching(server);
    let binh = server.tab("binh");
    server.clock.advance(settle);
    for (let flap = 0; flap < 5; flap++) {
      binh.session.end();
      server.clock.advance(grace - 100);
      binh = server.tab("binh");
      server.clock.advance(grace);
    }
    expect(told(tab)).toEqual(["online"]);
  });

  test("stays away over a flap: what a tab says right after connecting counts, not that it connected", async () => {
    const server = testCore();
    const { tab } = await watching(server);
    let binh = server.tab("binh");
    server.clock.advance(settle);
    await binh.do("setPresence", { status: "away" });
    server.clock.advance(settle);
    binh.session.end();
    server.clock.advance(2_000);
    binh = server.tab("binh");
    server.clock.advance(200);
    await binh.do("setPresence", { status: "away" });
    server.clock.advance(10 * grace);
    expect(told(tab)).toEqual(["online", "away"]);
  });

  test("is away only when all sessions look away, and then says since when", async () => {
    const server = testCore();
    const { tab } = await watching(server);
    const [one, other] = [server.tab("binh"), server.tab("binh")];
    server.clock.advance(settle);
    await one.do("setPresence", { status: "away" });
    server.clock.advance(settle);
    expect(told(tab)).toEqual(["online"]);
    await other.do("setPresence", { status: "online" });
    const at = server.clock.now();
    await other.do("setPresence", { status: "away" });
    server.clock.advance(settle);
    expect(server.core.presence(["binh"])).toEqual([{ userId: "binh", status: "away", lastSeenAt: at }]);
    await one.do("setPresence", { status: "online" });
    server.clock.advance(settle);
    expect(told(tab)).toEqual(["online", "away", "online"]);
  });

  test("says what he does where he looks, in the newest words", async () => {
    const server = testCore();
    const { tab } = await watching(server);
    const [one, other] = [server.tab("binh"), server.tab("binh")];
    await one.do("setPresence", { status: "online", activity: "watching lesson 3" });
    server.clock.advance(settle);
    await other.do("setPresence", { status: "online", activity: "taking a quiz" });
    server.clock.advance(settle);
    await one.do("setPresence", { status: "online", activity: "watching lesson 4" });
    server.clock.advance(settle);
    one.session.end();
    server.clock.advance(settle);
    await other.do("setPresence", { status: "online" });
    server.clock.advance(settle);
    expect(told(tab)).toEqual([
      "online watching lesson 3",
      "online taking a quiz",
      "online watching lesson 4",
      "online taking a quiz",
      "online",
    ]);
  });

  test("may be hidden by himself, at once and not ten seconds later", async () => {
    const server = testCore();
    const { tab } = await watching(server);
    const binh = server.tab("binh");
    server.clock.advance(settle);
    await binh.do("setPresence", { status: "offline" });
    server.clock.advance(settle);
    expect(told(tab)).toEqual(["online", "offline"]);
    binh.session.end();
    server.clock.advance(2 * grace);
    expect(told(tab)).toEqual(["online", "offline"]);
  });

  test("is told at most twice a second, however often it changes, and the last word counts", async () => {
    const server = testCore({ limits: { events: { perSecond: 1_000, burst: 1_000 } } });
    const { tab } = await watching(server);
    const binh = server.tab("binh");
    server.clock.advance(settle);
    for (let step = 0; step < 40; step++) {
      await binh.do("setPresence", { status: "online", activity: `step ${step}` });
      server.clock.advance(50);
    }
    server.clock.advance(settle);
    expect(told(tab).length).toBeLessThanOrEqual(6);
    expect(told(tab).length).toBeGreaterThanOrEqual(4);
    expect(told(tab).at(-1)).toBe("online step 39");
  });

  test("is not told when it is taken back before it was told", async () => {
    const server = testCore();
    const { tab } = await watching(server);
    const binh = server.tab("binh");
    server.clock.advance(settle);
    await binh.do("setPresence", { status: "online", activity: "typo" });
    await binh.do("setPresence", { status: "online" });
    server.clock.advance(10 * grace);
    expect(told(tab)).toEqual(["online"]);
    expect(server.clock.pending).toBe(0);
  });
});

describe("watching", () => {
  test("answers five hundred people in one command and hears of none it did not name", async () => {
    const server = testCore();
    for (let index = 0; index < 20; index++) server.tab(`user-${index}`);
    server.clock.advance(settle);
    const userIds = Array.from({ length: 500 }, (_, index) => `user-${index}`);
    const { tab, answer } = await watching(server, "an", userIds);
    const presences = answer.ok ? (answer.presences as { status: string }[]) : [];
    expect(presences.map(({ status }) => status)).toEqual(
      userIds.map((_, index) => (index < 20 ? "online" : "offline")),
    );
    server.tab("binh");
    server.tab("user-77");
    server.clock.advance(settle);
    expect(tab.heard("presenceChanged").flatMap(({ presences }) => presences.map(({ userId }) => userId))).toEqual([
      "user-77",
    ]);
  });

  test("refuses more than five hundred at once, and more at all than a session may watch", async () => {
    const server = testCore({ limits: { watchedUsers: 3 } });
    const tooMany = Array.from({ length: 501 }, (_, index) => `user-${index}`);
    expect((await watching(server, "an", tooMany)).answer).toMatchObject({ ok: false, code: "INVALID" });
    const { tab } = await watching(server, "an", ["a", "b"]);
    expect(await tab.do("watchPresence", { userIds: ["b", "c"] })).toMatchObject({ ok: true });
    expect(await tab.do("watchPresence", { userIds: ["d"] })).toMatchObject({ ok: false, code: "TOO_LARGE" });
    await tab.do("unwatchPresence", { userIds: ["a", "nobody"] });
    expect(await tab.do("watchPresence", { userIds: ["d"] })).toMatchObject({ ok: true });
  });

  test("ends by unwatching and with the session", async () => {
    const server = testCore();
    const { tab } = await watching(server, "an", ["binh", "chi"]);
    await tab.do("unwatchPresence", { userIds: ["binh"] });
    expect(server.hub.size(presenceAudience("binh"))).toBe(0);
    expect(server.hub.size(presenceAudience("chi"))).toBe(1);
    tab.session.end();
    expect(server.hub.size(presenceAudience("chi"))).toBe(0);
  });

  test("shows those whom the app hides as if they were never there, and tells nothing of them", async () => {
    const hidden = new Set(["binh"]);
    const asked: string[][] = [];
    const server = testCore({
      presence: {
        visible: async (user, userIds) => {
          asked.push([user.id, ...userIds]);
          return userIds.filter((userId) => !hidden.has(userId));
        },
      },
    });
    server.tab("binh");
    server.tab("chi");
    server.clock.advance(settle);
    const { tab, answer } = await watching(server, "an", ["binh", "chi"]);
    expect(asked).toEqual([["an", "binh", "chi"]]);
    expect(answer).toMatchObject({
      presences: [
        { userId: "binh", status: "offline", lastSeenAt: null },
        { userId: "chi", status: "online" },
      ],
    });
    expect(server.hub.size(presenceAudience("binh"))).toBe(0);
    hidden.add("chi");
    await tab.do("watchPresence", { userIds: ["chi"] });
    expect(server.hub.size(presenceAudience("chi"))).toBe(0);
  });

  test("shows a person himself, whomever the app hides", async () => {
    const server = testCore({ presence: { visible: () => [] } });
    const { tab } = await watching(server, "an", ["an"]);
    server.clock.advance(settle);
    expect(tab.heard("presenceChanged")).toHaveLength(1);
  });

  test("is refused, not opened, when the app can't say who may be seen", async () => {
    const server = testCore({ presence: { visible: () => Promise.reject(new Error("down")) } });
    const { answer } = await watching(server);
    expect(answer).toMatchObject({ ok: false, code: "UNAVAILABLE" });
    expect(server.hub.size(presenceAudience("binh"))).toBe(0);
  });

  test("does not join a session that ended while the app was asked", async () => {
    const answers: ((ids: string[]) => void)[] = [];
    const server = testCore({ presence: { visible: () => new Promise((resolve) => answers.push(resolve)) } });
    const tab = server.tab("an");
    const watched = tab.do("watchPresence", { userIds: ["binh"] });
    await Promise.resolve();
    tab.session.end();
    for (const answer of answers) answer(["binh"]);
    expect(await watched).toMatchObject({ ok: false, code: "UNAVAILABLE" });
    expect(server.hub.size(presenceAudience("binh"))).toBe(0);
  });
});

test("a closed core leaves no timer", async () => {
  const server = testCore();
  await watching(server);
  server.tab("binh").session.end();
  server.core.close();
  expect(server.clock.pending).toBe(0);
});
