import { describe, expect, test } from "vitest";
import { roomViewSchema, rosterChangeSchema } from "../../../../src/contract/room.js";
import { parse } from "../../../../src/contract/schema.js";
import { type Tab, type TestCore, testCore } from "../../support/testCore.js";

const room = { roomId: "evening" };
const plenty = { perSecond: 1e6, burst: 1e6 };
const limits = { events: plenty, joins: plenty, connects: plenty };

const inside = (...tabs: readonly Tab[]) => Promise.all(tabs.map((tab) => tab.do("watchRoom", room)));

/** The room as a client would have it that follows what it hears. */
function follow(tab: Tab, view: unknown) {
  const entered = parse(roomViewSchema, view);
  if (!entered.ok) throw new Error(entered.issue);
  const people = new Set(entered.value.roster.map(({ id }) => id));
  for (const { joined, left } of tab.heard("rosterChanged")) {
    for (const { id } of joined) people.add(id);
    for (const id of left) people.delete(id);
  }
  return [...people].sort();
}

describe("who is in a room", () => {
  test("is told to whoever comes, himself included, with what it is called and what streams", async () => {
    const { core, tab } = testCore();
    await core.room.update("evening", { title: "Evening stream", hostId: "lan" });
    const [answer] = await inside(tab("an"));
    expect(answer).toEqual({
      ok: true,
      room: { roomId: "evening", title: "Evening stream", hostId: "lan", memberCount: 1 },
      stream: { live: false, startedAt: null, endedAt: null },
      roster: [{ id: "an", name: "AN" }],
      truncated: false,
    });
  });

  test("is followed rightly by who came in between: what his roster showed is told to be over, what it lacked to be there", async () => {
    const { tab, clock } = testCore();
    const [an, binh, chi, dung, em] = ["an", "binh", "chi", "dung", "em"].map(tab) as [Tab, Tab, Tab, Tab, Tab];
    await inside(an, dung);
    clock.advance(1_100);
    await inside(binh);
    await dung.do("unwatchRoom", room);
    const [view] = await inside(chi);
    await binh.do("unwatchRoom", room);
    await inside(dung);
    // Who has gone before anybody was shown him was never there.
    await inside(em);
    await em.do("unwatchRoom", room);
    clock.advance(2_000);
    expect(follow(chi, view)).toEqual(["an", "chi", "dung"]);
    expect(an.heard("rosterChanged").flatMap(({ left }) => left)).not.toContain("em");
  });

  test("is followed by those who are in it", async () => {
    const { tab, clock } = testCore();
    const an = tab("an");
    const [view] = await inside(an);
    const binh = tab("binh");
    await inside(binh);
    clock.advance(1_100);
    expect(follow(an, view)).toEqual(["an", "binh"]);
    await binh.do("unwatchRoom", room);
    clock.advance(1_100);
    expect(follow(an, view)).toEqual(["an"]);
    expect(an.heard("rosterChanged").at(-1)).toMatchObject({ left: ["binh"], leftCount: 1, count: 1 });
  });

  test("is people and not tabs", async () => {
    const { tab, clock } = testCore();
    const an = tab("an");
    await inside(an);
    const tabs = [tab("binh"), tab("binh"), tab("binh")];
    await inside(...tabs);
    clock.advance(2_000);
    expect(an.heard("rosterChanged").at(-1)?.count).toBe(2);
    await tabs[0]?.do("unwatchRoom", room);
    tabs[1]?.session.end();
    clock.advance(30_000);
    expect(an.heard("rosterChanged").at(-1)?.count).toBe(2);
    await tabs[2]?.do("unwatchRoom", room);
    clock.advance(2_000);
    expect(an.heard("rosterChanged").at(-1)).toMatchObject({ count: 1, left: ["binh"] });
  });

  test("is the same when somebody's connection flaps for less than ten seconds", async () => {
    const { tab, clock } = testCore();
    const an = tab("an");
    await inside(an);
    let binh = tab("binh");
    await inside(binh);
    clock.advance(2_000);
    const before = an.heard("rosterChanged").length;
    for (let flap = 0; flap < 5; flap++) {
      binh.session.end();
      clock.advance(9_000);
      binh = tab("binh");
      await inside(binh);
    }
    clock.advance(20_000);
    expect(an.heard("rosterChanged")).toHaveLength(before);
    binh.session.end();
    clock.advance(9_000);
    expect(an.heard("rosterChanged")).toHaveLength(before);
    clock.advance(3_000);
    expect(an.heard("rosterChanged").at(-1)).toMatchObject({ left: ["binh"], count: 1 });
  });

  test("does not hear of somebody who comes and goes between two tellings", async () => {
    const { tab, clock } = testCore();
    const an = tab("an");
    await inside(an);
    clock.advance(2_000);
    const before = an.heard("rosterChanged").length;
    await inside(tab("chi"));
    clock.advance(500);
    const binh = tab("binh");
    await inside(binh);
    await binh.do("unwatchRoom", room);
    clock.advance(5_000);
    const told = an.heard("rosterChanged").slice(before);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({ joined: [{ id: "chi" }], left: [], count: 2 });
  });

  test("is nobody else's business: who is not inside hears nothing", async () => {
    const { tab, clock } = testCore();
    const outside = tab("an");
    await inside(tab("binh"), tab("chi"));
    clock.advance(5_000);
    expect(outside.heard()).toEqual([]);
  });
});

