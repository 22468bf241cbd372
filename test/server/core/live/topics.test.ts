import { describe, expect, test } from "vitest";
import type { Patch } from "../../../../src/contract/live.js";
import type { LiveOptions, TopicChange } from "../../../../src/server/core/live/liveOptions.js";
import { testCore } from "../../support/testCore.js";

const plenty = { events: { perSecond: 1e6, burst: 1e6 } };
const world = (topics: LiveOptions["topics"] = {}, limits: object = {}) =>
  testCore({ live: { topics }, limits: { ...plenty, ...limits } });
const set = (path: string[], value: number | string | object): Patch => ({ op: "set", path, value: value as never });

describe("a topic", () => {
  test("is told as a whole to who follows it, then by steps with versions", async () => {
    const { core, tab } = world();
    expect(core.topics.set("rating", { average: 4, count: 1 })).toBe(1);
    const an = tab("an");
    expect(await an.do("subscribeTopic", { topic: "rating" })).toEqual({
      ok: true,
      snapshot: { topic: "rating", version: 1, state: { average: 4, count: 1 } },
    });
    expect(await core.topics.patch("rating", [set(["count"], 2)])).toBe(2);
    core.topics.set("rating", { average: 5, count: 3 });
    expect(an.heard()).toEqual([
      { type: "topicPatched", topic: "rating", baseVersion: 1, version: 2, patches: [set(["count"], 2)] },
      { type: "topicSnapshotReceived", topic: "rating", version: 3, state: { average: 5, count: 3 } },
    ]);
    expect(await core.topics.get("rating")).toEqual({ topic: "rating", version: 3, state: { average: 5, count: 3 } });
  });

  test("that nobody has set is followed all the same, and told once it is set", async () => {
    const { core, tab } = world();
    const an = tab("an");
    expect(await an.do("subscribeTopic", { topic: "later" })).toMatchObject({ snapshot: { version: 0, state: null } });
    core.topics.set("later", 1);
    expect(an.heard("topicSnapshotReceived")).toHaveLength(1);
  });

  test("is not told again as a whole to who holds its newest version", async () => {
    const { core, tab } = world();
    core.topics.set("rating", 1);
    const an = tab("an");
    expect(await an.do("subscribeTopic", { topic: "rating", version: 1 })).toEqual({
      ok: true,
      snapshot: null,
      version: 1,
    });
    expect(await an.do("subscribeTopic", { topic: "rating", version: 7 })).toMatchObject({ snapshot: { version: 1 } });
  });

  test("is no longer told to who has left it, or whose session is over", async () => {
    const { core, tab, hub } = world();
    const [an, binh] = [tab("an"), tab("binh")];
    for (const one of [an, binh]) await one.do("subscribeTopic", { topic: "rating" });
    expect(hub.size("topic:rating")).toBe(2);
    await an.do("unsubscribeTopic", { topic: "rating" });
    binh.session.end();
    expect(hub.size("topic:rating")).toBe(0);
    core.topics.set("rating", 1);
    expect([...an.heard(), ...binh.heard()]).toEqual([]);
  });

  test("keeps its own copy of what the app gives", async () => {
    const { core } = world();
    const state = { list: [1] };
    const value = { deep: [1] };
    core.topics.set("own", state);
    await core.topics.patch("own", [{ op: "set", path: ["added"], value }]);
    state.list.push(2);
    value.deep.push(2);
    expect((await core.topics.get("own")).state).toEqual({ list: [1], added: { deep: [1] } });
  });

  test("tells the app about its own mistakes, and stays as it was", async () => {
    const { core } = world();
    core.topics.set("rating", { count: 1 });
    expect(() => core.topics.set("no topic", 1)).toThrow(/topic-name/);
    expect(() => core.topics.set("rating", { f: () => {} })).toThrow(/topic-state/);
    core.topics.set("rating", { count: 1 });
    await expect(core.topics.patch("rating", [set(["count", "x"], 1)])).rejects.toThrow(/topic-patch/);
    await expect(core.topics.patch("rating", [set(["__proto__", "x"], 1)])).rejects.toThrow(/topic-patch/);
    expect(await core.topics.get("rating")).toMatchObject({ state: { count: 1 } });
  });
});

