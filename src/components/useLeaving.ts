"use client";

import { useCallback, useEffect, useState } from "react";

/** Longer than any leaving animation: after this, what should be gone is gone even if no animation ran (reduced motion, hidden tab, missing stylesheet). */
const longestLeaveMs = 250;

/**
 * Keeps something mounted while it animates out. Draw it while `mounted`, with `data-state` from `open`, and call `onLeft` at `animationend`. Done with CSS and a
 * timer instead of a motion library: popovers need no more, weigh nothing on first load, and can't be stuck when a chunk fails to load offline.
 */
export function useLeaving(open: boolean): { readonly mounted: boolean; readonly onLeft: () => void } {
  const [mounted, setMounted] = useState(open);
  if (open && !mounted) setMounted(true);
  useEffect(() => {
    if (open) return;
    const timer = setTimeout(() => setMounted(false), longestLeaveMs);
    return () => clearTimeout(timer);
  }, [open]);
  const onLeft = useCallback(() => {
    if (!open) setMounted(false);
  }, [open]);
  return { mounted: mounted || open, onLeft };
}
