import { act } from "@testing-library/react";
import type { ReactElement } from "react";
import { hydrateRoot } from "react-dom/client";
import { renderToString } from "react-dom/server";
import { expect, test, vi } from "vitest";
import { createLobby } from "../../src/client/createLobby.js";
import { ChatRoom } from "../../src/components/chat/ChatRoom.js";
import { ConversationList } from "../../src/components/chat/ConversationList.js";
import { ConnectionStatus } from "../../src/components/connection/ConnectionStatus.js";
import { GiftHistory } from "../../src/components/gifts/GiftHistory.js";
import { GiftLeaderboard } from "../../src/components/gifts/GiftLeaderboard.js";
import { GiftPicker } from "../../src/components/gifts/GiftPicker.js";
import { GiftStage } from "../../src/components/gifts/GiftStage.js";
import { Inbox } from "../../src/components/inbox/Inbox.js";
import { CommentFeed } from "../../src/components/live/CommentFeed.js";
import { CourseRating } from "../../src/components/live/CourseRating.js";
import { PriceBoard } from "../../src/components/live/PriceBoard.js";
import { PriceTicker } from "../../src/components/live/PriceTicker.js";
import { LobbyToaster } from "../../src/components/notifications/LobbyToaster.js";
import { NotificationCenter } from "../../src/components/notifications/NotificationCenter.js";
import { AvatarStack } from "../../src/components/presence/AvatarStack.js";
import { OnlineStatus } from "../../src/components/presence/OnlineStatus.js";
import { PresenceAvatar } from "../../src/components/presence/PresenceAvatar.js";
import { LiveRoom } from "../../src/components/room/LiveRoom.js";
import { SupportChat } from "../../src/components/support/SupportChat.js";
import { SupportConsole } from "../../src/components/support/SupportConsole.js";
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

const everythingElse: Readonly<Record<string, ReactElement>> = {
  AvatarStack: <AvatarStack users={[{ id: "an", name: "An" }, { id: "binh" }]} />,
  CommentFeed: <CommentFeed topic="course-7-comments" />,
  CourseRating: <CourseRating topic="course-7-rating" />,
  GiftHistory: <GiftHistory target={{ roomId: "algebra" }} />,
  GiftLeaderboard: <GiftLeaderboard target={{ roomId: "algebra" }} />,
  "GiftPicker, inline": (
    <GiftPicker target={{ roomId: "algebra" }} receivers={[{ id: "binh", name: "Bình" }]} layout="inline" />
  ),
  "GiftPicker, popover": <GiftPicker target={{ roomId: "algebra" }} receivers={[{ id: "binh", name: "Bình" }]} />,
  GiftStage: <GiftStage target={{ roomId: "algebra" }} />,
  Inbox: <Inbox />,
  LiveRoom: <LiveRoom roomId="algebra" />,
  LobbyToaster: <LobbyToaster />,
  "NotificationCenter, inline": <NotificationCenter layout="inline" />,
  NotificationCenter: <NotificationCenter />,
  PriceBoard: <PriceBoard symbols={["FPT", "VNM"]} />,
  PriceTicker: <PriceTicker symbol="FPT" currency="VND" />,
  SupportChat: <SupportChat />,
  SupportConsole: <SupportConsole />,
};

test.each(Object.entries(everythingElse))("%s hydrates as it was rendered on the server", async (_name, part) => {
  const server = aServer();
  const app = () => <SocketProvider lobby={createLobby(server.options())}>{part}</SocketProvider>;
  // Parts that are loaded on demand are waited for, as Next's streaming does.
  renderToString(app());
  await vi.dynamicImportSettled();
  const markup = renderToString(app());
  const container = document.createElement("div");
  document.body.append(container);
  container.append(...new DOMParser().parseFromString(markup, "text/html").body.childNodes);
  const recovered: unknown[] = [];
  const root = await act(async () =>
    hydrateRoot(container, app(), { onRecoverableError: (error) => recovered.push(error) }),
  );
  expect(recovered).toEqual([]);
  await act(async () => root.unmount());
  container.remove();
  server.close();
});
