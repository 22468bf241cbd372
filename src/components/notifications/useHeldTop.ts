"use client";

import { useCallback, useState } from "react";
import { byNewest, type Notification } from "../../contract/notifications.js";

type Place = Pick<Notification, "createdAt" | "id">;

/** What is shown while somebody reads further down, and how many came since. */
export interface HeldTop {
  readonly shown: readonly Notification[];
  /** Newer ones that are held back. */
  readonly fresh: number;
  /** The reader has left the top, or is back: held back is only what comes while he is away. */
  readonly setAway: (away: boolean) => void;
}

/** Holds back what arrives while the reader is not at the top: nothing that is being read may move. */
export function useHeldTop(notifications: readonly Notification[]): HeldTop {
  const [top, setTop] = useState<Place | null>(null);
  const newest = notifications[0];
  const setAway = useCallback((away: boolean) => setTop((held) => (away ? (held ?? newest ?? null) : null)), [newest]);
  const from = top === null ? 0 : notifications.findIndex((one) => byNewest(one, top) >= 0);
  // Nothing of then is left: what is there now is all new, and shown.
  const fresh = Math.max(0, from);
  return { shown: fresh === 0 ? notifications : notifications.slice(fresh), fresh, setAway };
}
