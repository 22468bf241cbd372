import { ownValue } from "../../contract/ownValue.js";
import type { Presence } from "../../contract/presence.js";
import type { LobbyRootState } from "../lobbyState.js";
import { emptyPresence } from "./presenceReducer.js";
import type { OwnStatus } from "./presenceState.js";

/** What is known of somebody; `null` when he is not watched or nothing was said of him yet. The same object until it changes. */
export function selectPresence(state: LobbyRootState, userId: string): Presence | null {
  return ownValue(state.lobby.presence?.people ?? {}, userId) ?? null;
}

/** Whether what is known of people is from before a loss of the connection. */
export function selectPresenceStale(state: LobbyRootState): boolean {
  return state.lobby.presence?.stale ?? false;
}

/** What this page tells of its own user. The same object until it changes. */
export function selectOwnStatus(state: LobbyRootState): OwnStatus {
  return (state.lobby.presence ?? emptyPresence).mine;
}
