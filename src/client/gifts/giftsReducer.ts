import type { UnknownAction } from "@reduxjs/toolkit";
import { defined } from "../../contract/defined.js";
import type { Failure } from "../../contract/errors.js";
import type { DomainEvent } from "../../contract/events.js";
import { giftKey } from "../../contract/giftKey.js";
import type { Gift } from "../../contract/gifts.js";
import type { ConversationId } from "../../contract/ids.js";
import { ownValue } from "../../contract/ownValue.js";
import { eventsReceived } from "../lobbyActions.js";
import { giftAdded, giftAsked, giftDismissed, giftFailed, giftSettled, giftsForgotten } from "./giftActions.js";
import { giftsApi } from "./giftsApi.js";
import type { ConversationGifts, GiftHistory, GiftsState, PendingGift } from "./giftsState.js";
import { emptyGifts, noGifts } from "./selectors.js";

/** Gifts that a conversation keeps for whoever shows them. */
export const recentGifts = 100;
/** When what comes live has made a history this long, half of it is kept. */
const historyKept = 1_000;
/** Gifts that were sent are kept so many, for who still holds their key. */
const sentKept = 5;

const { giftShop, giftHistory, giftLeaderboard } = giftsApi.endpoints;

/** Reduces `state.lobby.gifts`. */
export function giftsReducer(state: GiftsState = emptyGifts, action: UnknownAction, userId: string | null): GiftsState {
  if (eventsReceived.match(action)) return receive(state, action.payload.events, userId);

  if (giftAdded.match(action)) {
    const { pending, shown, instead } = action.payload;
    if (state.pending.some(({ key }) => key === pending.key)) return state;
    const place = state.pending.findIndex(({ key }) => key === instead);
    const next = {
      ...state,
      pending: place === -1 ? [...state.pending, pending] : state.pending.with(place, pending),
    };
    return shown === undefined ? next : inConversation(next, pending.conversationId, (one) => addRecent(one, [shown]));
  }
  if (giftAsked.match(action)) {
    const { key } = action.payload;
    const next = asks(state, key);
    return changePending(next, key, ({ failure: _past, ...one }) => ({ ...one, status: "sending" }));
  }
  if (giftSettled.match(action)) {
    const { key, gift, balance } = action.payload;
    return settle(answered(state, key, balance), key, gift, userId);
  }
  if (giftFailed.match(action)) {
    const { key, status, failure, balance } = action.payload;
    const one = state.pending.find((pending) => pending.key === key);
    if (one === undefined || one.status === "sent") return state;
    const next = changePending(answered(state, key, balance), key, (pending) => ({ ...pending, status, failure }));
    if (status === "unknown") return next;
    return inConversation(next, one.conversationId, (gifts) => {
      const recent = gifts.recent.filter((gift) => giftKey(gift) !== key);
      return recent.length === gifts.recent.length ? gifts : { ...gifts, recent };
    });
  }
  if (giftDismissed.match(action)) {
    const pending = state.pending.filter(({ key }) => key !== action.payload.key);
    return pending.length === state.pending.length ? state : { ...state, pending };
  }
  if (giftsForgotten.match(action)) {
    const { [action.payload.conversationId]: gone, ...conversations } = state.conversations;
    return gone === undefined ? state : { ...state, conversations };
  }
  return reducePages(state, action, userId);
}

