import type { User } from "../../contract/connection.js";
import type { Failure } from "../../contract/errors.js";
import type { CatalogueGift, Gift } from "../../contract/gifts.js";
import type { ConversationId } from "../../contract/ids.js";
import type { Notification } from "../../contract/notifications.js";
import type { SupportTicket } from "../../contract/support.js";
import type { Capabilities } from "../../protocols/protocol.js";
import type { ChatMessage, ConversationState, Gap, TypingUser } from "../chat/chatState.js";
import type { ConnectionState } from "../connection/connectionState.js";
import type { HealthLevel, HealthState } from "../connection/healthState.js";
import type { GiftLoadStatus, PendingGift } from "../gifts/giftsState.js";
import type { NotificationListState } from "../notifications/notificationsState.js";
import type { RoomStatus, WatchedRoom } from "../room/roomState.js";

/** What is said in the room. */
export interface LivestreamChat
  extends Pick<ConversationState, "status" | "error" | "closed" | "hasOlder" | "older" | "readSeq"> {
  /** Oldest first, own unsent ones last; each the same object until something about it changes, and the array until one of them does. */
  readonly messages: readonly ChatMessage[];
  /** Where messages are missing in between; none where the server counts nothing. */
  readonly gaps: readonly Gap[];
  /** Messages of others that this user has not read; see `markRead`. */
  readonly unreadCount: number;
  /** Others who type now; nobody where the server tells no typing (`capabilities.typing`). */
  readonly typing: readonly TypingUser[];
  /**
   * Local clock, ms since the epoch, at which the server takes the next message; `null` when it takes one now. What is sent sooner is kept, and goes by itself then.
   */
  readonly nextMessageAt: number | null;
}

/** The room: who is in it, what it is called, what is streamed there. */
export interface LivestreamRoomInfo extends Omit<WatchedRoom, "status" | "returning"> {
  /** `idle`: signed out, or nobody looks. */
  readonly status: RoomStatus | "idle";
  /** Whether this server has rooms beside their chats; `true` until it is known. */
  readonly supported: boolean;
  /** The room is this user's. */
  readonly isHost: boolean;
}

/** How many people watch. */
export interface LivestreamViewers {
  /** `null` until the server has said it. */
  readonly count: number | null;
  /** Largest count so far. */
  readonly peak: number | null;
  /** Local clock at which the connection was lost, since when the count stands; `null` while it is live. */
  readonly asOf: number | null;
  readonly supported: boolean;
}

/** Gifts in the room. */
export interface LivestreamGifts {
  readonly supported: boolean;
  /** Of the catalogue. */
  readonly status: GiftLoadStatus;
  readonly error: Failure | null;
  /** What can be given. */
  readonly catalogue: readonly CatalogueGift[];
  /** What the user can still spend, less what is on its way; `null` where the server tells none. */
  readonly balance: number | null;
  /** Own gifts on their way, and what became of the last few, oldest first. */
  readonly pending: readonly PendingGift[];
  /** Gifts since the room is looked at, newest last, at most 100, each once. */
  readonly recent: readonly Gift[];
  /** The one to be shown now, for as long as its animation lasts; `null` in between. One at a time, a second apart. */
  readonly showing: Gift | null;
  /** How many wait to be shown. */
  readonly waiting: number;
}

/** Words to the admins. */
export interface LivestreamSupport {
  readonly conversationId: ConversationId | null;
  /** Own words and the answers, oldest first. */
  readonly messages: readonly ChatMessage[];
  /** The request that agents see; `null` before the first, and where the server keeps none (`capabilities.support`). */
  readonly ticket: SupportTicket | null;
  /** Why the request was refused. */
  readonly error: Failure | null;
}

/** The user's notifications. */
export interface LivestreamNotifications extends Pick<NotificationListState, "status" | "more"> {
  readonly supported: boolean;
  /** Newest first; the same array until one changes. */
  readonly list: readonly Notification[];
  readonly unreadCount: number;
  /** Why the last page could not be had, or the last change was taken back. */
  readonly error: Failure | null;
  readonly hasMore: boolean;
}

/** How well everything works, and what went wrong: `errors` are the last hundred, latest last. */
export interface LivestreamHealth extends HealthState {
  /** Both together: `down` when nothing that is known of works, `degraded` when one of them does not work well. */
  readonly overall: HealthLevel;
  readonly socket: HealthLevel;
  /** Median round trip of the last commands over the socket, ms. */
  readonly latencyMs: number | null;
}

/**
 * Everything about one room at a moment. Serialisable. The same object while nothing changed, and so is each of its parts: an interface may compare parts by identity to know what
 * to draw again.
 */
export interface LivestreamView {
  readonly roomId: string;
  readonly conversationId: ConversationId;
  /** Who is signed in. */
  readonly user: User | null;
  /** What this server can do: what it can't, an interface hides. */
  readonly capabilities: Capabilities;
  /** Where the connection stands, and what is promised on it (`guarantees`). */
  readonly connection: ConnectionState;
  readonly room: LivestreamRoomInfo;
  readonly viewers: LivestreamViewers;
  readonly chat: LivestreamChat;
  readonly gifts: LivestreamGifts;
  readonly support: LivestreamSupport;
  readonly notifications: LivestreamNotifications;
  readonly health: LivestreamHealth;
}
