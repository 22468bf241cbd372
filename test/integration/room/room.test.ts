import { afterEach, expect, test } from "vitest";
import { roomFeature } from "../../../src/client/room/roomFeature.js";
import { selectRoom } from "../../../src/client/room/selectors.js";
import { hurriedClock } from "../../server/support/hurriedClock.js";
import { eventually } from "../../support/patience.js";
import { createRealWorld, isLive, type Person, type RealWorld } from "../client/world.js";
import { liveServer } from "../server/support/liveServer.js";

let world: RealWorld | null = null;
afterEach(() => world?.close());

const roomId = "evening";
const roomOf = (person: Person) => selectRoom(person.lobby.store.getState(), roomId);
const namesIn = (person: Person) =>
  roomOf(person)
    .roster.map(({ id }) => id)
    .sort();

async function inside(world: RealWorld, userId: string) {
  const person = await world.person(userId);
  person.lobby.retain();
  const leave = person.lobby.use(roomFeature).watch(roomId);
  await person.until("inside", (state) => selectRoom(state, roomId).status === "joined");
  return { person, leave };
}

const sees = (person: Person, names: readonly string[]) =>
  person.until(`${names.join(", ")} are there`, (state) => {
    const { roster, memberCount, stale } = selectRoom(state, roomId);
    const there = roster.map(({ id }) => id).sort();
    return !stale && memberCount === names.length && JSON.stringify(there) === JSON.stringify([...names].sort());
  });

test("comings and goings are exact over leaving, flaps, killed tabs and a restart", async () => {
  const clock = hurriedClock();
  world = await createRealWorld({ clock });
  const { person: an } = await inside(world, "an");
  const { person: binh } = await inside(world, "binh");
  const { leave } = await inside(world, "chi");
  await sees(an, ["an", "binh", "chi"]);
  await sees(binh, ["an", "binh", "chi"]);

  leave();
  await sees(an, ["an", "binh"]);

  const seen: (number | null)[] = [];
  const stop = an.lobby.store.subscribe(() => seen.push(roomOf(an).memberCount));
  for (let flap = 0; flap < 3; flap++) {
    binh.proxy.cut("rst");
    await binh.until("lost", (state) => !isLive(state));
    await binh.until("back", isLive);
    await binh.until("inside", (state) => !selectRoom(state, roomId).stale);
  }
  expect(seen.filter((count) => count !== 2)).toEqual([]);
  stop();

  await world.lobbyServer.startStream(roomId, { title: "Chords" });
  await an.until("it streams", (state) => selectRoom(state, roomId).stream?.live === true);

  const newcomers = roomOf(an).recent?.joinedCount ?? 0;
  await world.crash();
  await an.until("lost", (state) => selectRoom(state, roomId).stale);
  await world.start();
  await sees(an, ["an", "binh"]);
  await sees(binh, ["an", "binh"]);
  // The process that was told of the stream is gone; what it was told is not.
  expect(roomOf(an).stream).toMatchObject({ live: true, title: "Chords" });
  expect(roomOf(an).recent?.joinedCount ?? 0).toBeLessThanOrEqual(newcomers);

  const { rooms } = world.lobbyServer.io.sockets.adapter;
  binh.lobby.disconnect();
  await eventually(() => expect(rooms.has("lobby:user:binh")).toBe(false));
  // As long as somebody who is only lost is waited for.
  clock.skip(10_000);
  await sees(an, ["an"]);
  const { person: late } = await inside(world, "dung");
  expect(roomOf(late).stream).toMatchObject({ live: true, title: "Chords" });
  await world.lobbyServer.endStream(roomId);
  await late.until("it has ended", (state) => selectRoom(state, roomId).stream?.live === false);
  expect(namesIn(late)).toEqual(["an", "dung"]);
});

test("a room of 120 tabs is told at most three changes a second, none of them the whole roster", async () => {
  const server = await liveServer({ limits: { roomRoster: 100 } });
  const an = await server.client("an");
  await an.do("watchRoom", { roomId });
  const people = await Promise.all(Array.from({ length: 120 }, (_, index) => server.client(`p${index}`)));
  const startedAt = Date.now();
  await Promise.all(people.map((person) => person.do("watchRoom", { roomId })));
  await an.until(() => an.heard("rosterChanged").at(-1)?.count === 121);
  const seconds = (Date.now() - startedAt) / 1_000;
  const told = an.heard("rosterChanged");
  expect(told.length).toBeLessThanOrEqual(Math.ceil(seconds + 1) * 3);
  for (const { joined } of told) expect(joined.length).toBeLessThanOrEqual(50);
  expect(told.at(-1)).toMatchObject({ truncated: true, joined: [] });
});

test("a hostile client gains nothing by rooms: malformed ids are refused, many rooms too, and the server lives on", async () => {
  const server = await liveServer({ limits: { openConversations: 3, events: { perSecond: 1e6, burst: 1e6 } } });
  const troll = await server.client("troll");
  for (const payload of [
    null,
    "x",
    { roomId: "__proto__" },
    { roomId: "a:b" },
    { roomId: 7 },
    { roomId: "x".repeat(65) },
  ])
    expect(await troll.raw("lobby:room-watch", payload)).toMatchObject({ ok: false, code: "INVALID" });
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, index) => troll.do("watchRoom", { roomId: `r${index}` })),
  );
  expect(answers.filter(({ ok }) => ok)).toHaveLength(3);
  expect(await troll.do("unwatchRoom", { roomId: "never-entered" })).toEqual({ ok: true });
  const an = await server.client("an");
  expect(await an.do("watchRoom", { roomId })).toMatchObject({ ok: true });
});
