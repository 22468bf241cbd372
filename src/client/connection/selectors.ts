import type { LobbyRootState } from "../lobbyState.js";
import type { ConnectionState } from "./connectionState.js";

/** Where the connection stands. The same object until something about it changes. */
export function selectConnection(state: LobbyRootState): ConnectionState {
  return state.lobby.connection;
}
