"use client";

import { useSyncExternalStore } from "react";

const minute = 60_000;
const listeners = /* @__PURE__ */ new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let now = 0;

function tick(): void {
  now = Date.now();
  for (const listener of listeners) listener();
}

// One timer for the whole page, running only while something shows a relative time.
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(tick, minute);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

function read(): number {
  // Without a running timer the kept value may be hours old.
  if (timer === undefined || now === 0) {
    const present = Date.now();
    if (present - now >= minute) now = present;
  }
  return now;
}

const onServer = () => null;

/**
 * The present, ms since the epoch, renewed once a minute; `null` on the server and while hydrating, so that relative times never differ between the two: show
 * an absolute one then.
 */
export function useNow(): number | null {
  return useSyncExternalStore<number | null>(subscribe, read, onServer);
}
