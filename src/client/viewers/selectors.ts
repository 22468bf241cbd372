import { ownValue } from "../../contract/ownValue.js";
import type { LobbyRootState } from "../lobbyState.js";
import type { ViewerCount } from "./viewersState.js";

/** How many view it; `null` when it is not viewed here or no count has come yet. The same object until it changes. */
export function selectViewerCount(state: LobbyRootState, viewableId: string): ViewerCount | null {
  return ownValue(state.lobby.viewers?.counts ?? {}, viewableId) ?? null;
}
