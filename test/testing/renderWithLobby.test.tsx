import { screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, test } from "vitest";
import { vi as vietnamese } from "../../src/locales/vi.js";
import { useChat } from "../../src/react/chat/useChat.js";
import { useConnection } from "../../src/react/connection/useConnection.js";
import { useLocale } from "../../src/react/useLocale.js";
import { createMockServer } from "../../src/testing/mockServer.js";
import { renderWithLobby } from "../../src/testing/renderWithLobby.js";
import { createVirtualEnvironment } from "../../src/testing/virtualEnvironment.js";

function Chat({ recipientId }: { readonly recipientId: string }) {
  const { messages, send, typing } = useChat(recipientId);
  const { status } = useConnection();
  const { code } = useLocale();
  return (
    <>
      <p>{`${status} ${code} ${typing.length} typing`}</p>
      <ol>
        {messages.map(({ key, body, status: state }) => (
          <li key={key}>{body.kind === "text" ? `${body.text} (${state})` : ""}</li>
        ))}
      </ol>
      <button type="button" onClick={() => send({ kind: "text", text: "Hello!" })}>
        Send
      </button>
    </>
  );
}

function texts() {
  return screen.queryAllByRole("listitem").map(({ textContent }) => textContent);
}

const users = [{ id: "an" }, { id: "binh" }];
const start = () =>
  createMockServer({
    users,
    environment: createVirtualEnvironment(),
    conversations: [{ id: "direct:an:binh", messages: [{ from: "binh", body: "First" }] }],
  });

test("renders live, with the first page, and follows what others do", async () => {
  const { server, advance } = await renderWithLobby(<Chat recipientId="binh" />, { server: start() });
  screen.getByText("live en 0 typing");
  expect(texts()).toEqual(["First (received)"]);
  await server.as("binh").type("an");
  await advance();
  screen.getByText("live en 1 typing");
  await server.as("binh").send("an", "Second");
  await advance();
  expect(texts()).toEqual(["First (received)", "Second (received)"]);
  expect(server.network.connections).toBe(1);
});

test("sends, and time passes without waiting", async () => {
  const { server, advance } = await renderWithLobby(<Chat recipientId="binh" />, { server: start() });
  server.network.disconnect();
  await userEvent.click(screen.getByRole("button"));
  await advance();
  expect(texts()).toEqual(["First (received)", "Hello! (queued)"]);
  server.network.reconnect();
  const began = performance.now();
  await advance(60_000);
  expect(performance.now() - began).toBeLessThan(60_000);
  expect(texts()).toEqual(["First (received)", "Hello! (sent)"]);
});

test("needs nothing but the part to render; user, locale and options are free", async () => {
  const { lobby, server, unmount } = await renderWithLobby(<Chat recipientId="user-0" />, {
    user: "user-1",
    locale: vietnamese,
    strict: false,
    lobby: { roomBuffer: 10 },
  });
  expect(lobby.user?.id).toBe("user-1");
  screen.getByText(/live vi/);
  unmount();
  server.close();
});
