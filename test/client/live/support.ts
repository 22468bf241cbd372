import { type LiveApi, liveFeature } from "../../../src/client/live/liveFeature.js";
import type { LivePrice, TopicState } from "../../../src/client/live/liveState.js";
import { selectPrice, selectTopic } from "../../../src/client/live/selectors.js";
import type { Lobby } from "../../../src/client/lobby.js";
import type { Patch, Price } from "../../../src/contract/live.js";
import type { JsonValue } from "../../../src/contract/schema.js";

export const set = (path: string[], value: JsonValue): Patch => ({ op: "set", path, value });

export const topicOf = (lobby: Lobby, topic: string): TopicState => {
  const state = selectTopic(lobby.store.getState(), topic);
  if (state === undefined) throw new Error(`the topic ${topic} is not followed`);
  return state;
};
export const priceOf = (lobby: Lobby, symbol: string): LivePrice | undefined =>
  selectPrice(lobby.store.getState(), symbol);

export const aPriceOf = (symbol: string, at: number, price = at): Price => ({
  symbol,
  price,
  change: 0,
  changePercent: 0,
  at,
});

export const liveOf = (lobby: Lobby): LiveApi => lobby.use(liveFeature);
