import type { DraftBody } from "../../contract/chat.js";
import type { Failure } from "../../contract/errors.js";
import type { ConversationId } from "../../contract/ids.js";

/** A message that waits for its acknowledgement. Plain data, so that any storage can hold it. */
export interface OutboxItem {
  /** Made at compose time; the server stores a repetition once. */
  readonly clientId: string;
  /** Who composed it. It is never sent as anybody else. */
  readonly userId: string;
  readonly conversationId: ConversationId;
  readonly body: DraftBody;
  /** Local clock, ms since the epoch. */
  readonly composedAt: number;
  /** Times it went out. */
  readonly attempts: number;
  /** Set when refused for good: waits for Retry or Delete. */
  readonly failure: Failure | null;
}

/**
 * Where the outbox keeps its items: the page's storage unless told otherwise, where there is one.
 * Methods may reject: the outbox then goes on in memory and says so.
 */
export interface OutboxStorage {
  /** Items survive a reload. */
  readonly durable: boolean;
  /**
   * Items of that user, in compose order.
   *
   * @param found told of those that come later: another page was still there, and has gone without having sent them
   */
  load(userId: string, found: (items: readonly OutboxItem[]) => void): Promise<readonly OutboxItem[]>;
  put(item: OutboxItem): Promise<void>;
  remove(userId: string, clientId: string): Promise<void>;
}
