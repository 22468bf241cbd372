"use client";

import { useEffect, useRef, useState } from "react";
import { type ConnectionTrouble, needsAction } from "./connectionTrouble.js";

const atLeastMs = 1_000;

/**
 * Trouble as it is worth showing: only after it has lasted `delayMs` since the connection was lost (at once when somebody has to act), then through all its
 * changes until it is over, and for a second at least.
 *
 * @returns `shown` now, and what was shown `last` (for the leaving animation, and to know that there was something).
 */
export function useSettled(trouble: ConnectionTrouble | null, lostAt: number | null, delayMs: number) {
  const [visible, setVisible] = useState(false);
  const shownAt = useRef(0);
  const last = useRef<ConnectionTrouble | null>(null);
  const troubled = trouble !== null;
  const urgent = trouble !== null && needsAction(trouble);
  useEffect(() => {
    if (troubled === visible) return;
    const now = Date.now();
    const wait = troubled
      ? urgent
        ? 0
        : Math.max(0, (lostAt ?? now) + delayMs - now)
      : Math.max(0, shownAt.current + atLeastMs - now);
    const timer = setTimeout(() => {
      shownAt.current = Date.now();
      setVisible(troubled);
    }, wait);
    return () => clearTimeout(timer);
  }, [troubled, urgent, visible, lostAt, delayMs]);
  if (visible && trouble !== null) last.current = trouble;
  return { shown: visible ? (trouble ?? last.current) : null, last: last.current };
}
