import { afterEach, describe, expect, it } from "vitest";
import { selectMessages, selectTyping, selectUnreadCount } from "../../src/client/chat/selectors.js";
import { createLobby } from "../../src/client/createLobby.js";
import type { Lobby, LobbyOptions } from "../../src/client/lobby.js";
import { createMockServer, type MockServer, type MockServerOptions } from "../../src/testing/mockServer.js";
import { createVirtualEnvironment } from "../../src/testing/virtualEnvironment.js";

const id = "direct:an:binh";
const users = [
  { id: "an", name: "An" },
  { id: "binh", name: "Bình" },
];
const open: { close(): void }[] = [];

function world(options: MockServerOptions = {}) {
  const environment = createVirtualEnvironment();
  const server: MockServer = createMockServer({ users, environment, conversations: [id], ...options });
  open.push(server);
  const person = (userId: string, more: Partial<LobbyOptions> = {}) => {
    const lobby = createLobby({ ...server.options(userId), ...more });
    const release = lobby.retain();
    open.push({ close: release }, { close: lobby.disconnect });
    return lobby;
  };
  return { environment, server, person, wait: (ms = 200) => environment.advanceAsync(ms) };
}
const texts = (lobby: Lobby, conversation = id) =>
  selectMessages(lobby.store.getState(), conversation).map(({ body, status }) => `${body.text} ${status}`);

afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

describe("two people", () => {
  it("talk", async () => {
    const { person, wait } = world();
    const an = person("an");
    const binh = person("binh");
    an.openConversation(id);
    binh.openConversation(id);
    await wait();
    expect(an.store.getState().lobby.connection.status).toBe("live");
    an.sendMessage(id, { kind: "text", text: "Hello" });
    expect(texts(an)).toEqual(["Hello sending"]);
    await wait();
    expect(texts(binh)).toEqual(["Hello received"]);
    expect(selectUnreadCount(binh.store.getState(), id)).toBe(1);
    expect(texts(an)).toEqual(["Hello delivered"]);
    binh.markRead(id);
    await wait();
    expect(texts(an)).toEqual(["Hello read"]);
    binh.setTyping(id, true);
    await wait();
    expect(selectTyping(an.store.getState(), id)).toMatchObject([{ userId: "binh" }]);
    await wait(7_000);
    expect(selectTyping(an.store.getState(), id)).toEqual([]);
  });
});
