/** Where the server takes time from. The client's `Environment` fits too, so that one virtual clock can drive both ends of a test. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  setTimeout(run: () => void, ms: number): Timer;
  clearTimeout(timer: Timer): void;
}

/** The furthest ahead that a timer can be set, ms: 24.8 days. One beyond that would run at once. */
export const furthestMs = 2_147_483_647;

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
