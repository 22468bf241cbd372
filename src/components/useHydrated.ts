"use client";

import { useSyncExternalStore } from "react";

const subscribe = () => () => {};
const yes = () => true;
const no = () => false;

/**
 * Whether this client may show what the server could not know (its time zone, the present moment). `false` on the server and while hydrating, `true`
 * afterwards; in a page that was never server-rendered it is `true` from the first render.
 */
export function useHydrated(): boolean {
  return useSyncExternalStore(subscribe, yes, no);
}
