"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import { useLobby } from "../../react/useLobby.js";

interface Entry {
  lobby: object;
  /** It has something to say. */
  speaks: boolean;
}

/** The toasts of the page, oldest first. */
const mounted: Entry[] = [];
const listeners = /* @__PURE__ */ new Set<() => void>();

function tell(): void {
  for (const listener of [...listeners]) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether this is the toast of the page that shows: of several of one server the oldest, as all of them would say the same; of several servers' the oldest that has something to say. */
export function useOnlyToast(enabled: boolean, speaks: boolean): boolean {
  const lobby = useLobby();
  const [entry] = useState<Entry>({ lobby, speaks: false });
  useEffect(() => {
    if (!enabled) return;
    mounted.push(entry);
    tell();
    return () => {
      mounted.splice(mounted.indexOf(entry), 1);
      tell();
    };
  }, [enabled, entry]);
  useEffect(() => {
    entry.lobby = lobby;
    entry.speaks = speaks;
    tell();
  }, [lobby, speaks, entry]);
  return useSyncExternalStore(
    subscribe,
    () => shows(entry),
    () => false,
  );
}

function shows(entry: Entry): boolean {
  const at = mounted.indexOf(entry);
  return at >= 0 && !mounted.slice(0, at).some(({ lobby, speaks }) => lobby === entry.lobby || speaks);
}
