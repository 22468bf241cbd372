/** Where the server takes time from. The client's `Environment` fits too, so that one virtual clock can drive both ends of a test. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  setTimeout(run: () => void, ms: number): Timer;
  clearTimeout(timer: Timer): void;
}

/** A pending timer. */
export type Timer = number | object;

/** The machine's own clock. Its timers keep no process alive. */
export function systemClock(): Clock {
  return {
    now: () => Date.now(),
    setTimeout: (run, ms) => {
      const timer: Timer = setTimeout(run, ms);
      // In browsers (stories, tests) a timer is a number and has no `unref`.
      if (typeof timer === "object" && "unref" in timer) (timer as { unref(): void }).unref();
      return timer;
    },
    clearTimeout: (timer) => clearTimeout(timer as Parameters<typeof clearTimeout>[0]),
  };
}
