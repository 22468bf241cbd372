import { describe, expect, test } from "vitest";
import { memoryStore } from "../../../src/server/store/memoryStore.js";
import { testCore } from "../support/testCore.js";

const room = { roomId: "hall" };
const lan = { id: "lan", name: "Lan" };

async function hall() {
  const server = testCore();
  const an = server.tab("an");
  await an.do("watchRoom", room);
  await an.do("joinViewers", { viewableId: "hall" });
  server.clock.advance(1_100);
  const people = async () => {
    const view = (await server.tab("counter").do("watchRoom", room)) as unknown as { roster: { id: string }[] };
    return view.roster.map(({ id }) => id).filter((id) => id !== "counter");
  };
  return { ...server, an, people };
}

describe("somebody who watches elsewhere", () => {
  test("is named in the room and counted among its viewers until he leaves", async () => {
    const { core, an, clock, people } = await hall();
    await core.guests.enter("hall", lan, { forMs: 90_000 });
    clock.advance(1_100);
    expect(an.heard("rosterChanged").at(-1)).toMatchObject({ joined: [lan], count: 2 });
    expect(core.viewerCount("hall")).toBe(2);
    core.guests.leave("hall", "lan");
    clock.advance(1_100);
    expect(an.heard("rosterChanged").at(-1)).toMatchObject({ left: ["lan"], count: 1 });
    expect(an.heard("viewerCountChanged").at(-1)).toMatchObject({ viewableId: "hall", count: 1 });
    expect(await people()).toEqual(["an"]);
  });

  test("is gone when nothing was heard of him for as long as he was announced", async () => {
    const { core, clock, people } = await hall();
    await core.guests.enter("hall", lan, { forMs: 90_000 });
    clock.advance(60_000);
    await core.guests.enter("hall", lan, { forMs: 90_000 });
    clock.advance(60_000);
    expect(await people()).toEqual(["an", "lan"]);
    clock.advance(31_000);
    expect(await people()).toEqual(["an"]);
    expect(core.viewerCount("hall")).toBe(1);
  });

  test("is one person with his own connection here", async () => {
    const { core, clock, people } = await hall();
    await core.guests.enter("hall", { id: "an" }, { forMs: 1_000 });
    expect(core.viewerCount("hall")).toBe(1);
    clock.advance(2_000);
    expect(await people()).toEqual(["an"]);
    expect(core.viewerCount("hall")).toBe(1);
  });

  test("may leave where he never was", async () => {
    const { core, people } = await hall();
    core.guests.leave("hall", "an");
    core.guests.leave("nowhere", "nobody");
    expect(await people()).toEqual(["an"]);
  });

  test("who leaves while he is let in is not there", async () => {
    const { core, people } = await hall();
    const entering = core.guests.enter("other", lan, { forMs: 1_000 });
    core.guests.leave("other", "lan");
    await entering;
    expect(core.viewerCount("other")).toBe(0);
    expect(await people()).toEqual(["an"]);
  });

  test("is not counted when the store does not answer, and leaves no timer", async () => {
    const store = memoryStore();
    const { core, clock } = testCore({ store });
    await store.close();
    const before = clock.pending;
    await expect(core.guests.enter("hall", lan, { forMs: 1_000 })).rejects.toThrow();
    expect(core.viewerCount("hall")).toBe(0);
    expect(clock.pending).toBe(before);
  });

  test.each([
    ["a room of no id", "a b", lan],
    ["a person of no id", "hall", { id: "__proto__" }],
  ])("is refused for %s", async (_what, roomId, user) => {
    const { core } = testCore();
    await expect(core.guests.enter(roomId, user, { forMs: 1_000 })).rejects.toMatchObject({ code: "bad-guest" });
  });
});

test("somebody announced for longer than a timer can be set stays all the same", async () => {
  const server = testCore();
  const longest: number[] = [];
  const { setTimeout } = server.clock;
  server.clock.setTimeout = (run, ms) => {
    longest.push(ms);
    return setTimeout(run, ms);
  };
  for (const forMs of [40 * 86_400_000, Number.POSITIVE_INFINITY]) {
    await server.core.guests.enter("hall", lan, { forMs });
    // The longest that Node counts; beyond it a timer runs at once.
    expect(Math.max(...longest)).toBeLessThanOrEqual(2_147_483_647);
    server.clock.advance(20 * 86_400_000);
    expect(server.core.viewerCount("hall")).toBe(1);
  }
});

test("nobody comes into a core that is closed, and nothing waits for him to go", async () => {
  const server = testCore();
  server.core.close();
  await server.core.guests.enter("hall", lan, { forMs: 90_000 });
  expect(server.core.viewerCount("hall")).toBe(0);
  expect(server.clock.pending).toBe(0);
});
