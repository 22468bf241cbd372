"use client";

import { useContext } from "react";
import type { Lobby } from "../client/lobby.js";
import { LobbyContext } from "./LobbyContext.js";

/**
 * The lobby of the nearest `SocketProvider`, or `null` outside of one. Stable until the server changes, or the user where the provider makes it; renders again when another user is
 * signed in.
 */
export function useMaybeLobby(): Lobby | null {
  return useContext(LobbyContext)?.lobby ?? null;
}
