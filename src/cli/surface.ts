import type { Capabilities } from "../protocols/protocol.js";
import type { ConformSurface } from "./report.js";

type Needs = (can: Capabilities) => boolean;

interface Group {
  readonly names: readonly string[];
  /** Without this it shows nothing, or says that this server can't. */
  readonly needs: Needs;
  /** Parts that hide by themselves, and what each needs. */
  readonly parts?: readonly (readonly [part: string, needs: Needs])[];
}

const chat: Needs = ({ direct, rooms }) => direct || rooms;

/** What a thread of messages shows. */
const thread = [
  ["confirmation that a message was taken", (can) => can.acks],
  ["ticks for what was read", (can) => can.receipts !== "none"],
  ["older messages", (can) => can.history !== "none"],
] as const satisfies Group["parts"];
const composer = [["pictures", (can) => can.images]] as const satisfies Group["parts"];
const typing = ["who is typing", (can: Capabilities) => can.typing] as const;
const presence = ["who is online", (can: Capabilities) => can.presence] as const;
const list = ["conversations that were not opened on the page", (can: Capabilities) => can.conversations] as const;

/** Components and hooks by what they need of a server. */
const groups: readonly Group[] = [
  { names: ["ChatRoom"], needs: chat, parts: [...thread, ...composer, typing] },
  { names: ["useChat"], needs: chat, parts: [...thread, typing] },
  { names: ["MessageList", "MessageRow", "useMessages"], needs: chat, parts: thread },
  { names: ["MessageMeta"], needs: chat, parts: thread.slice(0, 2) },
  { names: ["Composer"], needs: chat, parts: composer },
  {
    names: [
      "ChatRoot",
      "ChatHeader",
      "ChatEmpty",
      "ChatError",
      "ChatLoading",
      "ChatState",
      "DaySeparator",
      "FailedActions",
      "GapRow",
      "MessageText",
      "ScrollToLatest",
      "SystemLine",
      "UnreadDivider",
      "useChatActions",
      "useChatContext",
      "useConversation",
      "useMessageAlerts",
      "useOpenConversation",
      "useUnreadCount",
    ],
    needs: chat,
  },
  { names: ["TypingIndicator", "useTyping"], needs: (can) => chat(can) && can.typing },
  { names: ["Inbox"], needs: chat, parts: [list, ...thread, ...composer, typing, presence] },
  { names: ["ConversationList", "ConversationItem", "useConversations"], needs: chat, parts: [list] },
  { names: ["useTotalUnread", "useUnreadTitle"], needs: chat, parts: [list] },
  { names: ["LiveChatHeader", "LiveConversationItem"], needs: chat, parts: [presence] },
  {
    names: ["LiveRoom", "useLivestream"],
    needs: ({ rooms }) => rooms,
    parts: [
      ...thread,
      ...composer,
      typing,
      ["gifts", (can) => can.gifts],
      ["the number of viewers", (can) => can.viewers],
    ],
  },
  { names: ["LiveBadge", "RoomMoves", "Roster", "useRoom"], needs: ({ rooms }) => rooms },
  {
    names: [
      "NotificationBell",
      "NotificationCenter",
      "NotificationRow",
      "LobbyToaster",
      "useNotificationAlerts",
      "useNotifications",
      "useAllNotifications",
      "useNotificationArrivals",
      "useUnreadNotifications",
    ],
    needs: (can) => can.notifications !== false,
    parts: [["pages, filters and clearing", (can) => can.notifications === true]],
  },
  {
    names: ["OnlineStatus", "PresenceAvatar", "useMyStatus", "useOnlineStatus", "usePresence"],
    needs: (can) => can.presence,
  },
  { names: ["ActiveViewers", "useViewerCount", "useViewerList"], needs: (can) => can.viewers },
  {
    names: [
      "GiftHistory",
      "GiftLeaderboard",
      "GiftPicker",
      "GiftStage",
      "useGiftHistory",
      "useGiftLeaderboard",
      "useGifts",
    ],
    needs: (can) => can.gifts,
  },
  {
    names: ["CommentFeed", "CourseRating", "PriceBoard", "PriceTicker", "useLiveTopic", "usePrice", "usePrices"],
    needs: (can) => can.live,
  },
  {
    names: ["SupportChat", "SupportConsole", "useSupport", "useSupportQueue", "useTicketUnread"],
    needs: (can) => can.support,
  },
];

/** These are the same on every server. */
export const everywhere: readonly string[] = [
  "Avatar",
  "AvatarStack",
  "ConnectionStatus",
  "SocketProvider",
  "useConnection",
  "useConnectionHealth",
  "useLobby",
  "useLobbySelector",
  "useLocale",
  "useMaybeLobby",
  "useSocket",
];

/** What components and hooks come to on a server that can do this. */
export function surfaceOf(can: Capabilities): readonly ConformSurface[] {
  return groups.flatMap(({ names, needs, parts = [] }) => {
    const there = needs(can);
    const without = there ? parts.flatMap(([part, need]) => (need(can) ? [] : [part])) : [];
    const state = !there ? "hidden" : without.length > 0 ? "partly" : "full";
    return names.map((name): ConformSurface => {
      return { name, kind: name.startsWith("use") ? "hook" : "component", state, without };
    });
  });
}
