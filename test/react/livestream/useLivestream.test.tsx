import { act, render } from "@testing-library/react";
import { hydrateRoot } from "react-dom/client";
import { renderToString } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { type UseLivestreamResult, useLivestream } from "../../../src/react/livestream/useLivestream.js";
import { SocketProvider } from "../../../src/react/SocketProvider.js";
import { renderWithLobby } from "../../../src/testing/renderWithLobby.js";
import { allowConsole } from "../../support/setup.js";
import { aLobby, aServer } from "../support.js";

function aProbe() {
  const seen: (UseLivestreamResult | null)[] = [];
  const Probe = ({ roomId }: { roomId: string | null }) => {
    const room = useLivestream(roomId);
    seen.push(room);
    return <p>{room === null ? "nothing" : `${room.connection.status} ${room.chat.messages.length}`}</p>;
  };
  return { Probe, seen, now: () => seen.at(-1) as UseLivestreamResult };
}

describe("useLivestream", () => {
  test("does everything for a room, in StrictMode once", async () => {
    const { Probe, now } = aProbe();
    const { server, advance } = await renderWithLobby(<Probe roomId="hall" />, aServer());
    await server.as("binh").watch("hall");
    await advance(1_500);
    expect(now()).toMatchObject({
      roomId: "hall",
      user: { id: "an" },
      connection: { status: "live" },
      room: { status: "joined", memberCount: 1 },
      viewers: { count: 2 },
      chat: { status: "ready", messages: [{}, {}, {}] },
    });
    const { send } = now();
    act(() => void send("Hello"));
    await advance();
    expect(now().chat.messages.at(-1)).toMatchObject({ body: { text: "Hello" }, status: "sent" });
    expect(now().send).toBe(send);
  });

  test("renders again only when something of the room changed, with the parts that did not as they were", async () => {
    const { Probe, seen, now } = aProbe();
    const { server, advance } = await renderWithLobby(<Probe roomId="hall" />, aServer());
    await advance(3_000);
    const before = now();
    const count = seen.length;
    await server.as("chi").send("room:attic", "elsewhere");
    await advance(1_000);
    expect(seen).toHaveLength(count);
    await server.as("chi").send("room:hall", "here");
    await advance(1_000);
    expect(now().chat).not.toBe(before.chat);
    expect(now().gifts).toBe(before.gifts);
    expect(now().notifications).toBe(before.notifications);
  });

  test("goes from room to room, leaves the old one, and is quiet without one", async () => {
    const { Probe, now } = aProbe();
    const { advance, rerender, lobby } = await renderWithLobby(<Probe roomId={null} />, aServer());
    expect(now()).toBeNull();
    expect(Object.keys(lobby.store.getState().lobby.room?.rooms ?? {})).toEqual([]);
    rerender(<Probe roomId="hall" />);
    await advance(3_000);
    expect(now()).toMatchObject({ roomId: "hall", room: { status: "joined" } });
    rerender(<Probe roomId="attic" />);
    await advance(3_000);
    expect(now()).toMatchObject({ roomId: "attic", room: { status: "joined" } });
    expect(Object.keys(lobby.store.getState().lobby.room?.rooms ?? {})).toEqual(["attic"]);
    rerender(<Probe roomId={null} />);
    await advance(3_000);
    expect(now()).toBeNull();
    expect(Object.keys(lobby.store.getState().lobby.room?.rooms ?? {})).toEqual([]);
  });

  test("leaves nothing running when it goes", async () => {
    const { Probe } = aProbe();
    const started = aServer();
    await started.server.ready;
    const before = started.environment.pending;
    const { advance, unmount } = await renderWithLobby(<Probe roomId="hall" />, started);
    await advance(2_000);
    unmount();
    await advance(20_000);
    expect(started.environment.pending).toEqual(before);
  });

  test("renders on a server without connecting, and hydrates though the store has moved on", async () => {
    allowConsole(/useLayoutEffect does nothing on the server/);
    const { Probe } = aProbe();
    const { server, environment } = aServer();
    await server.ready;
    const markup = renderToString(
      <SocketProvider lobby={aLobby(server)}>
        <Probe roomId="hall" />
      </SocketProvider>,
    );
    expect(markup).toBe("<p>idle 0</p>");
    expect(server.network.attempts).toBe(0);
    const container = document.createElement("div");
    container.append(...new DOMParser().parseFromString(markup, "text/html").body.childNodes);
    const lobby = aLobby(server);
    const app = (
      <SocketProvider lobby={lobby}>
        <Probe roomId="hall" />
      </SocketProvider>
    );
    const root = await act(async () => hydrateRoot(container, app));
    await act(() => environment.advanceAsync(500));
    expect(container.textContent).toBe("live 3");
    act(() => root.unmount());
  });

  test("says what is wrong: no provider, no id", async () => {
    allowConsole(/provider-missing|bad-id|The above error occurred/);
    const { Probe } = aProbe();
    expect(() => render(<Probe roomId="hall" />)).toThrow(/outside of <SocketProvider>/);
    await expect(renderWithLobby(<Probe roomId="not an id" />, aServer())).rejects.toThrow(/can't be a room's id/);
  });
});
