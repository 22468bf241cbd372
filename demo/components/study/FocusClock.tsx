"use client";

import { useEffect, useState } from "react";
import { clockTime } from "../../lib/numbers";
import type { Course } from "../../seed/rooms";
import { useWords } from "../Language";

const focusMs = 25 * 60_000;
const tickMs = 250;

interface FocusClockProps {
  /** Colours: from, to. */
  readonly board: Course["board"];
  readonly onBusyChange: (busy: boolean) => void;
}

/** Twenty-five minutes to work by. It goes by the clock on the wall, however seldom a tab in the background ticks. */
export function FocusClock({ board, onBusyChange }: FocusClockProps) {
  const words = useWords();
  const [left, setLeft] = useState(focusMs);
  const [endsAt, setEndsAt] = useState<number | null>(null);
  const running = endsAt !== null;
  useEffect(() => onBusyChange(running), [running, onBusyChange]);
  useEffect(() => {
    if (endsAt === null) return;
    const timer = setInterval(() => {
      const now = Math.max(0, endsAt - Date.now());
      setLeft(now);
      if (now === 0) setEndsAt(null);
    }, tickMs);
    return () => clearInterval(timer);
  }, [endsAt]);
  const done = left === 0;
  const toggle = () => {
    if (running) return setEndsAt(null);
    const whole = done ? focusMs : left;
    setLeft(whole);
    setEndsAt(Date.now() + whole);
  };
  return (
    <section
      className="focus"
      aria-label={words.focus}
      data-running={running ? "" : undefined}
      style={{ background: `linear-gradient(135deg, ${board[0]}, ${board[1]})` }}
    >
      <p className="focus-clock" role="timer" style={{ "--done": 1 - left / focusMs } as React.CSSProperties}>
        {clockTime(Math.ceil(left / 1_000))}
      </p>
      <button type="button" onClick={toggle}>
        {running ? words.pause : left < focusMs && !done ? words.focusGoOn : words.focusStart}
      </button>
      <p className="focus-note" role="status">
        {done ? words.focusDone : ""}
      </p>
    </section>
  );
}
