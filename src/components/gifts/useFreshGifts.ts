"use client";

import { useEffect, useRef } from "react";
import type { Gift } from "../../contract/gifts.js";

/** Hands on the gifts that were not there at the last look, each once; none of those that are there at first. */
export function useFreshGifts(gifts: readonly Gift[], onFresh: (fresh: readonly Gift[]) => void): void {
  const known = useRef<ReadonlySet<string> | null>(null);
  const latest = useRef(onFresh);
  latest.current = onFresh;
  useEffect(() => {
    const before = known.current;
    known.current = new Set(gifts.map(keyOf));
    const fresh = before === null ? [] : gifts.filter((gift) => !before.has(keyOf(gift)));
    if (fresh.length > 0) latest.current(fresh);
  }, [gifts]);
}

/** An own gift is known by its client's id, from before the server gave it another. */
function keyOf({ clientId, id }: Gift): string {
  return clientId ?? id;
}
