import { act, render } from "@testing-library/react";
import { type ComponentType, createRef, type ReactNode, type Ref } from "react";
import { describe, expect, test } from "vitest";
import type { ChatMessage } from "../../src/client/chat/chatState.js";
import { selectConversation } from "../../src/client/chat/selectors.js";
import { createLobby } from "../../src/client/createLobby.js";
import { Avatar } from "../../src/components/Avatar.js";
import { ChatEmpty } from "../../src/components/chat/ChatEmpty.js";
import { ChatError } from "../../src/components/chat/ChatError.js";
import { ChatHeader } from "../../src/components/chat/ChatHeader.js";
import { ChatLoading } from "../../src/components/chat/ChatLoading.js";
import { ChatRoom } from "../../src/components/chat/ChatRoom.js";
import { ChatRoot } from "../../src/components/chat/ChatRoot.js";
import { ChatState } from "../../src/components/chat/ChatState.js";
import { Composer } from "../../src/components/chat/Composer.js";
import { ConversationItem } from "../../src/components/chat/ConversationItem.js";
import { ConversationList } from "../../src/components/chat/ConversationList.js";
import { DaySeparator } from "../../src/components/chat/DaySeparator.js";
import { FailedActions } from "../../src/components/chat/FailedActions.js";
import { GapRow } from "../../src/components/chat/GapRow.js";
import { MessageMeta } from "../../src/components/chat/MessageMeta.js";
import { MessageRow } from "../../src/components/chat/MessageRow.js";
import { MessageList } from "../../src/components/chat/message-list/MessageList.js";
import { SystemLine } from "../../src/components/chat/SystemLine.js";
import { TypingIndicator } from "../../src/components/chat/TypingIndicator.js";
import { UnreadDivider } from "../../src/components/chat/UnreadDivider.js";
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
import { NotificationBell } from "../../src/components/notifications/NotificationBell.js";
import { NotificationCenter } from "../../src/components/notifications/NotificationCenter.js";
import { NotificationRow } from "../../src/components/notifications/NotificationRow.js";
import { AvatarStack } from "../../src/components/presence/AvatarStack.js";
import { OnlineStatus } from "../../src/components/presence/OnlineStatus.js";
import { PresenceAvatar } from "../../src/components/presence/PresenceAvatar.js";
import { LiveBadge } from "../../src/components/room/LiveBadge.js";
import { LiveRoom } from "../../src/components/room/LiveRoom.js";
import { RoomMoves } from "../../src/components/room/RoomMoves.js";
import { Roster } from "../../src/components/room/Roster.js";
import { SupportChat } from "../../src/components/support/SupportChat.js";
import { SupportConsole } from "../../src/components/support/SupportConsole.js";
import { ActiveViewers } from "../../src/components/viewers/ActiveViewers.js";
import { SocketProvider } from "../../src/react/SocketProvider.js";
import { aNotification } from "../../src/testing/factories/aNotification.js";
import { aServer } from "./chat/aServer.js";

const message: ChatMessage = {
  key: "k",
  id: "m",
  conversationId: "room:algebra",
  seq: 1,
  senderId: "chi",
  senderName: "Chi",
  createdAt: Date.UTC(2026, 2, 10),
  body: { kind: "text", text: "Hello" },
  status: "received",
  own: false,
};

