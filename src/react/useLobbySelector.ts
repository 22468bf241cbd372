"use client";

import { createSelectorHook, type EqualityFn } from "react-redux";
import type { LobbyRootState } from "../client/lobbyState.js";
import { LobbyStoreContext } from "./LobbyContext.js";
import { useLobby } from "./useLobby.js";

const useStoreSelector = /* @__PURE__ */ createSelectorHook(LobbyStoreContext);

/**
 * Reads the lobby's state, as react-redux's `useSelector` does: the component renders again only when the selected value is another one
 * (by `equality`, identity unless told otherwise).
 *
 * @throws LobbyError `provider-missing` outside of a provider.
 */
export function useLobbySelector<T>(selector: (state: LobbyRootState) => T, equality?: EqualityFn<T>): T {
  useLobby();
  return useStoreSelector(selector, equality);
}
