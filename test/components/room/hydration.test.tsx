import { act } from "@testing-library/react";
import { hydrateRoot } from "react-dom/client";
import { renderToString } from "react-dom/server";
import { expect, test, vi } from "vitest";
import { createLobby } from "../../../src/client/createLobby.js";
import { LiveRoom } from "../../../src/components/room/LiveRoom.js";
import { Roster } from "../../../src/components/room/Roster.js";
import { SocketProvider } from "../../../src/react/SocketProvider.js";
import { renderWithLobby } from "../../../src/testing/renderWithLobby.js";
import { aServer } from "../chat/aServer.js";

// Before anything is formatted: a page whose reader is far from the server.
vi.hoisted(() => {
  process.env.TZ = "Asia/Tokyo";
});

test("a room rendered on a server is the same at the first client render, in another time zone too", async () => {
  const server = aServer();
  await server.core.room.startStream("algebra", { title: "Chords" });
  await server.core.room.endStream("algebra");
  const panes = { Viewers: null, GiftStage: null, GiftButton: null, Leaderboard: null };
  const parts = (
    <>
      <LiveRoom roomId="algebra" panes={panes} />
      <Roster roomId="algebra" />
    </>
  );
  const first = await renderWithLobby(parts, { server });
  await first.advance(1_500);
  const initialState = first.lobby.store.getState().lobby;
  first.unmount();
  const app = () => <SocketProvider lobby={createLobby({ ...server.options(), initialState })}>{parts}</SocketProvider>;
  const markup = renderToString(app());
  expect(markup).toContain("The stream has ended");
  const container = document.createElement("div");
  document.body.append(container);
  // Parsed as a browser parses a page.
  container.append(...new DOMParser().parseFromString(markup, "text/html").body.childNodes);
  const recovered: unknown[] = [];
  const root = await act(async () =>
    hydrateRoot(container, app(), { onRecoverableError: (error) => recovered.push(error) }),
  );
  expect(recovered).toEqual([]);
  expect(container).toHaveTextContent(/The stream ended at \d/);
  await act(async () => root.unmount());
  container.remove();
});
