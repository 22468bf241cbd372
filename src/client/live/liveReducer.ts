import type { UnknownAction } from "@reduxjs/toolkit";
import type { DomainEvent } from "../../contract/events.js";
import type { Price } from "../../contract/live.js";
import { ownValue } from "../../contract/ownValue.js";
import { eventsReceived, userChanged } from "../lobbyActions.js";
import {
  changeMade,
  changeSent,
  changeSettled,
  conflictDismissed,
  liveLost,
  pricesClosed,
  pricesFailed,
  pricesOpened,
  pricesRenewed,
  topicConfirmed,
  topicFailed,
  topicsClosed,
  topicsOpened,
} from "./liveActions.js";
import type { LivePrice, LiveState, LocalChange, TopicState } from "./liveState.js";
import { changed, unknownTopic, withPatch, withSnapshot, withTaken } from "./topicReducer.js";

/** Nothing is followed. */
export const emptyLive: LiveState = { topics: {}, prices: {}, pricesFailure: null };

/** Reduces `lobby.live`. */
export function liveReducer(state: LiveState = emptyLive, action: UnknownAction): LiveState {
  if (eventsReceived.match(action)) return received(state, action.payload.events);
  if (userChanged.match(action)) return action.payload.keep ? state : emptyLive;

  if (topicsOpened.match(action)) {
    const added = action.payload.topics.filter((topic) => !Object.hasOwn(state.topics, topic));
    // One that was refused before is tried again.
    const again = action.payload.topics.filter((topic) => ownValue(state.topics, topic)?.failure);
    if (added.length + again.length === 0) return state;
    const topics = { ...state.topics };
    for (const topic of added) topics[topic] = unknownTopic;
    for (const topic of again) topics[topic] = changed(topics[topic] ?? unknownTopic, { failure: null });
    return { ...state, topics };
  }
  if (topicsClosed.match(action)) return { ...state, topics: without(state.topics, action.payload.topics) };
  if (topicConfirmed.match(action)) {
    const { topic, version } = action.payload;
    return onTopic(state, topic, (one) => (one.version === version ? changed(one, { failure: null }) : one));
  }
  if (topicFailed.match(action)) {
    const { topic, failure } = action.payload;
    return onTopic(state, topic, (one) => changed(one, { failure }));
  }
  if (liveLost.match(action)) return lost(state);
  if (changeMade.match(action)) {
    const { topic, change } = action.payload;
    return onTopic(state, topic, (one) => {
      const made: LocalChange = { ...change, base: topBase(one), sent: false, version: null };
      return changed(one, { pending: [...one.pending, made] });
    });
  }
  if (changeSent.match(action)) {
    const { topic, id, base } = action.payload;
    return onTopic(state, topic, (one) => ({
      ...one,
      pending: one.pending.map((change) =>
        change.id === id ? { ...change, sent: base !== null, base: base ?? change.base } : change,
      ),
    }));
  }
  if (changeSettled.match(action)) {
    const { topic, id, version, failure } = action.payload;
    return onTopic(state, topic, (one) => {
      if (failure === undefined) return withTaken(one, id, version);
      const refused = one.pending.find((change) => change.id === id);
      if (refused === undefined) return one;
      const pending = one.pending.filter((change) => change !== refused);
      const conflict = failure.code === "CONFLICT" ? { patches: refused.patches, version: one.version } : one.conflict;
      return changed(one, { pending, conflict });
    });
  }
  if (conflictDismissed.match(action))
    return onTopic(state, action.payload.topic, (one) => (one.conflict === null ? one : { ...one, conflict: null }));

  if (pricesOpened.match(action)) {
    const added = action.payload.symbols.filter((symbol) => !Object.hasOwn(state.prices, symbol));
    if (added.length === 0) return state;
    return { ...state, prices: { ...state.prices, ...Object.fromEntries(added.map((symbol) => [symbol, null])) } };
  }
  if (pricesClosed.match(action)) return { ...state, prices: without(state.prices, action.payload.symbols) };
  if (pricesRenewed.match(action)) {
    const { symbols } = action.payload;
    const stale = symbols.filter((symbol) => ownValue(state.prices, symbol)?.stale);
    if (stale.length === 0 && state.pricesFailure === null) return state;
    const prices = { ...state.prices };
    for (const symbol of stale) {
      const price = prices[symbol];
      if (price) prices[symbol] = { ...price, stale: false };
    }
    return { ...state, prices, pricesFailure: null };
  }
  if (pricesFailed.match(action)) return { ...state, pricesFailure: action.payload.failure };
  return state;
}

