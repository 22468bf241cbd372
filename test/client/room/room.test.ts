import { describe, expect, test } from "vitest";
import type { Lobby, LobbyOptions } from "../../../src/client/lobby.js";
import { roomFeature } from "../../../src/client/room/roomFeature.js";
import { selectRoom } from "../../../src/client/room/selectors.js";
import { elearning } from "../../../src/protocols/elearning/elearning.js";
import { memoryStore } from "../../../src/server/store/memoryStore.js";
import type { RoomStore } from "../../../src/server/store/roomStore.js";
import type { MockServerOptions } from "../../../src/testing/mockServer.js";
import { allowConsole } from "../../support/setup.js";
import { createWorld, listening, statusOf } from "../world.js";

const evening = "evening";

function aWorld(options: Omit<MockServerOptions, "seed"> = {}) {
  const world = createWorld(options);
  const asked: string[] = [];
  return {
    ...world,
    asked,
    /** A lobby that is in the room. */
    enter(userId = "an", more: Partial<LobbyOptions> = {}) {
      const lobby = world.arrive(userId, [], { transport: listening(world.server.transport, asked), ...more });
      return { lobby, leave: lobby.use(roomFeature).watch(evening) };
    },
  };
}

const roomOf = (lobby: Lobby) => selectRoom(lobby.store.getState(), evening);
const namesIn = (lobby: Lobby) =>
  roomOf(lobby)
    .roster.map(({ id }) => id)
    .sort();

describe("coming into a room", () => {
  test("shows who is there, what it is called, what streams", async () => {
    const { server, enter, wait } = aWorld();
    await server.core.room.update(evening, { title: "Evening", hostId: "binh" });
    await server.core.room.startStream(evening, { title: "Chords" });
    await server.as("binh").enterRoom(evening);
    const { lobby } = enter();
    await wait();
    expect(roomOf(lobby)).toMatchObject({
      status: "joined",
      stale: false,
      info: { title: "Evening", hostId: "binh" },
      stream: { live: true, title: "Chords" },
      memberCount: 2,
      rosterTruncated: false,
      recent: null,
    });
    expect(namesIn(lobby)).toEqual(["an", "binh"]);
  });

  test("is one command however many look at it, and one leaving a while after the last", async () => {
    const { enter, wait, asked } = aWorld();
    const { lobby, leave } = enter();
    const others = [lobby.use(roomFeature).watch(evening), lobby.use(roomFeature).watch(evening)];
    await wait();
    expect(asked.filter((event) => event === "lobby:room-watch")).toHaveLength(1);
    for (const stop of [leave, ...others]) stop();
    // A navigation: the next page wants it again at once.
    const next = lobby.use(roomFeature).watch(evening);
    await wait(5_000);
    expect(asked.filter((event) => event.startsWith("lobby:room"))).toHaveLength(1);
    next();
    next();
    await wait(5_000);
    expect(asked.filter((event) => event === "lobby:room-unwatch")).toHaveLength(1);
    expect(lobby.store.getState().lobby.room?.rooms).toEqual({});
  });

  test("is refused for good to who may not", async () => {
    const { enter, wait, asked } = aWorld({ authorize: (_user, action) => action.kind !== "open" });
    const { lobby } = enter();
    await wait(60_000);
    expect(roomOf(lobby)).toMatchObject({ status: "refused", failure: { code: "FORBIDDEN" } });
    expect(asked.filter((event) => event === "lobby:room-watch")).toHaveLength(1);
  });

  test("is tried three times, then again by hand or by the next connection", async () => {
    allowConsole(/room-watch failed \(UNAVAILABLE\)/);
    const store = memoryStore();
    let broken = true;
    const rooms: RoomStore = {
      ...store.rooms,
      read: (id) => (broken ? Promise.reject(new Error("no disk")) : store.rooms.read(id)),
    };
    const { enter, wait, asked } = aWorld({ store: { ...store, rooms } });
    const { lobby } = enter();
    await wait(30_000);
    expect(asked.filter((event) => event === "lobby:room-watch")).toHaveLength(3);
    expect(roomOf(lobby)).toMatchObject({ status: "error", failure: { code: "UNAVAILABLE" } });
    broken = false;
    lobby.use(roomFeature).rejoin(evening);
    expect(roomOf(lobby).status).toBe("joining");
    await wait();
    expect(roomOf(lobby).status).toBe("joined");
  });

  test("is not supported where the protocol has no word for it", async () => {
    const { server, enter, wait } = aWorld();
    const { lobby } = enter("an", { protocol: { ...elearning, incoming: {} }, url: server.url });
    await wait(5_000);
    expect(statusOf(lobby)).toBe("live");
    expect(roomOf(lobby)).toMatchObject({ status: "refused", failure: { code: "UNSUPPORTED" } });
  });

  test("needs an id that can be one", () => {
    const { lobby } = aWorld().enter();
    expect(() => lobby.use(roomFeature).watch("a b")).toThrow(/bad-id/);
  });
});

