"use client";

import { selectConnection } from "../../client/connection/selectors.js";
import { useLobby } from "../useLobby.js";
import { useLobbySelector } from "../useLobbySelector.js";

/**
 * The socket underneath (a Socket.IO `Socket` in the browser), for events that lobbykit knows nothing of; `null` until there is one.
 * Listen in an effect that depends on it and takes its listeners off again. What is sent through it has none of lobbykit's guarantees.
 *
 * @throws LobbyError `provider-missing`.
 */
export function useSocket<S = unknown>(): S | null {
  const lobby = useLobby();
  // The socket is no state: reading it anew whenever the connection's status changes is enough.
  useLobbySelector((state) => selectConnection(state).status);
  return (lobby.socket() as S | undefined) ?? null;
}
