import { onTestFinished, vi } from "vitest";

/**
 * How long a test waits for what comes when it comes, ms. Long: a wait ends as soon as what it waits for is there, so only a failure takes it all, and no
 * test may depend on how fast the machine is.
 */
export const patienceMs = 30_000;

/** For `waitFor` and `findBy…`. */
export const patience = { timeout: patienceMs } as const;

/** Looks until it passes, and resolves with what it answers. */
export function eventually<T>(look: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(look, { timeout: patienceMs, interval: 10 });
}

/**
 * Holds the clock of this process, pages and servers alike, until the test ends: what is to last a second lasts however slow the machine is. Timers go on, and who
 * asks the clock again sees that it is too early. Returns a function that moves it on, by ms.
 */
export function holdClock(): (ms: number) => void {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
  onTestFinished(() => void vi.useRealTimers());
  return (ms) => vi.setSystemTime(Date.now() + ms);
}

/**
 * Resolves as soon as it is so.
 *
 * @param so looked at after every change, so that nothing passes by unseen, and now and then, for what changes elsewhere
 * @param subscribe tells changes, and returns a stop function
 * @param told what the error says when all patience was in vain
 */
export function whenSo(so: () => boolean, subscribe: (check: () => void) => () => void, told: () => string) {
  return new Promise<void>((resolve, reject) => {
    const end = (settle: () => void) => {
      clearTimeout(limit);
      clearInterval(glance);
      stop();
      settle();
    };
    const check = () => {
      try {
        if (so()) end(resolve);
      } catch (error) {
        end(() => reject(error));
      }
    };
    const limit = setTimeout(() => end(() => reject(new Error(told()))), patienceMs);
    const glance = setInterval(check, 20);
    const stop = subscribe(check);
    check();
  });
}