describe("a crowd", () => {
  /** Lets people come, so many at a time with as much time between. */
  async function come(server: TestCore, count: number, atOnce: number, everyMs: number) {
    for (let at = 0; at < count; at += atOnce) {
      await inside(...Array.from({ length: Math.min(atOnce, count - at) }, (_, index) => server.tab(`p${at + index}`)));
      server.clock.advance(everyMs);
    }
  }

  test("of 500 who come within two seconds costs those inside at most three tellings a second, none of them a roster", async () => {
    const server = testCore({ limits });
    const an = server.tab("an");
    await inside(an);
    server.clock.advance(2_000);
    const before = an.heard("rosterChanged").length;
    await come(server, 500, 25, 100);
    server.clock.advance(2_000);
    const told = an.heard("rosterChanged").slice(before);
    expect(told.length).toBeGreaterThan(0);
    expect(told.length).toBeLessThanOrEqual(4 * 3);
    for (const change of told) {
      expect(parse(rosterChangeSchema, change).ok).toBe(true);
      expect(change.joined.length).toBeLessThanOrEqual(50);
    }
    expect(told.at(-1)).toMatchObject({ count: 501, truncated: true, joined: [] });
    const [late] = await inside(server.tab("late"));
    expect(late).toMatchObject({ truncated: true, room: { memberCount: 502 } });
    expect((late as { roster?: unknown[] }).roster).toHaveLength(200);
  });

  test("of a hundred at once is named in parts, and in the end exactly", async () => {
    const server = testCore({ limits });
    const an = server.tab("an");
    const [view] = await inside(an);
    await come(server, 100, 100, 0);
    server.clock.advance(10_000);
    expect(follow(an, view)).toHaveLength(101);
    expect(Math.max(...an.heard("rosterChanged").map(({ joined }) => joined.length))).toBe(50);
  });

  test("that has shrunk is named again", async () => {
    const server = testCore({ limits: { ...limits, roomRoster: 4 } });
    const an = server.tab("an");
    await inside(an);
    const others = Array.from({ length: 6 }, (_, index) => server.tab(`p${index}`));
    await inside(...others);
    server.clock.advance(2_000);
    expect(an.heard("rosterChanged").at(-1)).toMatchObject({ truncated: true, count: 7 });
    // At the limit it stays unnamed, so that it does not change with every single person.
    for (const other of others.slice(0, 3)) await other.do("unwatchRoom", room);
    server.clock.advance(2_000);
    expect(an.heard("rosterChanged").at(-1)).toMatchObject({ truncated: true, count: 4, leftCount: 3, left: [] });
    await others[3]?.do("unwatchRoom", room);
    server.clock.advance(2_000);
    expect(an.heard("rosterChanged").at(-1)).toMatchObject({ truncated: false, count: 3 });
    await others[4]?.do("unwatchRoom", room);
    server.clock.advance(2_000);
    expect(an.heard("rosterChanged").at(-1)).toMatchObject({ left: ["p4"], count: 2 });
  });

  test("leaves nothing behind", async () => {
    const server = testCore({ limits });
    const pending = server.clock.pending;
    const tabs = Array.from({ length: 50 }, (_, index) => server.tab(`p${index}`));
    await inside(...tabs);
    for (const [at, tab] of tabs.entries()) {
      if (at % 2 === 0) await tab.do("unwatchRoom", room);
      tab.session.end();
    }
    server.clock.advance(60_000);
    expect(server.clock.pending).toBe(pending);
    server.core.close();
    expect(server.clock.pending).toBe(0);
  });
});

