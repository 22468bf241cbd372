"use client";

import type { Lobby } from "../client/lobby.js";
import { mistake } from "../contract/mistake.js";
import { useMaybeLobby } from "./useMaybeLobby.js";

/**
 * The client of the nearest `SocketProvider`: everything the components do, for code of your own. Stable until the user or the server changes.
 *
 * @throws LobbyError `provider-missing` outside of a provider.
 */
export function useLobby(): Lobby {
  const lobby = useMaybeLobby();
  if (lobby === null) throw mistake("provider-missing");
  return lobby;
}
