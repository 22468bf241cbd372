"use client";

import { useEffect, useRef } from "react";
import { enLive } from "../../locales/enLive.js";
import { usePartLocale } from "../usePartLocale.js";

/** Between two announcements, ms: a screen reader that is interrupted all the time says nothing at all. */
const everyMs = 1_000;

export interface NewCommentsProps {
  /** Of others, since the list is on the screen. */
  readonly count: number;
}

/** Says to screen readers how many comments have come, once a second at most. Writes to the live region directly, so that it costs no render. */
export function NewComments({ count }: NewCommentsProps) {
  const { live } = usePartLocale(enLive);
  const region = useRef<HTMLSpanElement>(null);
  const said = useRef({ count, timer: undefined as ReturnType<typeof setTimeout> | undefined });
  const newest = useRef(count);
  newest.current = count;
  useEffect(() => {
    const state = said.current;
    if (count <= state.count) {
      state.count = count;
      return;
    }
    state.timer ??= setTimeout(() => {
      state.timer = undefined;
      if (region.current !== null) region.current.textContent = live.newComments(newest.current - state.count);
      state.count = newest.current;
    }, everyMs);
  }, [count, live]);
  useEffect(() => {
    const state = said.current;
    return () => {
      clearTimeout(state.timer);
      state.timer = undefined;
    };
  }, []);
  return <span ref={region} className="lobby-sr" role="status" />;
}
