import { createMockServer, type MockServer, type MockServerOptions } from "../../../src/testing/mockServer.js";
import { createVirtualEnvironment } from "../../../src/testing/virtualEnvironment.js";

/** An and Bình have an account, and a conversation that holds one line of his. An's screen is looked at. */
export function aServer(options: MockServerOptions = {}): MockServer {
  return createMockServer({
    users: [
      { id: "an", name: "An" },
      { id: "binh", name: "Bình" },
      { id: "chi", name: "Chi" },
    ],
    conversations: [
      { id: "direct:an:binh", messages: [{ from: "binh", body: "Chào An!" }] },
      { id: "room:algebra", title: "Algebra", messages: [{ from: "chi", body: "Who has the notes?" }] },
    ],
    environment: createVirtualEnvironment(),
    ...options,
  });
}