/** The version that a change made now is made on: the last one taken, even if the server's own word of it is still on its way. */
function topBase({ version, pending }: TopicState): number | null {
  const taken = pending.map((change) => change.version ?? 0);
  return version === null ? null : Math.max(version, ...taken);
}

function received(state: LiveState, events: readonly DomainEvent[]): LiveState {
  let next = state;
  let news: Map<string, Price> | null = null;
  for (const event of events) {
    switch (event.type) {
      case "topicSnapshotReceived":
        next = onTopic(next, event.topic, (one) => withSnapshot(one, event));
        break;
      case "topicPatched":
        next = onTopic(next, event.topic, (one) => withPatch(one, event));
        break;
      case "topicConflicted":
        next = onTopic(next, event.topic, (one) => conflicted(one, event.version));
        break;
      case "pricesChanged":
        news ??= new Map();
        for (const price of event.prices) {
          // Of several in a flush only the newest is ever seen, and it moved from what was seen before.
          if (price.at >= (news.get(price.symbol)?.at ?? 0)) news.set(price.symbol, price);
        }
    }
  }
  return news === null ? next : withPrices(next, news);
}

/** The server says that what is on the wire came too late. What goes on top of anything is no conflict: it is sent again. */
function conflicted(topic: TopicState, version: number | null): TopicState {
  const late = topic.pending.find((change) => change.sent && !change.rebase);
  if (late === undefined) return topic;
  const pending = topic.pending.filter((change) => change !== late);
  return changed(topic, { pending, conflict: { patches: late.patches, version } });
}

function withPrices(state: LiveState, news: ReadonlyMap<string, Price>): LiveState {
  let prices: Record<string, LivePrice | null> | null = null;
  for (const [symbol, price] of news) {
    const before = ownValue(state.prices, symbol);
    // Not followed, or older than what is shown.
    if (before === undefined || (before !== null && price.at < before.at)) continue;
    prices ??= { ...state.prices };
    prices[symbol] = moved(before, price);
  }
  return prices === null ? state : { ...state, prices };
}

function moved(before: LivePrice | null, price: Price): LivePrice {
  if (before === null) return { ...price, stale: false, move: null, moves: 0 };
  if (before.price === price.price) return { ...price, stale: false, move: before.move, moves: before.moves };
  return { ...price, stale: false, move: price.price > before.price ? "up" : "down", moves: before.moves + 1 };
}

/** Nothing more will come of the session: what was known is stale, and what was held back is void. */
function lost(state: LiveState): LiveState {
  const topics = Object.entries(state.topics).map(([topic, one]) => [
    topic,
    changed(one, { renew: one.version !== null, held: [], missed: false, failure: null }),
  ]);
  const prices = Object.entries(state.prices).map(([symbol, price]) => [symbol, price && { ...price, stale: true }]);
  if (topics.length + prices.length === 0) return state;
  return { topics: Object.fromEntries(topics), prices: Object.fromEntries(prices), pricesFailure: null };
}

function onTopic(state: LiveState, topic: string, change: (one: TopicState) => TopicState): LiveState {
  const before = ownValue(state.topics, topic);
  if (before === undefined) return state;
  const after = change(before);
  return after === before ? state : { ...state, topics: { ...state.topics, [topic]: after } };
}

function without<T>(record: Readonly<Record<string, T>>, keys: readonly string[]): Readonly<Record<string, T>> {
  const gone = new Set(keys);
  return Object.fromEntries(Object.entries(record).filter(([key]) => !gone.has(key)));
}
