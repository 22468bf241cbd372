import fc from "fast-check";
import { expect, onTestFinished, test } from "vitest";
import { createLobby } from "../../src/client/createLobby.js";
import { liveFeature } from "../../src/client/live/liveFeature.js";
import { notificationsFeature } from "../../src/client/notifications/notificationsFeature.js";
import { presenceFeature } from "../../src/client/presence/presenceFeature.js";
import { roomFeature } from "../../src/client/room/roomFeature.js";
import type { Report } from "../../src/client/settings.js";
import { rooms } from "../../src/protocols/rooms/rooms.js";
import { createVirtualEnvironment } from "../../src/testing/virtualEnvironment.js";
import { createScriptedServer } from "../client/connection/scriptedTransport.js";
import { payloadsLike, type Recipe, watchPrototypes } from "../support/fuzz.js";
import { roomsPayloads } from "../support/wireArbitraries.js";

/** What a hostile server says to somebody who is in a room, follows its people, prices and the shared state, and waits for answers: it goes through everything around the wire. */

async function inside() {
  const environment = createVirtualEnvironment();
  const server = createScriptedServer(environment);
  const reports: Report[] = [];
  const lobby = createLobby({
    url: "http://server",
    user: { id: "an", name: "An" },
    auth: "token",
    protocol: rooms(),
    environment,
    transport: server.factory,
    onReport: (report) => reports.push(report),
  });
  onTestFinished(lobby.disconnect);
  lobby.openConversation("room:hall");
  lobby.use(roomFeature).watch("hall");
  lobby.use(presenceFeature).watch(["binh"]);
  lobby.use(notificationsFeature).watch();
  const live = lobby.use(liveFeature);
  live.followPrices(["VNM"]);
  live.followTopic("state");
  lobby.retain();
  await environment.advanceAsync(50);
  for (let entering = 0; entering < 2; entering += 1) {
    server.push("message-history", []);
    await environment.advanceAsync(10);
  }
  server.push("STATE_SYNC", { state: {}, version: 1 });
  await environment.advanceAsync(50);
  lobby.sendMessage("room:hall", { kind: "text", text: "chờ trả lời" });
  void live.changeTopic("state", [{ op: "set", path: ["a"], value: 1 }]);
  await environment.advanceAsync(10);
  reports.length = 0;
  return { environment, server, lobby, reports };
}

test.each(Object.entries(roomsPayloads("an")))(
  "%s: 10,000 payloads neither throw nor pollute, and nothing but this room is in the state",
  async (name, valid) => {
    const polluted = watchPrototypes();
    const { environment, server, lobby, reports } = await inside();
    let said = 0;
    fc.assert(
      fc.property(payloadsLike(valid), ({ make }: Recipe) => {
        server.push(name, make());
        said += 1;
        // A frame, in which what has come is shown.
        if (said % 100 === 0) environment.runFrame();
      }),
      { numRuns: 10_000, seed: 11 },
    );
    await environment.advanceAsync(200);
    expect(polluted()).toEqual([]);
    const { chat, room, connection } = lobby.store.getState().lobby;
    expect(Object.keys(chat.conversations)).toEqual(["room:hall"]);
    expect(Object.keys(room?.rooms ?? {})).toEqual(["hall"]);
    expect(connection.status).toBe("live");
    // A conflict says enough by its name.
    if (name !== "CONFLICT") expect(connection.dropped[name]).toBeGreaterThan(100);
    const kinds = new Set(reports.map(({ kind, subject }) => `${kind} ${subject}`));
    expect([...kinds].filter((one) => !["conflict state", "malformed notifications"].includes(one))).toEqual(
      name === "CONFLICT" ? [] : [`malformed ${name}`],
    );
    JSON.stringify(lobby.store.getState().lobby);
  },
);
