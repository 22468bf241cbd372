import { createLobby } from "../../src/client/createLobby.js";
import type { Lobby } from "../../src/client/lobby.js";
import { createMockServer, type MockServer } from "../../src/testing/mockServer.js";
import { createVirtualEnvironment, type VirtualEnvironment } from "../../src/testing/virtualEnvironment.js";

export const people = [
  { id: "an", name: "An" },
  { id: "binh", name: "Bình" },
  { id: "chi", name: "Chi" },
];

export const direct = "direct:an:binh";

/** A server on a virtual clock, with a conversation between An and Bình. */
export function aServer(count = 3): { server: MockServer; environment: VirtualEnvironment } {
  const environment = createVirtualEnvironment();
  const server = createMockServer({
    users: people,
    conversations: [direct, "room:hall"],
    history: { count },
    environment,
  });
  return { server, environment };
}

export function aLobby(server: MockServer, userId = "an"): Lobby {
  return createLobby(server.options(userId));
}