describe("a stream", () => {
  test("is told to those inside, and found by those who come later", async () => {
    const { core, tab, clock } = testCore();
    const an = tab("an");
    await inside(an);
    await core.room.startStream("evening", { title: "Chords" });
    const startedAt = clock.now();
    expect(an.heard("streamStarted")).toEqual([
      { type: "streamStarted", roomId: "evening", startedAt, title: "Chords" },
    ]);
    clock.advance(5_000);
    const [late] = await inside(tab("binh"));
    expect(late).toMatchObject({ stream: { live: true, startedAt, title: "Chords" } });
    await core.room.endStream("evening");
    expect(an.heard("streamEnded")).toEqual([{ type: "streamEnded", roomId: "evening", endedAt: clock.now() }]);
    const [later] = await inside(tab("chi"));
    expect(later).toMatchObject({ stream: { live: false, startedAt, endedAt: clock.now() } });
  });

  test("keeps its beginning when it is begun again, and is not ended twice", async () => {
    const { core, tab, clock } = testCore();
    const an = tab("an");
    await inside(an);
    await core.room.startStream("evening");
    const startedAt = clock.now();
    clock.advance(1_000);
    await core.room.startStream("evening", { title: "Part two" });
    expect(an.heard("streamStarted").at(-1)).toMatchObject({ startedAt, title: "Part two" });
    await core.room.endStream("evening");
    await core.room.endStream("evening");
    expect(an.heard("streamEnded")).toHaveLength(1);
  });

  test("outlives the process that told of it", async () => {
    const first = testCore();
    await first.core.room.startStream("evening", { title: "Chords" });
    await first.core.room.update("evening", { title: "Evening" });
    const second = testCore({ store: first.store });
    const [view] = await inside(second.tab("an"));
    expect(view).toMatchObject({ room: { title: "Evening" }, stream: { live: true, title: "Chords" } });
  });
});

describe("what is said of a room", () => {
  test("is told to those inside, field by field", async () => {
    const { core, tab } = testCore();
    const an = tab("an");
    await inside(an);
    await core.room.update("evening", { title: "Evening", description: "Songs" });
    await core.room.update("evening", { description: "Songs and tea" });
    expect(an.heard("roomChanged").at(-1)).toEqual({
      type: "roomChanged",
      room: { roomId: "evening", title: "Evening", description: "Songs and tea", memberCount: 1 },
    });
  });

  test("is not lost when it is changed many times at once", async () => {
    const { core, store } = testCore();
    await Promise.all([
      core.room.update("evening", { title: "A" }),
      core.room.startStream("evening"),
      core.room.update("evening", { hostId: "lan" }),
      core.room.update("evening", { description: "d" }),
    ]);
    expect(await store.rooms.read("evening")).toMatchObject({
      description: { title: "A", hostId: "lan", description: "d" },
      stream: { live: true },
    });
  });

  test("must be readable: the app is told what is wrong", async () => {
    const { core } = testCore();
    await expect(core.room.update("a b", {})).rejects.toThrow(/"a b".*room-malformed/s);
    await expect(core.room.update("a", { title: "x".repeat(121) })).rejects.toThrow(/title.*room-malformed/s);
    await expect(core.room.endStream("")).rejects.toThrow(/room-malformed/);
  });
});

