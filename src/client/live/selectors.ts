import type { LobbyRootState } from "../lobbyState.js";
import type { LivePrice, TopicState } from "./liveState.js";

/** A topic that is followed; `undefined` for one that is not. The same object until something about it changes. */
export function selectTopic(state: LobbyRootState, topic: string): TopicState | undefined {
  return state.lobby.live?.topics[topic];
}

/** The newest price of a symbol that is followed; `undefined` before the first. The same object until it changes. */
export function selectPrice(state: LobbyRootState, symbol: string): LivePrice | undefined {
  return state.lobby.live?.prices[symbol] ?? undefined;
}
