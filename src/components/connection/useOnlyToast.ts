"use client";

import { useEffect, useState, useSyncExternalStore } from "react";

const mounted: object[] = [];
const listeners = /* @__PURE__ */ new Set<() => void>();

function tell(): void {
  for (const listener of [...listeners]) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether this is the toast of the page that shows: of several that are mounted the oldest, as all of them would say the same. */
export function useOnlyToast(enabled: boolean): boolean {
  const [token] = useState(() => ({}));
  useEffect(() => {
    if (!enabled) return;
    mounted.push(token);
    tell();
    return () => {
      mounted.splice(mounted.indexOf(token), 1);
      tell();
    };
  }, [enabled, token]);
  return useSyncExternalStore(
    subscribe,
    () => mounted[0] === token,
    () => false,
  );
}
