"use client";

import { useSyncExternalStore } from "react";

const query = "(prefers-reduced-motion: reduce)";
const subscribe = (listener: () => void) => {
  const wish = window.matchMedia?.(query);
  wish?.addEventListener("change", listener);
  return () => wish?.removeEventListener("change", listener);
};
const read = () => window.matchMedia?.(query).matches ?? false;
const onServer = () => false;

/** Whether the reader asks for less motion; `false` on the server and while hydrating. */
export function useReducedMotion(): boolean {
  return useSyncExternalStore(subscribe, read, onServer);
}