function reducePages(state: GiftsState, action: UnknownAction, userId: string | null): GiftsState {
  if (giftShop.matchPending(action)) {
    const next = asks(opened(state, action.meta.arg.originalArgs.conversationId), action.meta.requestId);
    return inConversation(next, action.meta.arg.originalArgs.conversationId, (gifts) => ({
      ...gifts,
      // What is there stays there while it is asked for again.
      status: gifts.status === "ready" ? "ready" : "loading",
      error: null,
    }));
  }
  if (giftShop.matchFulfilled(action)) {
    const { gifts: catalogue, balance } = action.payload;
    const next = answered(state, action.meta.requestId, balance);
    return inConversation(next, action.meta.arg.originalArgs.conversationId, (gifts) => ({
      ...gifts,
      catalogue,
      status: "ready",
      error: null,
    }));
  }
  if (giftShop.matchRejected(action)) {
    const next = answered(state, action.meta.requestId);
    return inConversation(next, action.meta.arg.originalArgs.conversationId, (gifts) => ({
      ...gifts,
      ...refusal(action.payload, gifts.status === "ready"),
    }));
  }
  if (giftHistory.matchPending(action)) {
    const { conversationId } = action.meta.arg.originalArgs;
    return inHistory(opened(state, conversationId), conversationId, (history) => ({
      ...history,
      status: "loading",
      error: null,
    }));
  }
  if (giftHistory.matchFulfilled(action)) {
    const { conversationId, cursor } = action.meta.arg.originalArgs;
    const { nextCursor } = action.payload;
    const page = action.payload.gifts
      .filter((gift) => gift.conversationId === conversationId)
      .map((gift) => ownKeyOnly(gift, userId));
    return inHistory(state, conversationId, (history) => {
      // It was cut or loaded anew in the meantime: the page continues something else.
      if (cursor !== null && cursor !== history.nextCursor) return { ...history, status: "ready", error: null };
      const held = cursor === null ? [] : history.gifts;
      const known = new Set(held.map(({ id }) => id));
      const gifts = [...held, ...page.filter(({ id }) => !known.has(id))];
      return { gifts, nextCursor, status: "ready", error: null };
    });
  }
  if (giftHistory.matchRejected(action)) {
    return inHistory(state, action.meta.arg.originalArgs.conversationId, (history) => ({
      ...history,
      ...refusal(action.payload, false),
    }));
  }
  if (giftLeaderboard.matchPending(action)) {
    const { conversationId } = action.meta.arg.originalArgs;
    return inConversation(opened(state, conversationId), conversationId, (gifts) => {
      const { leaderboard } = gifts;
      const status = leaderboard.status === "ready" ? "ready" : "loading";
      return { ...gifts, leaderboard: { ...leaderboard, status, error: null } };
    });
  }
  if (giftLeaderboard.matchFulfilled(action)) {
    const { leaders } = action.payload;
    return inConversation(state, action.meta.arg.originalArgs.conversationId, (gifts) => ({
      ...gifts,
      leaderboard: { status: "ready", error: null, leaders },
    }));
  }
  if (giftLeaderboard.matchRejected(action)) {
    return inConversation(state, action.meta.arg.originalArgs.conversationId, (gifts) => {
      const { leaderboard } = gifts;
      return {
        ...gifts,
        leaderboard: { ...leaderboard, ...refusal(action.payload, leaderboard.status === "ready") },
      };
    });
  }
  return state;
}

/** How a page that could not be had shows. `held`: there is an older one to go on showing. */
function refusal(error: Failure | undefined, held: boolean) {
  const why: Failure = error ?? { code: "UNAVAILABLE" };
  return { status: why.code === "UNSUPPORTED" ? "unsupported" : held ? "ready" : "error", error: why } as const;
}

function receive(state: GiftsState, events: readonly DomainEvent[], userId: string | null): GiftsState {
  let next = state;
  const arrived = new Map<ConversationId, Gift[]>();
  for (const event of events) {
    if (event.type === "balanceChanged") {
      next = { ...next, balance: event.balance, asking: emptyGifts.asking };
      if (event.clientId !== undefined) next = settle(next, event.clientId, null, userId);
    } else if (event.type === "giftReceived") {
      const gift = ownKeyOnly(event.gift, userId);
      if (gift.clientId !== undefined) next = settle(next, gift.clientId, gift, userId);
      const list = arrived.get(gift.conversationId);
      if (list === undefined) arrived.set(gift.conversationId, [gift]);
      else list.push(gift);
    }
  }
  for (const [conversationId, gifts] of arrived) {
    next = inConversation(next, conversationId, (one) => {
      const { history } = one;
      const known = new Set(history.gifts.slice(0, 2 * recentGifts).map(({ id }) => id));
      const fresh = gifts.filter(({ id }) => !known.has(id)).reverse();
      const grown = history.status === "idle" || fresh.length === 0 ? history : withNewest(history, fresh);
      return { ...addRecent(one, gifts), history: grown };
    });
  }
  return next;
}

/** Puts what came live before the history. It must not grow without end: the oldest go, and can be asked for again. */
function withNewest(history: GiftHistory, fresh: readonly Gift[]): GiftHistory {
  const gifts = [...fresh, ...history.gifts];
  if (gifts.length <= historyKept) return { ...history, gifts };
  const kept = gifts.slice(0, historyKept / 2);
  return { ...history, gifts: kept, nextCursor: kept.at(-1)?.id ?? null };
}

