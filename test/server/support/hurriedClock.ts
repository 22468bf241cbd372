import { type Clock, systemClock } from "../../../src/server/clock.js";

/** The machine's clock, of which a test may leave out a while. */
export interface HurriedClock extends Clock {
  /** It is so much later: what falls due meanwhile runs now, in the order of its time. */
  skip(ms: number): void;
}

export function hurriedClock(): HurriedClock {
  const machine = systemClock();
  const timers = new Map<object, { at: number; run: () => void; stop: () => void }>();
  let skipped = 0;
  const now = () => machine.now() + skipped;
  const wait = (timer: object, run: () => void, at: number) => {
    const due = machine.setTimeout(() => {
      timers.delete(timer);
      run();
    }, at - now());
    timers.set(timer, { at, run, stop: () => machine.clearTimeout(due) });
  };
  return {
    now,
    setTimeout: (run, ms) => {
      const timer = {};
      wait(timer, run, now() + ms);
      return timer;
    },
    clearTimeout: (timer) => {
      timers.get(timer as object)?.stop();
      timers.delete(timer as object);
    },
    skip: (ms) => {
      skipped += ms;
      for (const [timer, { at, run, stop }] of [...timers].sort(([, a], [, b]) => a.at - b.at)) {
        if (!timers.has(timer)) continue;
        stop();
        if (at > now()) {
          wait(timer, run, at);
          continue;
        }
        timers.delete(timer);
        run();
      }
    },
  };
}
