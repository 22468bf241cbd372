"use client";

import type { Lobby } from "../client/lobby.js";
import { LobbyError } from "../contract/lobbyError.js";
import { useMaybeLobby } from "./useMaybeLobby.js";

/**
 * The client of the nearest `SocketProvider`: everything the components do, for code of your own. Stable until the user or the server changes.
 *
 * @throws LobbyError `provider-missing` outside of a provider.
 */
export function useLobby(): Lobby {
  const lobby = useMaybeLobby();
  if (lobby === null)
    throw new LobbyError(
      "provider-missing",
      "A lobbykit hook or component was used outside of <SocketProvider>.",
      "It finds its connection and state through that provider.",
      'Wrap the app (in Next.js: a "use client" component in the root layout) in <SocketProvider url="…" user={…}>. If it is there, make sure that only one copy of lobbykit is installed (npm ls lobbykit).',
    );
  return lobby;
}
