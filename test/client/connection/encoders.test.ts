import { expect, onTestFinished, test, vi } from "vitest";
import { createLobby } from "../../../src/client/createLobby.js";
import type { Report } from "../../../src/client/settings.js";
import { roomIdOf } from "../../../src/protocols/conversations.js";
import { defineProtocol } from "../../../src/protocols/defineProtocol.js";
import { emit } from "../../../src/protocols/words.js";
import { createVirtualEnvironment } from "../../../src/testing/virtualEnvironment.js";
import { createScriptedServer } from "./scriptedTransport.js";

/** Commands that a protocol can't put into words. */

async function opened(conversationId: string, name: (id: string) => string) {
  const environment = createVirtualEnvironment();
  const server = createScriptedServer(environment);
  const reports: Report[] = [];
  const lobby = createLobby({
    url: "http://server",
    user: { id: "an" },
    auth: "token",
    protocol: defineProtocol({
      name: "halls",
      capabilities: { rooms: true },
      incoming: {},
      outgoing: { openConversation: (input) => emit("enter", { room: name(input.conversationId) }) },
    }),
    environment,
    transport: server.factory,
    onReport: (report) => reports.push(report),
  });
  onTestFinished(lobby.disconnect);
  lobby.openConversation(conversationId);
  lobby.retain();
  await environment.advanceAsync(100);
  return { reports, error: () => lobby.store.getState().lobby.chat.conversations[conversationId]?.error };
}

test("a conversation that the server has not: the developer reads what to name instead, on the console too", async () => {
  vi.stubEnv("NODE_ENV", "development");
  onTestFinished(() => void vi.unstubAllEnvs());
  const warned = vi.spyOn(console, "warn").mockImplementation(() => {});
  onTestFinished(() => void warned.mockRestore());
  const { reports, error } = await opened("direct:an:binh", roomIdOf);
  expect(error()?.code).toBe("INVALID");
  expect(reports).toMatchObject([{ kind: "protocol", subject: "openConversation" }]);
  expect(reports[0]?.message).toMatch(/"direct:an:binh" can't be used.*rooms only.*Name a room/s);
  expect(warned.mock.calls.flat().join()).toContain("Name a room");
});

test("of any other error only its kind is told: its text may hold what people wrote", async () => {
  const { reports } = await opened("room:hall", (id) => {
    throw new TypeError(`secret of ${id}`);
  });
  expect(reports.map(({ message }) => message)).toEqual(["the command could not be encoded (TypeError)"]);
});
