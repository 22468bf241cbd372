import { act, render } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { type UseRoomResult, useRoom } from "../../../src/react/room/useRoom.js";
import { SocketProvider } from "../../../src/react/SocketProvider.js";
import { renderWithLobby } from "../../../src/testing/renderWithLobby.js";
import { allowConsole } from "../../support/setup.js";
import { aLobby, aServer } from "../support.js";

function aProbe() {
  const seen: UseRoomResult[] = [];
  const Probe = ({ roomId }: { roomId: string | null }) => {
    seen.push(useRoom(roomId));
    return null;
  };
  return { Probe, seen, now: () => seen.at(-1) as UseRoomResult };
}

describe("useRoom", () => {
  test("comes into the room once in StrictMode, and tells who is there", async () => {
    const { Probe, now } = aProbe();
    const { server, advance } = await renderWithLobby(<Probe roomId="hall" />, aServer());
    await act(() => server.core.room.update("hall", { title: "Hall", hostId: "an" }));
    await server.as("binh").enterRoom("hall");
    await advance(1_500);
    expect(now()).toMatchObject({
      roomId: "hall",
      status: "joined",
      supported: true,
      isHost: true,
      memberCount: 2,
      info: { title: "Hall" },
      recent: { joinedCount: 1, joined: [{ id: "binh", name: "Bình" }] },
    });
  });

  test("leaves it when the last component has gone, and keeps nothing", async () => {
    const { Probe } = aProbe();
    const { server, advance, rerender, lobby } = await renderWithLobby(
      <>
        <Probe roomId="hall" />
        <Probe roomId="hall" />
      </>,
      aServer(),
    );
    const other = aProbe();
    const watching = await renderWithLobby(<other.Probe roomId="hall" />, { server, user: "binh" });
    await watching.advance(2_000);
    expect(other.now().memberCount).toBe(2);
    rerender(<p>elsewhere</p>);
    await advance(3_000);
    expect(other.now().memberCount).toBe(1);
    expect(lobby.store.getState().lobby.room?.rooms).toEqual({});
  });

  test("does not render again for what concerns another room", async () => {
    const { Probe, seen } = aProbe();
    const { server, advance } = await renderWithLobby(<Probe roomId="hall" />, aServer());
    await advance(2_000);
    const before = seen.length;
    await server.as("chi").enterRoom("other");
    await server.as("chi").send("room:hall", "hello");
    await advance(3_000);
    expect(seen).toHaveLength(before);
  });

  test("is idle without a room and when nobody is signed in", async () => {
    const { Probe, now } = aProbe();
    const { lobby } = await renderWithLobby(<Probe roomId={null} />, aServer());
    expect(now()).toMatchObject({ status: "idle", roomId: null });
    expect(lobby.store.getState().lobby.room?.rooms ?? {}).toEqual({});
    const signedOut = aLobby(aServer().server);
    signedOut.signIn(null);
    render(
      <SocketProvider lobby={signedOut}>
        <Probe roomId="hall" />
      </SocketProvider>,
    );
    expect(now()).toMatchObject({ status: "idle", roster: [] });
  });

  test("goes from room to room", async () => {
    const { Probe, now } = aProbe();
    const { advance, rerender } = await renderWithLobby(<Probe roomId="hall" />, aServer());
    rerender(<Probe roomId="attic" />);
    await advance(3_000);
    expect(now()).toMatchObject({ roomId: "attic", status: "joined", memberCount: 1 });
  });

  test("says what is wrong: no provider, no id", async () => {
    allowConsole(/provider-missing|bad-id|The above error occurred/);
    const { Probe } = aProbe();
    expect(() => render(<Probe roomId="hall" />)).toThrow(/outside of <SocketProvider>/);
    await expect(renderWithLobby(<Probe roomId="not an id" />, aServer())).rejects.toThrow(/can't be a room's id/);
  });
});
