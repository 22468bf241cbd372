import { ownValue } from "../../contract/ownValue.js";
import type { LobbyRootState } from "../lobbyState.js";
import { unknownRoom, type WatchedRoom } from "./roomState.js";

/** A room that somebody here watches; the same object until something about it changes. One that nobody watches is `joining` for ever. */
export function selectRoom(state: LobbyRootState, roomId: string): WatchedRoom {
  return ownValue(state.lobby.room?.rooms ?? {}, roomId) ?? unknownRoom;
}
