import { describe, expect, test } from "vitest";
import { viewableAudience } from "../../../../src/server/core/audiences.js";
import { type Tab, type TestCore, testCore } from "../../support/testCore.js";

const viewableId = "lesson-3";
const grace = 10_000;

async function join(server: TestCore, who: string, id = viewableId): Promise<Tab> {
  const tab = server.tab(who);
  await tab.do("joinViewers", { viewableId: id });
  return tab;
}

const counts = (tab: Tab) => tab.heard("viewerCountChanged").map(({ count }) => count);

describe("the count", () => {
  test("is of people, not of tabs", async () => {
    const server = testCore();
    const an = await join(server, "an");
    const [binh] = [await join(server, "binh"), await join(server, "binh")];
    server.clock.advance(2_000);
    expect(server.core.viewerCount(viewableId)).toBe(2);
    await binh.do("leaveViewers", { viewableId });
    server.clock.advance(60_000);
    expect(server.core.viewerCount(viewableId)).toBe(2);
    expect(counts(an).at(-1)).toBe(2);
  });

  test("falls at once when somebody leaves, and ten seconds after his connection was lost", async () => {
    const server = testCore();
    const [, binh, chi] = [await join(server, "an"), await join(server, "binh"), await join(server, "chi")];
    await binh.do("leaveViewers", { viewableId });
    expect(server.core.viewerCount(viewableId)).toBe(2);
    chi.session.end();
    server.clock.advance(grace - 1);
    expect(server.core.viewerCount(viewableId)).toBe(2);
    server.clock.advance(1);
    expect(server.core.viewerCount(viewableId)).toBe(1);
  });

  test("does not change by five flaps shorter than ten seconds", async () => {
    const server = testCore();
    const an = await join(server, "an");
    let binh = await join(server, "binh");
    server.clock.advance(2_000);
    const before = counts(an);
    for (let flap = 0; flap < 5; flap++) {
      binh.session.end();
      server.clock.advance(grace - 100);
      binh = await join(server, "binh");
      server.clock.advance(grace);
    }
    expect(counts(an)).toEqual(before);
  });

  test("is never below zero, whatever is left or lost twice or was never joined", async () => {
    const server = testCore();
    const an = await join(server, "an");
    await an.do("leaveViewers", { viewableId });
    await an.do("leaveViewers", { viewableId });
    await an.do("leaveViewers", { viewableId: "nothing" });
    an.session.end();
    an.session.end();
    server.clock.advance(60_000);
    expect(server.core.viewerCount(viewableId)).toBe(0);
    const binh = server.tab("binh");
    expect(await binh.do("joinViewers", { viewableId })).toEqual({ ok: true, count: 1, peak: 1 });
  });

  test("is told at most once a second while five hundred people come, and no name with it", async () => {
    const server = testCore();
    const an = await join(server, "an");
    server.clock.advance(2_000);
    server.network.forget();
    for (let index = 0; index < 500; index++) {
      await join(server, `user-${index}`);
      server.clock.advance(4);
    }
    server.clock.advance(1_000);
    expect(counts(an).length).toBeGreaterThan(1);
    expect(counts(an).length).toBeLessThanOrEqual(4);
    expect(counts(an).at(-1)).toBe(501);
    expect(Object.keys(an.heard()[0] ?? {}).sort()).toEqual(["count", "peak", "type", "viewableId"]);
    expect(an.heard().every(({ type }) => type === "viewerCountChanged")).toBe(true);
  });

  test("reaches also one who was answered a number that nobody else has heard", async () => {
    const server = testCore();
    await join(server, "an");
    const chi = server.tab("chi");
    // Within the second of the last count: bình comes, chi is told 3, bình goes. The others have heard 1 and would hear 2.
    const binh = await join(server, "binh");
    expect(await chi.do("joinViewers", { viewableId })).toMatchObject({ count: 3 });
    await binh.do("leaveViewers", { viewableId });
    const an2 = server.tab("an");
    await an2.do("joinViewers", { viewableId });
    server.clock.advance(1_000);
    expect(counts(chi)).toEqual([2]);
    // And where the number is the one all but him have heard.
    const dung = await join(server, "dung");
    server.clock.advance(1_000);
    const giang = server.tab("giang");
    const hoa = await join(server, "hoa");
    expect(await giang.do("joinViewers", { viewableId })).toMatchObject({ count: 5 });
    await hoa.do("leaveViewers", { viewableId });
    await dung.do("leaveViewers", { viewableId });
    server.clock.advance(1_000);
    expect(counts(giang).at(-1)).toBe(server.core.viewerCount(viewableId));
  });

  test("remembers its peak, also while nobody looks", async () => {
    const server = testCore();
    const tabs = await Promise.all(["an", "binh", "chi"].map((who) => join(server, who)));
    for (const tab of tabs) await tab.do("leaveViewers", { viewableId });
    server.clock.advance(60_000);
    expect(await server.tab("dung").do("joinViewers", { viewableId })).toEqual({ ok: true, count: 1, peak: 3 });
  });

  test("of two things viewed by one session are apart", async () => {
    const server = testCore();
    const an = await join(server, "an");
    await an.do("joinViewers", { viewableId: "lesson-4" });
    await join(server, "binh", "lesson-4");
    server.clock.advance(2_000);
    expect([server.core.viewerCount(viewableId), server.core.viewerCount("lesson-4")]).toEqual([1, 2]);
    expect(
      an
        .heard("viewerCountChanged")
        .filter((event) => event.viewableId === viewableId)
        .at(-1)?.count,
    ).toBe(1);
  });
});

