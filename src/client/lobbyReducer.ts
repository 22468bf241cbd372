import type { UnknownAction } from "@reduxjs/toolkit";
import { ownValue } from "../contract/ownValue.js";
import { chatReducer, emptyChat } from "./chat/chatReducer.js";
import { idleSnapshot } from "./connection/connectionMachine.js";
import type { ConnectionState } from "./connection/connectionState.js";
import type { LobbyState } from "./lobby.js";
import { connectionChanged, eventsReceived, userChanged } from "./lobbyActions.js";

export const idleConnection: ConnectionState = { ...idleSnapshot, dropped: {} };

export const emptyLobby: LobbyState = { connection: idleConnection, chat: emptyChat };

/** The reducer at `state.lobby`. */
export function lobbyReducer(state: LobbyState = emptyLobby, action: UnknownAction): LobbyState {
  const connection = reduceConnection(state.connection, action);
  const chat = chatReducer(state.chat, action, connection.userId);
  return connection === state.connection && chat === state.chat ? state : { connection, chat };
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
