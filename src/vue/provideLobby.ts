import { provide } from "vue";
import type { Lobby } from "../client/lobby.js";
import { lobbyKey } from "./lobbyKey.js";
import { holdLobby, type LobbySource, lobbyOfSource } from "./lobbySource.js";
import { whileAlive } from "./whileAlive.js";

/**
 * Gives the components below this one their connection and state: for a part of an app, or for a second server beside the plugin's. Connects once the component is mounted.
 * To be called in `setup`, once; answers the lobby. In the component itself `useLobby` still finds the one around it.
 *
 * @throws LobbyError `outside-setup`
 */
export function provideLobby(source: LobbySource): Lobby {
  const lobby = lobbyOfSource(source);
  whileAlive(() => holdLobby(lobby, source));
  provide(lobbyKey, lobby);
  return lobby;
}
