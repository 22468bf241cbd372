import { act } from "@testing-library/react";
import { createRoot, hydrateRoot } from "react-dom/client";
import { renderToString } from "react-dom/server";
import { beforeEach, describe, expect, it } from "vitest";
import { createLobby } from "../../src/client/createLobby.js";
import { useChat } from "../../src/react/chat/useChat.js";
import { useConnection } from "../../src/react/connection/useConnection.js";
import { SocketProvider } from "../../src/react/SocketProvider.js";
import { allowConsole } from "../support/setup.js";
import { aLobby, aServer } from "./support.js";

function Page() {
  const { status } = useConnection();
  const { messages } = useChat("binh");
  return <p>{`${status} ${messages.length}`}</p>;
}

describe("on the server", () => {
  // react-redux takes jsdom for a browser, and React 18 warns of layout effects in what it renders to a string.
  beforeEach(() => allowConsole(/useLayoutEffect does nothing on the server/));

  it("renders without connecting, and hydrates without a warning even if the store has moved on", async () => {
    const { server, environment } = aServer();
    await server.ready;
    const onServer = renderToString(
      <SocketProvider lobby={aLobby(server)}>
        <Page />
      </SocketProvider>,
    );
    expect(onServer).toBe("<p>idle 0</p>");
    expect(server.network.attempts).toBe(0);

    const lobby = aLobby(server);
    const container = document.createElement("div");
    container.innerHTML = onServer;
    const app = (
      <SocketProvider lobby={lobby}>
        <Page />
      </SocketProvider>
    );
    const root = await act(async () => hydrateRoot(container, app));
    await act(() => environment.advanceAsync(200));
    expect(container.textContent).toBe("live 3");
    act(() => root.unmount());
  });

  it("shows the first page at once from a state made on the server", async () => {
    const { server, environment } = aServer();
    await server.ready;
    const first = aLobby(server);
    const warm = createRoot(document.createElement("div"));
    act(() =>
      warm.render(
        <SocketProvider lobby={first}>
          <Page />
        </SocketProvider>,
      ),
    );
    await act(() => environment.advanceAsync(200));
    const initialState = JSON.parse(JSON.stringify(first.store.getState().lobby));
    act(() => warm.unmount());
    const second = createLobby({ ...server.options("an"), initialState });
    expect(
      renderToString(
        <SocketProvider lobby={second}>
          <Page />
        </SocketProvider>,
      ),
    ).toMatch(/ 3<\/p>$/);
  });
});
