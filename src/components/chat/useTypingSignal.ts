"use client";

import { useCallback, useEffect, useRef } from "react";

/** Without a key for this long, somebody is thinking, not typing. */
const idleMs = 4_000;

/**
 * Turns input into "types" and "has stopped". `input(true)` at every key (repetitions are thinned out by the client), `stop()` after sending and on leaving; stops by
 * itself after 4 s without a key and when the part goes. Both functions are stable.
 */
export function useTypingSignal(setTyping: (typing: boolean) => void) {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const active = useRef(false);
  const stop = useCallback(() => {
    clearTimeout(timer.current);
    if (!active.current) return;
    active.current = false;
    setTyping(false);
  }, [setTyping]);
  const input = useCallback(
    (typing: boolean) => {
      if (!typing) return stop();
      clearTimeout(timer.current);
      timer.current = setTimeout(stop, idleMs);
      active.current = true;
      setTyping(true);
    },
    [setTyping, stop],
  );
  useEffect(() => stop, [stop]);
  return { input, stop };
}