describe("in a room", () => {
  test("comings and goings are followed, and summed up for a while", async () => {
    const { server, enter, wait } = aWorld();
    const { lobby } = enter();
    await wait(2_000);
    for (const id of ["binh", "chi", "dung"]) await server.as(id).enterRoom(evening);
    await wait(1_500);
    expect(namesIn(lobby)).toEqual(["an", "binh", "chi", "dung"]);
    expect(roomOf(lobby).recent).toMatchObject({ joinedCount: 3, leftCount: 0 });
    await server.as("chi").leaveRoom(evening);
    await wait(1_500);
    expect(roomOf(lobby)).toMatchObject({ memberCount: 3, recent: { joinedCount: 2, leftCount: 0 } });
    expect(namesIn(lobby)).toEqual(["an", "binh", "dung"]);
    await wait(11_000);
    expect(roomOf(lobby).recent).toBeNull();
    await server.as("dung").leaveRoom(evening);
    await wait(1_500);
    expect(roomOf(lobby).recent).toMatchObject({ joinedCount: 0, left: [{ id: "dung" }], leftCount: 1 });
  });

  test("a summary lasts half a minute at most, in a room where somebody always comes", async () => {
    const { server, enter, wait } = aWorld();
    const { lobby } = enter();
    let most = 0;
    for (let at = 0; at < 60; at++) {
      await server.as(`p${at}`).enterRoom(evening);
      await wait(1_000);
      most = Math.max(most, roomOf(lobby).recent?.joinedCount ?? 0);
    }
    expect(most).toBeGreaterThan(20);
    expect(most).toBeLessThanOrEqual(31);
    expect(roomOf(lobby).recent?.joined.length).toBeLessThanOrEqual(20);
  });

  test("a crowd is counted; when it has become small again its names are fetched", async () => {
    const { server, enter, wait } = aWorld({ limits: { roomRoster: 4 } });
    const { lobby } = enter();
    await wait(2_000);
    const people = Array.from({ length: 9 }, (_, at) => server.as(`p${at}`));
    for (const one of people) await one.enterRoom(evening);
    await wait(2_000);
    expect(roomOf(lobby)).toMatchObject({ memberCount: 10, rosterTruncated: true, recent: { joinedCount: 9 } });
    for (const one of people.slice(0, 7)) await one.leaveRoom(evening);
    await wait(6_000);
    expect(roomOf(lobby)).toMatchObject({ memberCount: 3, rosterTruncated: false });
    expect(namesIn(lobby)).toEqual(["an", "p7", "p8"]);
  });

  test("what streams and what it is called is news", async () => {
    const { server, enter, wait } = aWorld();
    const { lobby } = enter();
    await wait();
    await server.core.room.startStream(evening, { title: "Chords" });
    await wait();
    const startedAt = roomOf(lobby).stream?.startedAt;
    expect(roomOf(lobby).stream).toMatchObject({ live: true, title: "Chords", startedAt: expect.any(Number) });
    await server.core.room.endStream(evening);
    await server.core.room.update(evening, { title: "Evening" });
    await wait();
    expect(roomOf(lobby)).toMatchObject({ stream: { live: false, startedAt }, info: { title: "Evening" } });
  });

  test("who is taken out of it sees that, and may try again", async () => {
    const { server, enter, wait } = aWorld();
    const { lobby } = enter();
    await wait();
    await server.core.closeConversation("room:evening", "an", "kicked");
    await wait();
    expect(roomOf(lobby)).toMatchObject({ status: "removed", removal: "kicked", roster: [], memberCount: null });
    lobby.use(roomFeature).rejoin(evening);
    await wait();
    expect(roomOf(lobby)).toMatchObject({ status: "joined", removal: null });
  });
});

describe("over a loss", () => {
  test("what is shown is marked stale, then as it is", async () => {
    const { server, enter, wait } = aWorld();
    const { lobby } = enter();
    await server.as("binh").enterRoom(evening);
    await wait(2_000);
    server.network.disconnect();
    await wait(500);
    expect(roomOf(lobby)).toMatchObject({ status: "joined", stale: true });
    expect(namesIn(lobby)).toEqual(["an", "binh"]);
    await server.as("chi").enterRoom(evening);
    await server.as("binh").leaveRoom(evening);
    await server.core.room.startStream(evening);
    server.network.reconnect();
    await wait(40_000);
    expect(roomOf(lobby)).toMatchObject({ stale: false, stream: { live: true }, memberCount: 2 });
    expect(namesIn(lobby)).toEqual(["an", "chi"]);
  });

  test("a restart of the server makes no news of those who come back", async () => {
    const { server, enter, wait } = aWorld();
    const { lobby } = enter();
    const people = Array.from({ length: 20 }, (_, at) => `p${at}`);
    for (const id of people) await server.as(id).enterRoom(evening);
    await wait(15_000);
    expect(roomOf(lobby)).toMatchObject({ memberCount: 21, recent: null });
    // Everybody is gone and out of the roster; then all come back, this one first.
    for (const id of people) await server.as(id).leaveRoom(evening);
    server.network.cut();
    await wait(1_100);
    for (const id of people) await server.as(id).enterRoom(evening);
    await server.as("new").enterRoom(evening);
    await wait(5_000);
    expect(roomOf(lobby)).toMatchObject({ memberCount: 22, stale: false });
    const { recent } = roomOf(lobby);
    expect(recent?.joined.map(({ id }) => id) ?? []).not.toContain("p1");
    expect(recent?.joinedCount ?? 0).toBeLessThanOrEqual(1);
  });

  test("another user finds nothing of the one before, and is let in for himself", async () => {
    const { enter, wait } = aWorld();
    const { lobby } = enter();
    await wait(2_000);
    lobby.signIn({ id: "binh" }, "binh");
    expect(roomOf(lobby)).toMatchObject({ status: "joining", roster: [] });
    await wait(12_000);
    expect(namesIn(lobby)).toEqual(["binh"]);
    lobby.signIn(null);
    await wait(12_000);
    expect(roomOf(lobby).roster).toEqual([]);
  });
});
