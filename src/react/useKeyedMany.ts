"use client";

import { useContext, useMemo, useSyncExternalStore } from "react";
import type { KeyedView } from "../client/keyedView.js";
import type { LobbyState } from "../client/lobbyState.js";
import { LobbyStoreContext } from "./LobbyContext.js";

/**
 * Some entries of a keyed view, by key; renders again only when one of them changes. Keys are ids, so they hold no space; those of which nothing is known
 * are left out.
 *
 * @returns the same record until one of its entries changes
 */
export function useKeyedMany<T>(view: KeyedView<T>, keys: readonly string[]): Readonly<Record<string, T>> {
  const context = useContext(LobbyStoreContext);
  // A list made anew at every render means the same people.
  const joined = keys.join(" ");
  const reading = useMemo(() => createReading(view, joined === "" ? [] : joined.split(" ")), [view, joined]);
  const getServer = () => reading.get(context?.getServerState?.().lobby);
  return useSyncExternalStore(reading.subscribe, () => reading.get(), getServer);
}

function createReading<T>(view: KeyedView<T>, keys: readonly string[]) {
  let last: Readonly<Record<string, T>> | null = null;
  return {
    subscribe(listener: () => void): () => void {
      const stops = keys.map((key) => view.subscribe(key, listener));
      return () => {
        for (const stop of stops) stop();
      };
    },
    get(state?: LobbyState): Readonly<Record<string, T>> {
      const held = last;
      if (held !== null && keys.every((key) => held[key] === view.get(key, state))) return held;
      const record: Record<string, T> = {};
      for (const key of keys) {
        const value = view.get(key, state);
        if (value !== undefined) record[key] = value;
      }
      last = record;
      return record;
    },
  };
}