describe("who may", () => {
  test("view is for the app to say", async () => {
    const server = testCore({ authorize: (user, { kind }) => (kind === "view" ? user.id === "an" : undefined) });
    await join(server, "an");
    const binh = server.tab("binh");
    expect(await binh.do("joinViewers", { viewableId })).toMatchObject({ ok: false, code: "FORBIDDEN" });
    expect(server.core.viewerCount(viewableId)).toBe(1);
    expect(server.hub.size(viewableAudience(viewableId))).toBe(1);
  });

  test("view at once is bounded for a session", async () => {
    const server = testCore({ limits: { viewables: 2 } });
    const an = await join(server, "an", "a");
    expect(await an.do("joinViewers", { viewableId: "b" })).toMatchObject({ ok: true });
    expect(await an.do("joinViewers", { viewableId: "c" })).toMatchObject({ ok: false, code: "TOO_LARGE" });
    expect(await an.do("joinViewers", { viewableId: "b" })).toMatchObject({ ok: true });
  });

  test("see names: nobody unless the app says so, and then only those who view it too", async () => {
    const closed = testCore();
    const an = await join(closed, "an");
    expect(await an.do("listViewers", { viewableId })).toMatchObject({ ok: false, code: "FORBIDDEN" });

    const open = testCore({ authorize: (_, { kind }) => (kind === "listViewers" ? true : undefined) });
    const asker = await join(open, "an");
    for (let index = 0; index < 250; index++) await join(open, `user-${index}`);
    const answer = await asker.do("listViewers", { viewableId });
    expect(answer).toMatchObject({ ok: true, more: 51 });
    expect(answer.ok && (answer.viewers as object[]).length).toBe(200);
    expect(answer.ok && (answer.viewers as object[])[0]).toEqual({ id: "an", name: "AN" });
    expect(await open.tab("stranger").do("listViewers", { viewableId })).toMatchObject({ code: "FORBIDDEN" });
  });

  test("does not count a session that ended while the app was asked", async () => {
    let allow: (answer: boolean) => void = () => {};
    const server = testCore({
      authorize: () =>
        new Promise((resolve) => {
          allow = resolve;
        }),
    });
    const tab = server.tab("an");
    const joined = tab.do("joinViewers", { viewableId });
    await Promise.resolve();
    tab.session.end();
    allow(true);
    expect(await joined).toMatchObject({ ok: false, code: "UNAVAILABLE" });
    expect(server.core.viewerCount(viewableId)).toBe(0);
  });
});

test.each([
  [["joinViewers", "leaveViewers"], 0],
  [["joinViewers", "leaveViewers", "joinViewers"], 1],
] as const)(
  "commands about one viewable are carried out in their order, however long the app takes: %j",
  async (names, count) => {
    const answers: (() => void)[] = [];
    const server = testCore({
      authorize: () =>
        new Promise((resolve) => {
          answers.push(() => resolve(true));
        }),
    });
    const an = server.tab("an");
    const commands = names.map((name) => an.do(name, { viewableId }));
    // Another one is not held up.
    const other = an.do("joinViewers", { viewableId: "lesson-4" });
    for (let turn = 0; turn < 50; turn++) {
      await Promise.resolve();
      answers.pop()?.();
    }
    for (const answer of await Promise.all([...commands, other])) expect(answer).toMatchObject({ ok: true });
    expect(server.core.viewerCount(viewableId)).toBe(count);
    expect(server.core.viewerCount("lesson-4")).toBe(1);
  },
);

test("nothing is left when all have gone: no audience, no timer", async () => {
  const server = testCore();
  const tabs = await Promise.all(["an", "binh"].map((who) => join(server, who)));
  for (const tab of tabs) tab.session.end();
  server.clock.advance(60_000);
  expect(server.hub.size(viewableAudience(viewableId))).toBe(0);
  expect(server.clock.pending).toBe(0);
});

test("a closed core leaves no timer", async () => {
  const server = testCore();
  const [, binh] = [await join(server, "an"), await join(server, "binh")];
  binh.session.end();
  server.core.close();
  expect(server.clock.pending).toBe(0);
});

test("who may not view it any more is no viewer, once that is asked again", async () => {
  let shut = false;
  const server = testCore({ authorize: () => !shut });
  const an = await join(server, "an");
  shut = true;
  expect(await an.do("joinViewers", { viewableId })).toMatchObject({ ok: false, code: "FORBIDDEN" });
  expect(server.core.viewerCount(viewableId)).toBe(0);
  expect(server.hub.size(viewableAudience(viewableId))).toBe(0);
});