describe("a topic that is loaded", () => {
  test("is asked for once, however many come at the same time, and patched on top of what was loaded", async () => {
    let asked = 0;
    const { core, tab } = world({
      load: async (topic) => {
        asked += 1;
        return { of: topic, count: 1 };
      },
    });
    const [an, binh] = [tab("an"), tab("binh")];
    const both = [an, binh].map((one) => one.do("subscribeTopic", { topic: "rating" }));
    const version = core.topics.patch("rating", [set(["count"], 2)]);
    for (const answer of await Promise.all(both))
      expect(answer).toMatchObject({ snapshot: { state: { of: "rating" } } });
    expect(await version).toBe(2);
    expect(asked).toBe(1);
    expect((await core.topics.get("rating")).state).toEqual({ of: "rating", count: 2 });
  });

  test("does not overwrite what was set while it was being loaded", async () => {
    let arrive = (_: unknown) => {};
    const { core, tab } = world({
      load: () =>
        new Promise((resolve) => {
          arrive = resolve;
        }),
    });
    const asked = tab("an").do("subscribeTopic", { topic: "rating" });
    await Promise.resolve();
    await Promise.resolve();
    core.topics.set("rating", "newer");
    arrive("loaded");
    expect(await asked).toMatchObject({ snapshot: { state: "newer" } });
  });

  test("that can't be loaded is refused for now and asked for again the next time", async () => {
    let broken = true;
    const { tab, reports } = world({
      load: () => {
        if (broken) throw new Error("no database");
        return 5;
      },
    });
    const an = tab("an");
    expect(await an.do("subscribeTopic", { topic: "rating" })).toMatchObject({ ok: false, code: "UNAVAILABLE" });
    expect(reports).toContainEqual(expect.objectContaining({ kind: "fault", during: "lobby:topic" }));
    broken = false;
    expect(await an.do("subscribeTopic", { topic: "rating" })).toMatchObject({ snapshot: { state: 5 } });
  });
});

