import type { ConversationId } from "../../contract/ids.js";
import { ownValue } from "../../contract/ownValue.js";
import type { LobbyRootState } from "../lobbyState.js";
import type { ConversationGifts, GiftsState, PendingGift } from "./giftsState.js";

const none: readonly never[] = [];

/** Gifts before anything is known of them. */
export const emptyGifts: GiftsState = { balance: null, pending: none, conversations: {}, asking: none };

/** A conversation's gifts before anything is known of them. */
export const noGifts: ConversationGifts = {
  status: "idle",
  error: null,
  catalogue: none,
  recent: none,
  history: { status: "idle", error: null, gifts: none, nextCursor: null },
  leaderboard: { status: "idle", error: null, leaders: none },
};

/** A conversation's gifts; empty ones, always the same object, before anything is known. */
export function selectGifts(state: LobbyRootState, id: ConversationId | null): ConversationGifts {
  const conversations = state.lobby.gifts?.conversations;
  return (id === null || conversations === undefined ? undefined : ownValue(conversations, id)) ?? noGifts;
}

/**
 * What the user has to spend: what the server last said, less what is on its way and not yet taken from it; never below 0. `null` where the server tells none.
 */
export function selectGiftBalance(state: LobbyRootState): number | null {
  const { balance, pending } = state.lobby.gifts ?? emptyGifts;
  if (balance === null) return null;
  const underWay = pending.filter(({ status }) => status === "sending" || status === "unknown");
  return Math.max(0, balance - underWay.reduce((sum, { gift, quantity }) => sum + gift.price * quantity, 0));
}

const byConversation = new WeakMap<readonly PendingGift[], Map<ConversationId, readonly PendingGift[]>>();

/** Gifts of a conversation on their way, and what became of the last few, oldest first. The same array until one of them changes. */
export function selectPendingGifts(state: LobbyRootState, id: ConversationId | null): readonly PendingGift[] {
  const { pending } = state.lobby.gifts ?? emptyGifts;
  if (id === null || pending.length === 0) return none;
  const held = byConversation.get(pending) ?? new Map<ConversationId, readonly PendingGift[]>();
  byConversation.set(pending, held);
  const own = held.get(id) ?? pending.filter(({ conversationId }) => conversationId === id);
  held.set(id, own);
  return own;
}
