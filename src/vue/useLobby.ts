import { hasInjectionContext, inject } from "vue";
import type { Lobby } from "../client/lobby.js";
import { mistake } from "../contract/mistake.js";
import { lobbyKey } from "./lobbyKey.js";

/**
 * The client that the app or a component above provides. Stable.
 *
 * @throws LobbyError `outside-setup` elsewhere than in `setup` or another composable, `plugin-missing` where nothing provides one
 */
export function useLobby(): Lobby {
  if (!hasInjectionContext()) throw mistake("outside-setup");
  const lobby = inject(lobbyKey, null);
  if (lobby === null) throw mistake("plugin-missing");
  return lobby;
}
