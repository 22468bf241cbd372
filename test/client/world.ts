import { onTestFinished } from "vitest";
import { selectMessages } from "../../src/client/chat/selectors.js";
import { createLobby } from "../../src/client/createLobby.js";
import type { Lobby, LobbyOptions } from "../../src/client/lobby.js";
import type { Report } from "../../src/client/settings.js";
import type { TransportFactory } from "../../src/protocols/transport.js";
import { createMockServer, type MockServerOptions } from "../../src/testing/mockServer.js";
import { createVirtualEnvironment } from "../../src/testing/virtualEnvironment.js";

export const direct = "direct:an:binh";
export const room = "room:lobby";

/** A server in memory on a virtual clock, and people who come with real lobbies. */
export function createWorld(options: MockServerOptions & { seed?: number } = {}) {
  const environment = createVirtualEnvironment({ seed: options.seed ?? 1 });
  const users = [
    { id: "an", name: "An" },
    { id: "binh", name: "Binh" },
  ];
  const server = createMockServer({ users, environment, conversations: [direct, room], ...options });
  onTestFinished(() => server.close());
  const reports: Report[] = [];
  const person = (userId: string, more: Partial<LobbyOptions> = {}) => {
    const lobby = createLobby({ ...server.options(userId), onReport: (report) => reports.push(report), ...more });
    onTestFinished(lobby.disconnect);
    return lobby;
  };
  return {
    environment,
    server,
    network: server.network,
    reports,
    /** A lobby that is connected and looks at these. */
    arrive(userId: string, conversations: readonly string[] = [direct], more: Partial<LobbyOptions> = {}) {
      const lobby = person(userId, more);
      lobby.retain();
      for (const id of conversations) lobby.openConversation(id);
      return lobby;
    },
    person,
    wait: (ms = 300) => environment.advanceAsync(ms),
    /** What the server holds. */
    async log(id = direct) {
      return (await server.store.range(id, 0, 10_000)).map(({ body }) => body.text);
    },
  };
}

export const conversationOf = (lobby: Lobby, id = direct) => {
  const conversation = lobby.store.getState().lobby.chat.conversations[id];
  if (conversation === undefined) throw new Error(`nothing is known of ${id}`);
  return conversation;
};
export const shown = (lobby: Lobby, id = direct) => selectMessages(lobby.store.getState(), id);
export const texts = (lobby: Lobby, id = direct) => shown(lobby, id).map(({ body }) => body.text);
export const statuses = (lobby: Lobby, id = direct) =>
  shown(lobby, id).map(({ body, status }) => `${body.text} ${status}`);
export const say = (lobby: Lobby, text: string, id = direct) => lobby.sendMessage(id, { kind: "text", text });
export const statusOf = (lobby: Lobby) => lobby.store.getState().lobby.connection.status;

/** Hands everything on and writes down which commands went out. */
export function listening(transport: TransportFactory, asked: string[]): TransportFactory {
  return (target, handlers) => {
    const inner = transport(target, handlers);
    return {
      connect: (auth) => inner.connect(auth),
      disconnect: () => inner.disconnect(),
      emit: (...args) => inner.emit(...args),
      request: (event, ...rest) => {
        asked.push(event);
        return inner.request(event, ...rest);
      },
      get raw() {
        return inner.raw;
      },
    };
  };
}