describe("a change by a client", () => {
  const open = { mayChange: () => true };
  const change = (baseVersion: number, ...patches: Patch[]) => ({ topic: "board", baseVersion, patches });

  test("is refused unless the app allows it, by user, topic and patches", async () => {
    const closed = world();
    closed.core.topics.set("board", {});
    expect(await closed.tab("an").do("changeTopic", change(1, set(["x"], 1)))).toMatchObject({ code: "FORBIDDEN" });
    const { core, tab } = world({
      mayChange: async (user, topic, patches) => topic === "board" && patches.every(({ path }) => path[0] === user.id),
    });
    core.topics.set("board", {});
    const an = tab("an");
    expect(await an.do("changeTopic", change(1, set(["binh"], 1)))).toMatchObject({ code: "FORBIDDEN" });
    expect(await an.do("changeTopic", change(1, set(["an"], 1)))).toEqual({ ok: true, version: 2 });
    expect((await core.topics.get("board")).state).toEqual({ an: 1 });
  });

  test("of the newest version is taken and told to everybody, its author included", async () => {
    const { core, tab } = world(open);
    core.topics.set("board", { n: 0 });
    const [an, binh] = [tab("an"), tab("binh")];
    for (const one of [an, binh]) await one.do("subscribeTopic", { topic: "board" });
    await an.do("changeTopic", change(1, set(["n"], 1)));
    for (const one of [an, binh]) expect(one.heard("topicPatched")).toMatchObject([{ baseVersion: 1, version: 2 }]);
  });

  test("of an older version is a conflict: the state stays, and its author alone is told it", async () => {
    const { core, tab } = world(open);
    core.topics.set("board", { n: 0 });
    const [an, binh] = [tab("an"), tab("binh")];
    for (const one of [an, binh]) await one.do("subscribeTopic", { topic: "board" });
    await binh.do("changeTopic", change(1, set(["n"], "binh")));
    expect(await an.do("changeTopic", change(1, set(["n"], "an")))).toMatchObject({ ok: false, code: "CONFLICT" });
    expect(an.heard("topicConflicted")).toEqual([{ type: "topicConflicted", topic: "board", version: 2 }]);
    expect(an.heard("topicSnapshotReceived")).toMatchObject([{ version: 2, state: { n: "binh" } }]);
    expect(binh.heard("topicConflicted")).toEqual([]);
    expect((await core.topics.get("board")).version).toBe(2);
  });

  test("made at the same time as another's: one wins, whatever the app takes to decide", async () => {
    const { core, tab } = world({
      mayChange: async (user) => {
        if (user.id === "an") await new Promise((resolve) => setImmediate(resolve));
        return true;
      },
    });
    core.topics.set("board", {});
    const answers = await Promise.all(
      ["an", "binh"].map((id) => tab(id).do("changeTopic", change(1, set(["by"], id)))),
    );
    expect(answers).toMatchObject([{ code: "CONFLICT" }, { ok: true }]);
    expect((await core.topics.get("board")).state).toEqual({ by: "binh" });
  });

  test("that does not fit, pollutes or bloats is refused", async () => {
    const { core, tab } = world(open);
    core.topics.set("board", { n: 0 });
    const an = tab("an");
    expect(await an.do("changeTopic", change(1, set(["n", "x"], 1)))).toMatchObject({ code: "INVALID" });
    expect(await an.do("changeTopic", change(1, set(["__proto__", "x"], 1)))).toMatchObject({ code: "INVALID" });
    const big = Object.fromEntries(Array.from({ length: 90 }, (_, at) => [`k${at}`, "x".repeat(4_000)]));
    expect(await an.do("changeTopic", change(1, set(["big"], big)))).toMatchObject({ code: "INVALID" });
    expect(await core.topics.get("board")).toEqual({ topic: "board", version: 1, state: { n: 0 } });
  });

  test("is told to the app once it is made, and a failure there is reported", async () => {
    const told: TopicChange[] = [];
    const { core, tab, reports } = world({
      ...open,
      onChange: (made) => {
        told.push(made);
        throw new Error("disk full");
      },
    });
    core.topics.set("board", {});
    await tab("an").do("changeTopic", change(1, set(["x"], 1)));
    expect(told).toMatchObject([{ user: { id: "an" }, topic: "board", version: 2, state: { x: 1 } }]);
    await Promise.resolve();
    expect(reports).toContainEqual(expect.objectContaining({ kind: "fault", during: "changeTopic" }));
  });
});

describe("following topics is bounded", () => {
  test("by the app, asked again each time", async () => {
    let allowed = true;
    const { tab, hub } = world({ mayRead: (user) => user.id === "an" && allowed });
    const an = tab("an");
    expect(await tab("binh").do("subscribeTopic", { topic: "t" })).toMatchObject({ code: "FORBIDDEN" });
    expect(await an.do("subscribeTopic", { topic: "t" })).toMatchObject({ ok: true });
    allowed = false;
    expect(await an.do("subscribeTopic", { topic: "t" })).toMatchObject({ code: "FORBIDDEN" });
    expect(hub.size("topic:t")).toBe(0);
  });

  test("by number for each session", async () => {
    const { tab } = world({}, { topics: 2 });
    const an = tab("an");
    for (const topic of ["a", "b", "a"]) expect(await an.do("subscribeTopic", { topic })).toMatchObject({ ok: true });
    expect(await an.do("subscribeTopic", { topic: "c" })).toMatchObject({ code: "RATE_LIMITED", retryAfterMs: 5_000 });
    await an.do("unsubscribeTopic", { topic: "a" });
    expect(await an.do("subscribeTopic", { topic: "c" })).toMatchObject({ ok: true });
  });

  test("by what is alive: nobody who has gone while the app was asked is joined", async () => {
    let decide = (_: boolean) => {};
    const { tab, hub } = world({
      mayRead: () =>
        new Promise<boolean>((resolve) => {
          decide = resolve;
        }),
    });
    const an = tab("an");
    const asked = an.do("subscribeTopic", { topic: "t" });
    await Promise.resolve();
    an.session.end();
    decide(true);
    expect(await asked).toMatchObject({ code: "UNAVAILABLE" });
    expect(hub.size("topic:t")).toBe(0);
  });
});