/** Puts gifts behind the others, each once: one that is there is replaced where it stands. */
function addRecent(conversation: ConversationGifts, gifts: readonly Gift[]): ConversationGifts {
  const places = new Map(conversation.recent.map((gift, index) => [giftKey(gift), index]));
  const recent = [...conversation.recent];
  const added: Gift[] = [];
  for (const gift of gifts) {
    const place = places.get(giftKey(gift));
    if (place === undefined) added.push(gift);
    else if (place >= 0) recent[place] = gift;
    places.set(giftKey(gift), place ?? -1);
  }
  return { ...conversation, recent: [...recent, ...dearest(added)].slice(-recentGifts) };
}

/** Of more gifts in one moment than are kept, the dear ones, in the order they came. */
function dearest(gifts: readonly Gift[]): readonly Gift[] {
  if (gifts.length <= recentGifts) return gifts;
  const byCost = [...gifts].sort((a, b) => b.price * b.quantity - a.price * a.quantity);
  const kept = new Set(byCost.slice(0, recentGifts));
  return gifts.filter((gift) => kept.has(gift));
}

/** A key means something only on one's own gifts: another's could be any. */
function ownKeyOnly(gift: Gift, userId: string | null): Gift {
  if (gift.clientId === undefined || gift.senderId === userId) return gift;
  const { clientId: _foreign, ...rest } = gift;
  return rest;
}

function settle(state: GiftsState, key: string, gift: Gift | null, userId: string | null): GiftsState {
  const one = state.pending.find((pending) => pending.key === key);
  let next = state;
  if (one !== undefined && one.status !== "sent") {
    next = changePending(next, key, ({ failure: _past, ...rest }) => ({ ...rest, status: "sent" }));
    const surplus = next.pending.filter(({ status }) => status === "sent").slice(0, -sentKept);
    if (surplus.length > 0) next = { ...next, pending: next.pending.filter((pending) => !surplus.includes(pending)) };
  }
  if (gift === null) return next;
  const own = ownKeyOnly(gift, userId);
  return inConversation(next, own.conversationId, (conversation) => {
    const place = conversation.recent.findIndex((recent) => giftKey(recent) === key);
    return place === -1 ? conversation : { ...conversation, recent: conversation.recent.with(place, own) };
  });
}

/** Remembers that an answer is awaited which may tell a balance. */
function asks(state: GiftsState, question: string): GiftsState {
  return state.asking.includes(question) ? state : { ...state, asking: [...state.asking, question] };
}

/**
 * Takes the balance of an answer, unless the server has told one by itself since the question: events come in the order of the wallet's changes, and answers, which come
 * another way or later, would take an older balance for the newest.
 */
function answered(state: GiftsState, question: string, balance?: number | null): GiftsState {
  if (!state.asking.includes(question)) return state;
  const asking = state.asking.filter((one) => one !== question);
  return { ...state, ...defined({ asking, balance }) };
}

function changePending(state: GiftsState, key: string, change: (pending: PendingGift) => PendingGift): GiftsState {
  const index = state.pending.findIndex((pending) => pending.key === key);
  const one = state.pending[index];
  return one === undefined ? state : { ...state, pending: state.pending.with(index, change(one)) };
}

/** Only what is asked for has a place here. */
function opened(state: GiftsState, conversationId: ConversationId): GiftsState {
  if (ownValue(state.conversations, conversationId) !== undefined) return state;
  return { ...state, conversations: { ...state.conversations, [conversationId]: noGifts } };
}

/** Changes a conversation's gifts; those of one that nobody shows (any more) are not kept. */
function inConversation(
  state: GiftsState,
  conversationId: ConversationId,
  change: (gifts: ConversationGifts) => ConversationGifts,
): GiftsState {
  const held = ownValue(state.conversations, conversationId);
  const next = held && change(held);
  if (next === undefined || next === held) return state;
  return { ...state, conversations: { ...state.conversations, [conversationId]: next } };
}

function inHistory(
  state: GiftsState,
  conversationId: ConversationId,
  change: (history: GiftHistory) => GiftHistory,
): GiftsState {
  return inConversation(state, conversationId, (gifts) => ({ ...gifts, history: change(gifts.history) }));
}