// biome-ignore lint/suspicious/noExplicitAny: parts of all kinds of props and elements are listed together
type Part = ComponentType<any>;
const inChat: readonly (readonly [string, Part, Record<string, unknown>, string])[] = [
  ["ChatEmpty", ChatEmpty, {}, "lobby-state"],
  ["ChatError", ChatError, { failure: null, onRetry: () => {} }, "lobby-state"],
  ["ChatHeader", ChatHeader, {}, "lobby-header"],
  ["ChatLoading", ChatLoading, {}, "lobby-loading"],
  ["ChatState", ChatState, { drawing: "cable", title: "No" }, "lobby-state"],
  ["Composer", Composer, {}, "lobby-composer"],
  ["DaySeparator", DaySeparator, { at: message.createdAt }, "lobby-day"],
  ["FailedActions", FailedActions, { message }, "lobby-failed"],
  ["GapRow", GapRow, { gap: { after: 1, before: 3, loading: false } }, "lobby-gap"],
  ["MessageList", MessageList, {}, "lobby-list"],
  ["MessageMeta", MessageMeta, { message }, "lobby-meta"],
  ["MessageRow", MessageRow, { message, firstUnread: false }, "lobby-row"],
  ["SystemLine", SystemLine, { message: { ...message, body: { kind: "system", text: "x" } } }, "lobby-system"],
  ["TypingIndicator", TypingIndicator, {}, "lobby-typing"],
  ["UnreadDivider", UnreadDivider, {}, "lobby-unread"],
];
const alone: typeof inChat = [
  ["Avatar", Avatar, { userId: "an" }, "lobby-avatar"],
  ["ChatRoom", ChatRoom, { roomId: "algebra" }, "lobby-chat"],
  ["ChatRoot", ChatRoot, { roomId: "algebra" }, "lobby-chat"],
  ["ConnectionStatus", ConnectionStatus, {}, "lobby-connection"],
  ["ActiveViewers", ActiveViewers, { viewableId: "lesson-3" }, "lobby-viewers"],
  ["AvatarStack", AvatarStack, { users: [{ id: "an" }] }, "lobby-stack"],
  ["NotificationCenter", NotificationCenter, {}, "lobby-notifications-bell"],
  ["NotificationBell", NotificationBell, { unreadCount: 3, known: true }, "lobby-bell"],
  [
    "NotificationRow",
    NotificationRow,
    { notification: aNotification(), now: null, onOpen: () => {}, onMarkRead: () => {} },
    "lobby-notification",
  ],
  ["OnlineStatus", OnlineStatus, { userId: "an" }, "lobby-online"],
  ["PresenceAvatar", PresenceAvatar, { userId: "an" }, "lobby-avatar"],
  ["CommentFeed", CommentFeed, { topic: "comments" }, "lobby-comments"],
  ["ConversationList", ConversationList, {}, "lobby-conversations"],
  ["Inbox", Inbox, { defaultSelectedId: "room:algebra" }, "lobby-inbox"],
  ["SupportChat", SupportChat, {}, "lobby-support"],
  ["SupportConsole", SupportConsole, {}, "lobby-console"],
  ["LiveBadge", LiveBadge, { since: 1 }, "lobby-live-badge"],
  ["LiveRoom", LiveRoom, { roomId: "algebra" }, "lobby-live-room"],
  ["RoomMoves", RoomMoves, { roomId: "algebra" }, "lobby-room-moves"],
  ["Roster", Roster, { roomId: "algebra" }, "lobby-roster"],
  ["GiftHistory", GiftHistory, { target: { roomId: "algebra" } }, "lobby-gift-history"],
  ["GiftLeaderboard", GiftLeaderboard, { target: { roomId: "algebra" } }, "lobby-gift-leaders"],
  ["GiftPicker", GiftPicker, { target: { roomId: "algebra" }, receivers: [] }, "lobby-gift-picker"],
  ["GiftStage", GiftStage, { target: { roomId: "algebra" } }, "lobby-gift-stage"],
  ["ConversationItem", ConversationItem, { conversation: "of the store" }, "lobby-conversation"],
  ["CourseRating", CourseRating, { topic: "rating" }, "lobby-rating"],
  ["PriceBoard", PriceBoard, { symbols: ["FPT"] }, "lobby-board"],
  ["PriceTicker", PriceTicker, { symbol: "FPT" }, "lobby-ticker"],
];

async function renderPart(Part: Part, props: Record<string, unknown>, inside: boolean) {
  const lobby = createLobby({ ...aServer().options(), user: { id: "an", name: "An" } });
  const given =
    "conversation" in props
      ? { ...props, conversation: selectConversation(lobby.store.getState(), "room:algebra") }
      : props;
  const ref = createRef<Element>();
  const element = (extra: { className?: string; style?: { opacity: number }; ref?: Ref<Element> }): ReactNode => {
    const part = <Part {...given} {...extra} data-own-mark="yes" id="own-id" />;
    return (
      <SocketProvider lobby={lobby} enabled={false}>
        {inside ? <ChatRoot roomId="algebra">{part}</ChatRoot> : part}
      </SocketProvider>
    );
  };
  const { container } = render(element({ className: "own-class", style: { opacity: 0.5 }, ref }));
  await act(async () => {});
  return { container, ref };
}

describe.each([...inChat.map((each) => [...each, true] as const), ...alone.map((each) => [...each, false] as const)])(
  "%s",
  (_, Part, props, className, inside) => {
    test("passes className, style, ref, id and data-* on to its outermost element, beside its own class", async () => {
      const { container, ref } = await renderPart(Part, props, inside);
      const element = container.querySelector("#own-id");
      expect(element).not.toBeNull();
      expect(ref.current).toBe(element);
      expect(element).toHaveClass("own-class", className);
      expect(element).toHaveStyle({ opacity: "0.5" });
      expect(element).toHaveAttribute("data-own-mark", "yes");
    });

    test("gives every button and field a name", async () => {
      const { container } = await renderPart(Part, props, inside);
      for (const element of container.querySelectorAll("button, input, textarea")) {
        expect(element, element.outerHTML).toHaveAccessibleName();
        if (element.tagName === "BUTTON") expect(element).toHaveAttribute("type", "button");
      }
    });
  },
);
