import type { Environment, Timer } from "../environment.js";

/** Finds out that the device has slept. */
export interface WakeWatch {
  start(): void;
  stop(): void;
  /** Looks at once instead of at the next beat: whether the device has slept since the last look. */
  check(): boolean;
  /** The page was hidden: until the next look beats may come late. */
  hidden(): void;
}

const beatMs = 5_000;
/** Longer than a server waits for a pong: beyond it the connection is gone at the other end. */
const windowMs = 25_000;
/** Browsers let timers of a hidden page run once a minute only, which is no sleep. */
const throttledMs = 60_000;

/**
 * Watches the clock: timers stand still while a device sleeps, the clock does not. A beat that is more than 25 s late (in a
 * page that was hidden 85 s, as their timers are held back) tells a sleep. The clock set back tells nothing.
 */
export function createWakeWatch(environment: Environment, onWake: () => void): WakeWatch {
  let timer: Timer | undefined;
  let lastBeat = 0;
  let wasHidden = false;

  const check = () => {
    const now = environment.now();
    const late = now - lastBeat - (wasHidden || environment.isHidden() ? throttledMs : beatMs);
    lastBeat = now;
    wasHidden = environment.isHidden();
    return late > windowMs;
  };
  const beat = () => {
    timer = environment.setTimeout(beat, beatMs);
    if (check()) onWake();
  };

  return {
    start: () => {
      if (timer !== undefined) return;
      lastBeat = environment.now();
      wasHidden = environment.isHidden();
      timer = environment.setTimeout(beat, beatMs);
    },
    stop: () => {
      if (timer !== undefined) environment.clearTimeout(timer);
      timer = undefined;
    },
    check: () => timer !== undefined && check(),
    hidden: () => {
      wasHidden = true;
    },
  };
}
