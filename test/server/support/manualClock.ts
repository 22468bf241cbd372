import type { Clock } from "../../../src/server/clock.js";

/** A clock that stands still until told. Timers run in the order of their times. */
export interface ManualClock extends Clock {
  advance(ms: number): void;
  readonly pending: number;
}

export function manualClock(start = 1_700_000_000_000): ManualClock {
  let time = start;
  let made = 0;
  const timers = new Map<number, { at: number; run: () => void }>();
  return {
    now: () => time,
    setTimeout: (run, ms) => {
      made += 1;
      timers.set(made, { at: time + ms, run });
      return made;
    },
    clearTimeout: (timer) => void timers.delete(timer as number),
    advance: (ms) => {
      const end = time + ms;
      for (;;) {
        const due = [...timers].filter(([, { at }]) => at <= end).sort(([a, x], [b, y]) => x.at - y.at || a - b)[0];
        if (due === undefined) break;
        timers.delete(due[0]);
        time = Math.max(time, due[1].at);
        due[1].run();
      }
      time = end;
    },
    get pending() {
      return timers.size;
    },
  };
}