describe("who may not be in it", () => {
  test("is refused", async () => {
    const { tab } = testCore({ authorize: ({ id }) => id !== "troll" });
    const [answer] = await inside(tab("troll"));
    expect(answer).toMatchObject({ ok: false, code: "FORBIDDEN" });
  });

  test("is out at once when the app says so, with all his tabs", async () => {
    const { core, tab, clock } = testCore();
    const an = tab("an");
    const trolls = [tab("troll"), tab("troll")];
    await inside(an, ...trolls);
    clock.advance(2_000);
    await core.closeConversation("room:evening", "troll", "kicked");
    clock.advance(2_000);
    expect(an.heard("rosterChanged").at(-1)).toMatchObject({ left: ["troll"], count: 1 });
    const heard = trolls[0]?.heard("rosterChanged").length;
    await inside(tab("binh"));
    clock.advance(2_000);
    expect(trolls[0]?.heard("rosterChanged")).toHaveLength(heard ?? -1);
  });

  test("is out when it is found at a command that he lost his right", async () => {
    let banned = false;
    const { tab, clock } = testCore({ authorize: ({ id }) => !(banned && id === "troll") });
    const [an, troll] = [tab("an"), tab("troll")];
    await inside(an, troll);
    clock.advance(2_000);
    banned = true;
    await inside(troll);
    clock.advance(2_000);
    expect(an.heard("rosterChanged").at(-1)).toMatchObject({ left: ["troll"], count: 1 });
  });

  test("is whoever is in fifty rooms already", async () => {
    const { tab } = testCore({ limits: { ...limits, openConversations: 2 } });
    const an = tab("an");
    for (const roomId of ["a", "b"]) expect(await an.do("watchRoom", { roomId })).toMatchObject({ ok: true });
    expect(await an.do("watchRoom", { roomId: "c" })).toMatchObject({ ok: false, code: "RATE_LIMITED" });
    await an.do("unwatchRoom", { roomId: "a" });
    expect(await an.do("watchRoom", { roomId: "c" })).toMatchObject({ ok: true });
  });

  test("is nobody who has left again before the store has answered", async () => {
    const { tab, clock } = testCore();
    const [an, binh] = [tab("an"), tab("binh")];
    const coming = binh.do("watchRoom", room);
    const going = binh.do("unwatchRoom", room);
    await Promise.all([coming, going]);
    await inside(an);
    clock.advance(2_000);
    const [view] = await inside(an);
    expect(view).toMatchObject({ room: { memberCount: 1 } });
  });

  test("is nobody who has gone while the app was asked", async () => {
    let letIn = () => {};
    const asked = new Promise<boolean>((resolve) => {
      letIn = () => resolve(true);
    });
    const { tab, clock } = testCore({ authorize: ({ id }) => (id === "binh" ? asked : true) });
    const [an, binh] = [tab("an"), tab("binh")];
    await inside(an);
    const answer = binh.do("watchRoom", room);
    binh.session.end();
    letIn();
    expect(await answer).toMatchObject({ ok: false });
    clock.advance(2_000);
    expect(an.heard("rosterChanged").every(({ joined }) => joined.every(({ id }) => id === "an"))).toBe(true);
  });
});

test("leaving overtakes no coming: who is let in late and has left is not inside", async () => {
  let allow: (allowed: boolean) => void = () => {};
  const { tab, core } = testCore({
    authorize: () =>
      new Promise((resolve) => {
        allow = resolve;
      }),
  });
  const an = tab("an");
  const commands = [an.do("watchRoom", room), an.do("unwatchRoom", room)];
  await Promise.resolve();
  allow(true);
  await Promise.all(commands);
  expect(await core.room.update("evening", {})).toMatchObject({ memberCount: 0 });
});
