import type { Failure } from "../../contract/errors.js";
import type { CatalogueGift, Gift, GiftLeader } from "../../contract/gifts.js";
import type { ConversationId } from "../../contract/ids.js";

/** State of gifts, in the store at `lobby.gifts`. */
export interface GiftsState {
  /** What the user has to spend, as the server last said; `null` before it did, and where it tells none. */
  readonly balance: number | null;
  /** Gifts on their way and what became of the last few, oldest first. */
  readonly pending: readonly PendingGift[];
  /** By id, those that are shown somewhere. */
  readonly conversations: Readonly<Record<ConversationId, ConversationGifts>>;
  /** Questions under way since before the server last told a balance by itself: their answers may still tell a newer one. */
  readonly asking: readonly string[];
}

/**
 * What became of a tap. `sending`: on its way or waiting for the network; `sent`: the server has charged it (or took it, where servers confirm nothing);
 * `failed`: certainly not charged, `failure` says why; `unknown`: nobody answers, it may be charged or not.
 */
export type PendingGiftStatus = "sending" | "sent" | "failed" | "unknown";

/** A tap on a gift and what became of it. */
export interface PendingGift {
  /** Made at the tap, the gift's idempotency key. */
  readonly key: string;
  readonly conversationId: ConversationId;
  /** What was tapped, as the catalogue had it then. */
  readonly gift: CatalogueGift;
  readonly quantity: number;
  readonly receiverId: string;
  readonly receiverName?: string;
  readonly note?: string;
  readonly status: PendingGiftStatus;
  readonly failure?: Failure;
  /** Local clock of the tap, ms since the epoch. */
  readonly at: number;
}

/** Where a list that is asked for stands. `unsupported`: this server has none. */
export type GiftLoadStatus = "idle" | "loading" | "ready" | "error" | "unsupported";

/** Gifts of one conversation. */
export interface ConversationGifts {
  /** Of the catalogue. */
  readonly status: GiftLoadStatus;
  readonly error: Failure | null;
  /** What can be given here. */
  readonly catalogue: readonly CatalogueGift[];
  /**
   * Gifts since the conversation is shown here, newest last, at most 100, each once. The own ones are there from the tap, first as they were tapped, then as the server has
   * them: what stays the same is their `clientId`, and no other gift bears one.
   */
  readonly recent: readonly Gift[];
  readonly history: GiftHistory;
  readonly leaderboard: GiftLeaderboard;
}

/** Gifts of the past, newest first. */
export interface GiftHistory {
  readonly status: GiftLoadStatus;
  readonly error: Failure | null;
  readonly gifts: readonly Gift[];
  /** Where the next older page starts; `null` when there is none. */
  readonly nextCursor: string | null;
}

/** Who has given how much, most generous first. */
export interface GiftLeaderboard {
  readonly status: GiftLoadStatus;
  readonly error: Failure | null;
  readonly leaders: readonly GiftLeader[];
}
