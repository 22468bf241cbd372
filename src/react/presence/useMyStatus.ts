"use client";

import { useEffect, useMemo } from "react";
import { presenceFeature } from "../../client/presence/presenceFeature.js";
import { selectOwnStatus } from "../../client/presence/selectors.js";
import type { PresenceStatus } from "../../contract/presence.js";
import { useFeature } from "../useFeature.js";
import { useLobbySelector } from "../useLobbySelector.js";

/** What others see of this user. */
export interface UseMyStatusResult {
  /** `online` while this page is looked at, `away` when it is hidden or without focus for 10 s or untouched for 5 min, `offline` while it is not connected. */
  readonly status: PresenceStatus;
  /** What others are told that he does. */
  readonly activity: string | null;
  /** Says what he does ("watching lesson 3"), at most 120 characters; `null`: no more of it. While something is set, not touching the page is not being away. Stable. */
  readonly setActivity: (activity: string | null) => void;
  /** Away by his own word; `false` leaves it to the page again. Stable. */
  readonly setAway: (away: boolean) => void;
}

/**
 * Tells others whether this user is there, from visibility, focus and use of the page, as long as a component with this hook is mounted. All his tabs and devices are one
 * person: away is who is away in all of them.
 *
 * @throws LobbyError `provider-missing`.
 *
 * @example
 * const { setActivity } = useMyStatus();
 * useEffect(() => {
 *   setActivity(`watching ${lesson.title}`);
 *   return () => setActivity(null);
 * }, [lesson, setActivity]);
 */
export function useMyStatus(): UseMyStatusResult {
  const presence = useFeature(presenceFeature);
  useEffect(() => presence.follow(), [presence]);
  const mine = useLobbySelector(selectOwnStatus);
  const { setActivity, setAway } = presence;
  return useMemo(() => ({ ...mine, setActivity, setAway }), [mine, setActivity, setAway]);
}
