import type {
  ConversationProfile,
  ConversationSummary,
  ConversationsPage,
  LoggedMessage,
  MessageBody,
  Receipt,
} from "../../contract/chat.js";
import type { Head, User } from "../../contract/connection.js";
import type { ConversationId } from "../../contract/ids.js";
import type { GiftStore } from "./giftStore.js";
import type { NotificationStore } from "./notificationStore.js";
import type { RoomStore } from "./roomStore.js";
import type { SupportStore } from "./supportStore.js";

/** A message to be stored. */
export interface AppendInput {
  /** The message's id if it is new. */
  readonly id: string;
  readonly conversationId: ConversationId;
  /** From the session, never from the payload. */
  readonly sender: User;
  readonly clientId: string;
  readonly body: MessageBody;
  /** Server clock, ms since the epoch. */
  readonly createdAt: number;
  /** Who gets the conversation in his list by this, if he hasn't yet. */
  readonly members: readonly string[];
}

/** What storing came to. */
export interface AppendResult {
  readonly message: LoggedMessage;
  /** The same sender had stored the same client id here before: `message` is that one, nothing was added. */
  readonly duplicate: boolean;
  /** Which of the members were none before. */
  readonly newMembers: readonly string[];
}

/**
 * Where conversations live. Every method may reject when the storage is unreachable: the command is then answered `UNAVAILABLE` and the client tries again
 * with the same client id. Ids are well-formed when they get here, yet an implementation must not rely on it for its own safety (parameters, no string SQL).
 */
export interface LobbyStore {
  /** Made with the storage and kept in it; another one means that what clients hold may be gone. */
  epoch(): Promise<string>;
  /**
   * Looks for a duplicate, gives the next sequence and stores, all in one transaction; moves the sender's own watermarks to it (a `system` line has no reader). Resolves when it is as durable as the
   * storage makes it. Appends to one conversation resolve in the order of their sequences.
   */
  append(input: AppendInput): Promise<AppendResult>;
  /** Up to `limit` messages after `after`, oldest first. */
  range(conversationId: ConversationId, after: number, limit: number): Promise<readonly LoggedMessage[]>;
  /** Up to `limit` newest messages before `before` (the end of the log if `null`), oldest first. */
  page(conversationId: ConversationId, before: number | null, limit: number): Promise<readonly LoggedMessage[]>;
  /** Newest sequence (0 when empty) and oldest one still there (1 when empty). */
  bounds(conversationId: ConversationId): Promise<{ readonly head: number; readonly oldest: number }>;
  heads(conversationIds: readonly ConversationId[]): Promise<readonly Head[]>;
  /** Up to `limit` watermarks: the user's own first, then those that have come furthest. */
  receipts(conversationId: ConversationId, userId: string, limit: number): Promise<readonly Receipt[]>;
  /** Moves watermarks forward, never back and never beyond the head. Answers `null` when nothing moved. A read message is also delivered. */
  advance(
    conversationId: ConversationId,
    userId: string,
    to: { readonly deliveredSeq?: number; readonly readSeq?: number },
  ): Promise<Receipt | null>;
  /** The user's conversations, most recently changed first. A cursor that is none of this store's starts from the top. */
  conversations(userId: string, cursor: string | null, limit: number): Promise<ConversationsPage>;
  /** One conversation as the user's list shows it; `null` when he is no member. */
  conversation(userId: string, conversationId: ConversationId): Promise<ConversationSummary | null>;
  /** What the conversation is called and who is in it, for whoever may open it, member or not; `null` when there is nothing of that name yet. */
  profile(userId: string, conversationId: ConversationId): Promise<ConversationProfile | null>;
  /** Remembers name and picture, as the token tells them. */
  saveUser(user: User): Promise<void>;
  /** Those of the users who are known, in no particular order. */
  users(ids: readonly string[]): Promise<readonly User[]>;
  /** Names a room. Rooms come into being with the first message in them or by this. */
  saveRoom(room: { readonly roomId: string; readonly title?: string; readonly avatarUrl?: string }): Promise<void>;
  /** Puts a user among a conversation's members (for rooms: those who have it in their list). */
  addMember(conversationId: ConversationId, userId: string, at: number): Promise<void>;
  removeMember(conversationId: ConversationId, userId: string): Promise<void>;
  /** Those who belong to it, up to `limit` where one is given. */
  members(conversationId: ConversationId, limit?: number): Promise<readonly string[]>;
  /** Visitors' requests for help. */
  readonly support: SupportStore;
  readonly notifications: NotificationStore;
  /** The ledger of gifts, and the wallets they are charged to. */
  readonly gifts: GiftStore;
  /** Rooms: what they are called, and what is streamed in them. */
  readonly rooms: RoomStore;
  /** Ends it. Further calls reject. */
  close(): Promise<void>;
}

/** How many members a conversation's summary names. */
export const summaryParticipants = 10;

/** Where the next page of a conversation list starts: after this change time and id. */
export interface ListCursor {
  readonly updatedAt: number;
  readonly id: string;
}

/** Writes a list cursor. Opaque to clients. */
export function encodeListCursor({ updatedAt, id }: ListCursor): string {
  return `${updatedAt}~${id}`;
}

/** Reads a list cursor; `null` for anything that is none. */
export function decodeListCursor(text: string | null): ListCursor | null {
  if (text === null || text.length > 200) return null;
  const at = text.indexOf("~");
  const updatedAt = Number(text.slice(0, at));
  return at > 0 && Number.isFinite(updatedAt) ? { updatedAt, id: text.slice(at + 1) } : null;
}
