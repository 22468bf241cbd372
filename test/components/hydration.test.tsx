import { act } from "@testing-library/react";
import { hydrateRoot } from "react-dom/client";
import { renderToString } from "react-dom/server";
import { expect, test, vi } from "vitest";
import { createLobby } from "../../src/client/createLobby.js";
import { ChatRoom } from "../../src/components/chat/ChatRoom.js";
import { ConversationList } from "../../src/components/chat/ConversationList.js";
import { ConnectionStatus } from "../../src/components/connection/ConnectionStatus.js";
import { OnlineStatus } from "../../src/components/presence/OnlineStatus.js";
import { PresenceAvatar } from "../../src/components/presence/PresenceAvatar.js";
import { ActiveViewers } from "../../src/components/viewers/ActiveViewers.js";
import { SocketProvider } from "../../src/react/SocketProvider.js";
import { renderWithLobby } from "../../src/testing/renderWithLobby.js";
import { aServer } from "./chat/aServer.js";

// Before anything is formatted: a page whose reader is far from the server.
vi.hoisted(() => {
  process.env.TZ = "Asia/Tokyo";
});

test("server and first client render agree to the letter though their time zones differ; times are local afterwards", async () => {
  const server = aServer();
  const first = await renderWithLobby(<ConversationList />, { server });
  const parts = (
    <>
      <ConnectionStatus />
      <ConversationList selectedId="direct:an:binh" />
      <ChatRoom recipientId="binh" onClose={() => {}} />
      <ChatRoom roomId="algebra" variant="dense" layout="floating" onMinimize={() => {}} />
    </>
  );
  first.rerender(parts);
  await first.advance(1_000);
  const initialState = first.lobby.store.getState().lobby;
  first.unmount();

  const app = () => <SocketProvider lobby={createLobby({ ...server.options(), initialState })}>{parts}</SocketProvider>;
  const markup = renderToString(app());
  expect(markup).toContain("Chào An!");
  expect(markup).toContain("Who has the notes?");
  const container = document.createElement("div");
  document.body.append(container);
  // Parsed as a browser parses a page.
  container.append(...new DOMParser().parseFromString(markup, "text/html").body.childNodes);
  const times = (selector: string) =>
    [...container.querySelectorAll(`${selector} time`)].map((time) => time.getAttribute("title") ?? "");
  const selectors = [".lobby-conversation", ".lobby-row[data-variant=bubbles]", ".lobby-row[data-variant=dense]"];
  const onServer = selectors.map(times);
  const recovered: unknown[] = [];
  const root = await act(async () =>
    hydrateRoot(container, app(), { onRecoverableError: (error) => recovered.push(error) }),
  );
  expect(recovered).toEqual([]);
  selectors.map(times).forEach((local, index) => {
    expect(local.length, selectors[index]).toBeGreaterThan(0);
    expect(local).toHaveLength(onServer[index]?.length ?? 0);
    for (const [place, time] of local.entries()) expect(time, selectors[index]).not.toBe(onServer[index]?.[place]);
  });
  await act(async () => root.unmount());
  container.remove();
});

test("presence and counts of a server's first state are drawn the same there and in the browser, the time of a lost count too", async () => {
  const server = aServer();
  server.as("chi").end();
  const parts = (
    <>
      <OnlineStatus userId="chi" showLabel showLastSeen />
      <PresenceAvatar userId="binh" name="Bình" />
      <ActiveViewers viewableId="lesson-3" />
    </>
  );
  const first = await renderWithLobby(parts, { server });
  await first.advance(12_000);
  server.network.disconnect();
  await first.advance(1_000);
  const initialState = first.lobby.store.getState().lobby;
  first.unmount();

  const app = () => <SocketProvider lobby={createLobby({ ...server.options(), initialState })}>{parts}</SocketProvider>;
  const markup = renderToString(app());
  expect(markup).toContain("1 watching");
  expect(markup).toContain("as of ");
  const container = document.createElement("div");
  document.body.append(container);
  container.append(...new DOMParser().parseFromString(markup, "text/html").body.childNodes);
  const said = () => container.querySelector(".lobby-viewers time")?.textContent;
  const onServer = said();
  const recovered: unknown[] = [];
  const root = await act(async () =>
    hydrateRoot(container, app(), { onRecoverableError: (error) => recovered.push(error) }),
  );
  expect(recovered).toEqual([]);
  expect(said()).not.toBe(onServer);
  expect(container.querySelector(".lobby-online")?.textContent).toMatch(/^Last seen /);
  await act(async () => root.unmount());
  container.remove();
});
