import { onTestFinished } from "vitest";
import { type CreateLivestreamOptions, createLivestream } from "../../../src/client/livestream/createLivestream.js";
import type { LivestreamView } from "../../../src/client/livestream/livestreamView.js";
import type { Lobby, LobbyOptions } from "../../../src/client/lobby.js";
import type { MockServerOptions } from "../../../src/testing/mockServer.js";
import { createWorld, listening } from "../world.js";

export const hall = "room:hall";
export const rose = { id: "rose", name: "Rose", price: 10, animation: "default" as const };
export const rocket = { id: "rocket", name: "Rocket", price: 200, animation: "fireworks" as const };

/** A server with a room, gifts and an admin, and people who watch. */
export function livestreamWorld(options: Omit<MockServerOptions, "seed"> = {}) {
  const world = createWorld({
    conversations: [hall],
    gifts: { catalogue: () => [rose, rocket], startingBalance: 1_000 },
    roles: { admin: ["admin"] },
    ...options,
  });
  const asked: string[] = [];
  const lobbyOf = (userId = "an", more: Partial<LobbyOptions> = {}): Lobby =>
    world.person(userId, { transport: listening(world.server.transport, asked), ...more });
  return {
    ...world,
    asked,
    lobbyOf,
    count: (event: string) => asked.filter((name) => name === event).length,
    /** Somebody who watches. */
    watch(lobby = lobbyOf(), live?: CreateLivestreamOptions) {
      const room = createLivestream(lobby, "hall", live);
      const views: LivestreamView[] = [];
      const stop = room.subscribe(() => views.push(room.getSnapshot()));
      onTestFinished(room.close);
      return {
        lobby,
        room,
        views,
        stop,
        now: room.getSnapshot,
        texts: () => room.getSnapshot().chat.messages.map(({ body }) => body.text),
      };
    },
  };
}
