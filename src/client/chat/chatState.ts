import type { Message, Receipt } from "../../contract/chat.js";
import type { User } from "../../contract/connection.js";
import type { Failure } from "../../contract/errors.js";
import type { ConversationId, ConversationKind } from "../../contract/ids.js";

/**
 * What has become of a message.
 *
 * One's own: `queued` waits for a connection or its turn · `sending` on its way · `sent` stored by the server · `delivered`, `read` by at least one
 * other · `unconfirmed` went out to a server that confirms nothing · `failed` refused, kept with its text for Retry and Delete.
 * Others': `received`. Either: `lost`, shown here but no longer on the server, whose log was lost.
 */
export type MessageStatus =
  | "queued"
  | "sending"
  | "sent"
  | "delivered"
  | "read"
  | "unconfirmed"
  | "failed"
  | "received"
  | "lost";

/** A message as it is shown: the same object until something about it changes. */
export interface ChatMessage extends Message {
  /** Stable from compose time over acknowledgement, echo and reload: use it as React key. */
  readonly key: string;
  readonly status: MessageStatus;
  /** Sent by the signed-in user. */
  readonly own: boolean;
  /** Why it failed. */
  readonly failure?: Failure;
}

/** A hole in what is held: sequences after `after` and before `before` are missing. Shown as a gap row, filled on demand. */
export interface Gap {
  readonly after: number;
  readonly before: number;
  readonly loading: boolean;
}

/** Somebody who types. */
export interface TypingUser {
  readonly userId: string;
  readonly userName?: string;
  /** Local clock, ms since the epoch, at which it expires. */
  readonly until: number;
}

/** One conversation. */
export interface ConversationState {
  readonly id: ConversationId;
  readonly kind: ConversationKind;
  /** The room's name; `null` for 1:1, which are named after the other person. */
  readonly title: string | null;
  readonly avatarUrl: string | null;
  readonly participants: readonly User[];
  readonly memberCount: number | null;
  /**
   * Of its first page: `idle` never asked for, `loading`, `ready`, or `error` with nothing to show. Where there is no page to load (`history: "none"`) it is `ready` at once, and
   * `error` when the server refuses to let the user in.
   */
  readonly status: "idle" | "loading" | "ready" | "error";
  /** Why the first page could not be had, or the user was not let in. Beside `ready`: what was held before is still shown. */
  readonly error: Failure | null;
  /** Why it takes no more messages from this user; `null` while open. */
  readonly closed: "left" | "kicked" | "deleted" | null;
  readonly epoch: string | null;
  /** Newest known sequence; `null` where the server counts nothing. */
  readonly head: number | null;
  /** The log as far as held, in order of `seq` (of `createdAt` where there are none). A new array only when it changed. */
  readonly messages: readonly ChatMessage[];
  /** Own messages that the log does not hold yet, in compose order. Always shown last. */
  readonly pending: readonly ChatMessage[];
  readonly gaps: readonly Gap[];
  readonly hasOlder: boolean;
  /** Where the next older page starts, for servers without sequences; with sequences the oldest message held says it. */
  readonly olderCursor: string | null;
  readonly older: "idle" | "loading" | "error";
  readonly receipts: Readonly<Record<string, Receipt>>;
  /** Own read watermark. */
  readonly readSeq: number;
  /** Where there are no sequences: how many came from others since the last time read. */
  readonly unseen: number;
  readonly typing: readonly TypingUser[];
  readonly lastMessage: Message | null;
  readonly updatedAt: number;
  /** Local clock until which the server takes no more messages here; `null` when it does. */
  readonly rateLimitedUntil: number | null;
  /** What is being written; survives unmounting. */
  readonly draft: string;
  /** Keeps only the newest messages (rooms under flood): the oldest are dropped beyond the cap, and can be loaded again. */
  readonly bounded: boolean;
  /** The end of the list is on the screen. While it is not, a bounded room drops nothing. */
  readonly reading: boolean;
}

/** State of chat, in the store at `lobby.chat`. */
export interface ChatState {
  readonly conversations: Readonly<Record<ConversationId, ConversationState>>;
  /** Of the conversation list. */
  readonly list: {
    readonly status: "idle" | "loading" | "ready" | "error";
    readonly error: Failure | null;
    readonly nextCursor: string | null;
  };
}
