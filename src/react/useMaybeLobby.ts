"use client";

import { useContext } from "react";
import type { Lobby } from "../client/lobby.js";
import { LobbyContext } from "./LobbyContext.js";

/** The lobby of the nearest `SocketProvider`, or `null` outside of one. Stable until the user or the server changes. */
export function useMaybeLobby(): Lobby | null {
  return useContext(LobbyContext);
}
