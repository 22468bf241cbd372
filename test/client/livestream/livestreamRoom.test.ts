import { describe, expect, onTestFinished, test } from "vitest";
import { LivestreamRoom, type LivestreamRoomEvents } from "../../../src/client/livestream/livestreamRoom.js";
import { hall, livestreamWorld } from "./support.js";

function aRoom(world = livestreamWorld()) {
  const room = new LivestreamRoom({ lobby: world.lobbyOf(), roomId: "hall" });
  onTestFinished(() => room.leave());
  const heard: [name: string, value: unknown][] = [];
  const hear = (...names: (keyof LivestreamRoomEvents)[]) => {
    for (const name of names) room.on(name, (value) => heard.push([name, value]));
  };
  return { ...world, room, heard, hear, names: () => heard.map(([name]) => name) };
}

describe("a room as a class", () => {
  test("connects when it is told to, and leaves", async () => {
    const { room, hear, heard, wait, count } = aRoom();
    hear("status");
    await wait(1_000);
    expect(count("lobby:hello")).toBe(0);
    expect(room.join().join()).toBe(room);
    await wait();
    expect(heard.map(([, status]) => status)).toEqual(["connecting", "syncing", "live"]);
    expect(room.view).toMatchObject({ room: { status: "joined" } });
    room.leave();
    await wait(5_000);
    expect(["lobby:hello", "lobby:room-unwatch"].map(count)).toEqual([1, 1]);
    room.join();
    await wait();
    expect(room.view).toMatchObject({ room: { status: "joined" } });
  });

  test("makes its own lobby from what createLobby takes", async () => {
    const { server, wait, log } = livestreamWorld();
    const room = new LivestreamRoom({ ...server.options("an"), roomId: "hall" }).join();
    await wait();
    room.send("Hello");
    await wait();
    expect(await log(hall)).toEqual(["Hello"]);
    room.leave();
  });

  test("tells each message once as it comes, own ones at once, and none of the history", async () => {
    const { room, hear, heard, wait, server, network } = aRoom(
      livestreamWorld({ conversations: [{ id: hall, messages: 60 }] }),
    );
    hear("message");
    room.send("before it was there");
    room.join();
    await wait();
    room.send("mine");
    expect(heard).toHaveLength(2);
    await server.as("binh").send(hall, "yours");
    await wait();
    network.cut();
    await server.as("binh").send(hall, "missed");
    await wait(30_000);
    await Promise.all([room.live.loadOlder(), wait()]);
    expect(heard.map(([, message]) => (message as LivestreamRoomEvents["message"]).body.text)).toEqual([
      "before it was there",
      "mine",
      "yours",
      "missed",
    ]);
  });

  test("tells gifts, who comes and goes, how many watch, the stream, notifications and faults", async () => {
    const { room, hear, heard, names, wait, server, network } = aRoom();
    hear("gift", "showing", "join", "leave", "viewers", "stream", "notification", "error");
    room.join();
    await wait();
    heard.length = 0;
    await server.as("binh").enterRoom("hall");
    await server.as("binh").watch("hall");
    await server.core.room.startStream("hall", { title: "Chords" });
    await wait(2_000);
    expect(names().sort()).toEqual(["join", "stream", "viewers"]);
    expect(heard).toContainEqual(["join", { id: "binh", name: "Binh" }]);
    expect(heard).toContainEqual(["viewers", 2]);
    heard.length = 0;
    await server.as("binh").sendGift(hall, "rose", { receiverId: "an" });
    await server.notify("an", { title: "It begins" });
    await wait(2_500);
    expect(names().sort()).toEqual(["gift", "notification", "showing", "showing"]);
    await server.as("binh").leaveRoom("hall");
    await wait(2_000);
    expect(heard.at(-1)).toEqual(["leave", { id: "binh", name: "Binh" }]);
    heard.length = 0;
    network.cut();
    await wait(30_000);
    // The same people are there again: nobody has come or gone.
    expect(names().filter((name) => name === "join" || name === "leave")).toEqual([]);
    expect(names()).toContain("error");
  });

  test("goes on when a listener fails, and no longer tells who has stopped listening", async () => {
    const { room, heard, wait, server } = aRoom();
    room.join();
    await wait();
    room.on("message", () => {
      throw new Error("the page's own");
    });
    const stop = room.on("message", (value) => heard.push(["message", value]));
    await server.as("binh").send(hall, "one");
    await expect(wait()).rejects.toThrow("the page's own");
    expect(heard).toHaveLength(1);
    stop();
    await server.as("binh").send(hall, "two");
    await expect(wait()).rejects.toThrow("the page's own");
    expect(heard).toHaveLength(1);
  });

  test("says what is wrong: no such event, no id", () => {
    const { room, lobbyOf } = aRoom();
    // @ts-expect-error there is no such event
    expect(() => room.on("mesage", () => {})).toThrow(/no event "mesage"/);
    expect(() => new LivestreamRoom({ lobby: lobbyOf(), roomId: "not an id" })).toThrow(/can't be a room's id/);
  });
});
