"use client";

import { useCallback, useEffect, useState } from "react";
import type { Gift } from "../../contract/gifts.js";
import { advance, emptyStage, nextAdvance, pause, receive, resume, type Stage } from "./giftScheduler.js";

/**
 * The stage, run by the page's clock; while the page is hidden it stands still.
 *
 * @returns the stage now, and what puts gifts on it.
 */
export function useGiftStage(userId: string | null, still: boolean) {
  const [stage, setStage] = useState<Stage>(emptyStage);
  const add = useCallback(
    (gifts: readonly Gift[]) => {
      const now = Date.now();
      setStage((before) => receive(before, gifts, now, { userId, still }));
    },
    [userId, still],
  );

  useEffect(() => {
    const at = nextAdvance(stage, still);
    if (at === null) return;
    const step = () => {
      const now = Date.now();
      setStage((before) => advance(before, now, still));
    };
    const timer = setTimeout(step, Math.max(0, at - Date.now()));
    return () => clearTimeout(timer);
  }, [stage, still]);

  useEffect(() => {
    const onChange = () => {
      const now = Date.now();
      const hidden = document.visibilityState === "hidden";
      setStage((before) => (hidden ? pause(before, now) : advance(resume(before, now), now, still)));
    };
    document.addEventListener("visibilitychange", onChange);
    return () => document.removeEventListener("visibilitychange", onChange);
  }, [still]);
  return { stage, add };
}
