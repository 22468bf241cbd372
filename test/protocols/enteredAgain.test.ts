import { expect, onTestFinished, test } from "vitest";
import { createLobby } from "../../src/client/createLobby.js";
import { roomFeature } from "../../src/client/room/roomFeature.js";
import { livestream } from "../../src/protocols/livestream/livestream.js";
import type { Protocol } from "../../src/protocols/protocol.js";
import { rooms } from "../../src/protocols/rooms/rooms.js";
import { createVirtualEnvironment } from "../../src/testing/virtualEnvironment.js";
import { createScriptedServer } from "../client/connection/scriptedTransport.js";

/** Rooms that are entered more often than they are left: the server must hear that they are left all the same, and only then. */

function visit(protocol: Protocol) {
  const environment = createVirtualEnvironment();
  const server = createScriptedServer(environment);
  const user = { id: "an", name: "An" };
  const lobby = createLobby({ url: "http://x", user, auth: "t", protocol, environment, transport: server.factory });
  onTestFinished(lobby.disconnect);
  lobby.retain();
  const told = async (event: string, payload: unknown) => {
    server.push(event, payload);
    await environment.advanceAsync(10);
  };
  const said = () => server.emitted.map(({ event }) => event).filter((event) => /join|leave/.test(event));
  return { lobby, told, said, wait: environment.advanceAsync };
}

test("a room whose history was asked for again is left with its last component, and not before", async () => {
  const { lobby, told, said, wait } = visit(rooms());
  const close = lobby.openConversation("room:hall");
  const unwatch = lobby.use(roomFeature).watch("hall");
  await wait(50);
  for (let entering = 0; entering < 2; entering += 1) await told("message-history", []);
  void lobby.reloadConversation("room:hall");
  await wait(10);
  await told("message-history", []);
  close();
  await wait(5_000);
  expect(said()).toEqual(["join-room", "join-room", "join-room"]);
  unwatch();
  await wait(5_000);
  expect(said()).toEqual(["join-room", "join-room", "join-room", "leave-room"]);
});

test("a room that was closed and opened again before the server had answered is left once it is closed", async () => {
  const { lobby, told, said, wait } = visit(rooms());
  const first = lobby.openConversation("room:hall");
  await wait(50);
  first();
  await wait(1_200);
  const second = lobby.openConversation("room:hall");
  await wait(10);
  for (let entering = 0; entering < 2; entering += 1) await told("message-history", []);
  await wait(5_000);
  expect(said()).toEqual(["join-room", "join-room"]);
  second();
  await wait(5_000);
  expect(said()).toEqual(["join-room", "join-room", "leave-room"]);
});

test("a livestream's room that somebody has tried to enter again is left with him", async () => {
  const { lobby, told, said, wait } = visit(livestream());
  const { watch, rejoin } = lobby.use(roomFeature);
  const unwatch = watch("hall");
  await wait(50);
  await told("authSuccess", {});
  await told("joinedRoom", { data: { roomId: "hall" } });
  rejoin("hall");
  await wait(10);
  await told("joinedRoom", { data: { roomId: "hall" } });
  unwatch();
  await wait(5_000);
  expect(said()).toEqual(["joinRoom", "joinRoom", "leaveRoom"]);
});

test("an entering that is refused or not answered takes nothing from one that was", async () => {
  const { lobby, told, said, wait } = visit(livestream());
  const { watch, rejoin, view } = lobby.use(roomFeature);
  const unwatch = watch("hall");
  await wait(50);
  await told("authSuccess", {});
  await told("joinedRoom", { data: { roomId: "hall" } });
  rejoin("hall");
  await wait(4_000);
  await told("roomUpdate", { roomId: "hall", name: "Hall", viewerCount: 7 });
  await wait(2_000);
  await told("roomUpdate", { roomId: "hall", name: "Great hall", viewerCount: 8 });
  await wait(300);
  expect(view.get("hall")?.info.title).toBe("Great hall");
  unwatch();
  await wait(20_000);
  expect(said().filter((event) => event === "leaveRoom")).toHaveLength(1);
});
