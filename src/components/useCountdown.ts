"use client";

import { useEffect, useState } from "react";

/** Whole seconds until a moment of the local clock (ms since the epoch), counted down; 0 when it has passed or there is none. Ticks only while counting. */
export function useCountdown(until: number | null): number {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    if (until === null) {
      setSeconds(0);
      return;
    }
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tick = () => {
      const left = until - Date.now();
      setSeconds(Math.max(0, Math.ceil(left / 1000)));
      // To the next full second, so that no second is skipped or shown twice.
      if (left > 0) timer = setTimeout(tick, left % 1000 || 1000);
    };
    tick();
    return () => clearTimeout(timer);
  }, [until]);
  return seconds;
}
