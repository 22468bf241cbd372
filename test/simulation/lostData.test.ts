import { expect, test } from "vitest";
import { createLobby } from "../../src/client/createLobby.js";
import { createMockServer } from "../../src/testing/mockServer.js";
import { createVirtualEnvironment } from "../../src/testing/virtualEnvironment.js";

test("after the server has lost its data, what was shown stays and is marked, and both go on with the new log", async () => {
  const environment = createVirtualEnvironment();
  const conversationId = "direct:an:binh";
  const server = createMockServer({
    environment,
    users: [{ id: "an" }, { id: "binh" }],
    conversations: [{ id: conversationId, messages: [{ from: "binh", body: "old" }] }],
  });
  const clients = ["an", "binh"].map((id) => createLobby(server.options(id)));
  for (const lobby of clients) {
    lobby.retain();
    lobby.openConversation(conversationId);
  }
  await environment.advanceAsync(1_000);
  server.loseData();
  await environment.advanceAsync(10_000);
  clients[0]?.sendMessage(conversationId, { kind: "text", text: "new" });
  await environment.advanceAsync(2_000);

  const shown = clients.map((lobby) =>
    lobby.store.getState().lobby.chat.conversations[conversationId]?.messages.map(({ body, status, seq }) => ({
      text: body.kind === "text" ? body.text : "",
      status,
      seq,
    })),
  );
  for (const [index, list] of shown.entries()) {
    expect(list).toHaveLength(2);
    expect(list?.[0]).toMatchObject({ text: "old", status: "lost" });
    expect(list?.[1]).toMatchObject({
      text: "new",
      seq: 1,
      status: index === 0 ? expect.stringMatching(/sent|delivered/) : "received",
    });
  }
  for (const lobby of clients) lobby.disconnect();
  server.close();
});
