import type { UnknownAction } from "@reduxjs/toolkit";
import { ownValue } from "../contract/ownValue.js";
import { chatReducer, emptyChat } from "./chat/chatReducer.js";
import { idleSnapshot } from "./connection/connectionMachine.js";
import type { ConnectionState } from "./connection/connectionState.js";
import type { FeatureName, SliceReducer } from "./feature.js";
import { connectionChanged, eventsReceived, userChanged } from "./lobbyActions.js";
import type { LobbyState } from "./lobbyState.js";

export const idleConnection: ConnectionState = { ...idleSnapshot, dropped: {} };

export const emptyLobby: LobbyState = { connection: idleConnection, chat: emptyChat };

/** The reducers of the features that were ever used on this page: constants by name, so that all stores may share them. */
const slices = new Map<FeatureName, SliceReducer<unknown>>();

/** Makes the reducer answer for a feature's part of the state from the next action on, as RTK's `inject` does. */
export function injectSlice<N extends FeatureName>(name: N, reducer: SliceReducer<NonNullable<LobbyState[N]>>): void {
  // By name a reducer only ever meets its own part; the compiler does not follow a generic name into the map.
  slices.set(name, reducer as unknown as SliceReducer<unknown>);
}

/** The reducer at `state.lobby`. */
export function lobbyReducer(state: LobbyState = emptyLobby, action: UnknownAction): LobbyState {
  // A question that was given up, as all are of a user who signs out, has not failed.
  if ((action as { readonly meta?: { readonly aborted?: boolean } }).meta?.aborted) return state;
  const connection = reduceConnection(state.connection, action);
  const { userId } = connection;
  const chat = chatReducer(state.chat, action, userId);
  // A part whose reducer is not here yet holds what a server rendered: it is another user's as soon as the user is another.
  const forgotten = userChanged.match(action) && action.payload.keep !== true;
  let next: LobbyState = forgotten ? { connection, chat } : state;
  if (next.connection !== connection || next.chat !== chat) next = { ...next, connection, chat };
  for (const [name, reduce] of slices) {
    const slice = reduce(next[name], action, userId);
    if (slice !== next[name]) next = { ...next, [name]: slice };
  }
  return next;
}

function reduceConnection(state: ConnectionState, action: UnknownAction): ConnectionState {
  if (connectionChanged.match(action)) {
    // Whose state this is, is said by `userChanged` alone.
    return { ...state, ...action.payload, userId: state.userId };
  }
  if (userChanged.match(action)) {
    return { ...(action.payload.keep ? state : idleConnection), userId: action.payload.userId };
  }
  if (eventsReceived.match(action) && action.payload.dropped !== undefined) {
    const dropped: Record<string, number> = { ...state.dropped };
    for (const [name, count] of Object.entries(action.payload.dropped))
      dropped[name] = (ownValue(dropped, name) ?? 0) + count;
    return { ...state, dropped };
  }
  return state;
}
