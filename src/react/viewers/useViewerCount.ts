"use client";

import { useEffect } from "react";
import { viewersFeature } from "../../client/viewers/viewersFeature.js";
import { useFeature } from "../useFeature.js";
import { useKeyed } from "../useKeyed.js";

/** How many people view something. */
export interface UseViewerCountResult {
  /** Different people, however many tabs each has open; `null` until the server has said it. */
  readonly count: number | null;
  /** Largest count so far; `null` until the server has said it. */
  readonly peak: number | null;
  /** The connection is lost: this was the count at `asOf`. */
  readonly stale: boolean;
  /** When the connection was lost, ms since the epoch; `null` while the count is live. */
  readonly asOf: number | null;
  /** The server has not said what it counts, and this page views more than one thing: it may be the other one's count. */
  readonly ambiguous: boolean;
  /** Whether this server counts viewers at all. */
  readonly supported: boolean;
}

/**
 * How many people view it. The component's user is one of them as long as it is mounted, and again after every reconnect; any number of components may
 * count the same. `null` views nothing.
 *
 * @throws LobbyError `provider-missing`, `bad-id`.
 *
 * @example
 * const { count, stale } = useViewerCount("lesson-3");
 */
export function useViewerCount(viewableId: string | null): UseViewerCountResult {
  const viewers = useFeature(viewersFeature);
  useEffect(() => (viewableId === null ? undefined : viewers.view(viewableId)), [viewers, viewableId]);
  const known = useKeyed(viewers.counts, viewableId);
  const asOf = known?.asOf ?? null;
  return {
    count: known?.count ?? null,
    peak: known?.peak ?? null,
    stale: asOf !== null,
    asOf,
    ambiguous: known?.ambiguous ?? false,
    supported: viewers.supported,
  };
}
