"use client";

import { useCallback, useContext, useSyncExternalStore } from "react";
import type { KeyedView } from "../client/keyedView.js";
import { LobbyStoreContext } from "./LobbyContext.js";

/** One entry of a keyed view; renders again only when that entry changes. `null` as key reads nothing. */
export function useKeyed<T>(view: KeyedView<T>, key: string | null): T | undefined {
  const context = useContext(LobbyStoreContext);
  const subscribe = useCallback(
    (listener: () => void) => (key === null ? () => {} : view.subscribe(key, listener)),
    [view, key],
  );
  const get = () => (key === null ? undefined : view.get(key));
  // Hydration compares against the state of the first render.
  const getServer = () => (key === null ? undefined : view.get(key, context?.getServerState?.().lobby));
  return useSyncExternalStore(subscribe, get, getServer);
}
