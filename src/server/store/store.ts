import type {
  ConversationSummary,
  ConversationsPage,
  LoggedMessage,
  MessageBody,
  Receipt,
} from "../../contract/chat.js";
import type { Head, User } from "../../contract/connection.js";
import type { ConversationId } from "../../contract/ids.js";

/** A message to be stored. */
export interface AppendInput {
  readonly conversationId: ConversationId;
  /** From the session, never from the payload. */
  readonly sender: User;
  readonly clientId: string;
  readonly body: MessageBody;
  /** Server clock, ms since the epoch. */
  readonly createdAt: number;
}

/** What storing came to. */
export interface AppendResult {
  readonly message: LoggedMessage;
  /** The same sender had stored the same client id here before: `message` is that one, nothing was added. */
  readonly duplicate: boolean;
}

/**
 * Where conversations live. Every method may reject when the storage is unreachable: the command is then answered `UNAVAILABLE` and the client tries again
 * with the same client id.
 */
export interface LobbyStore {
  /** Made with the storage and kept in it; another one means that what clients hold may be gone. */
  epoch(): Promise<string>;
  /** Looks for a duplicate, gives the next sequence and stores, all in one transaction; moves the sender's own watermarks to it. */
  append(input: AppendInput): Promise<AppendResult>;
  /** Up to `limit` messages after `after`, oldest first. */
  range(conversationId: ConversationId, after: number, limit: number): Promise<readonly LoggedMessage[]>;
  /** Up to `limit` newest messages before `before` (the end of the log if `null`), oldest first. */
  page(conversationId: ConversationId, before: number | null, limit: number): Promise<readonly LoggedMessage[]>;
  /** Newest sequence (0 when empty) and oldest one still there (1 when empty). */
  bounds(conversationId: ConversationId): Promise<{ readonly head: number; readonly oldest: number }>;
  heads(conversationIds: readonly ConversationId[]): Promise<readonly Head[]>;
  receipts(conversationId: ConversationId): Promise<readonly Receipt[]>;
  /** Moves watermarks forward, never back and never beyond the head. Answers `null` when nothing moved. A read message is also delivered. */
  advance(
    conversationId: ConversationId,
    userId: string,
    to: { readonly deliveredSeq?: number; readonly readSeq?: number },
  ): Promise<Receipt | null>;
  /** The user's conversations, most recently changed first. */
  conversations(userId: string, cursor: string | null, limit: number): Promise<ConversationsPage>;
  conversation(userId: string, conversationId: ConversationId): Promise<ConversationSummary | null>;
  /** Remembers name and picture, as the token tells them. */
  saveUser(user: User): Promise<void>;
  users(ids: readonly string[]): Promise<readonly User[]>;
  /** Names a room. Rooms come into being with the first who opens them or by this. */
  saveRoom(room: { readonly roomId: string; readonly title?: string; readonly avatarUrl?: string }): Promise<void>;
  /** Puts a user among a conversation's members (for rooms: those who have it in their list). */
  addMember(conversationId: ConversationId, userId: string, at: number): Promise<void>;
  removeMember(conversationId: ConversationId, userId: string): Promise<void>;
  members(conversationId: ConversationId): Promise<readonly string[]>;
  close(): Promise<void>;
}
