import type { Environment, Timer } from "../environment.js";

/** Timers by name: setting one again replaces it. */
export interface TimerSet<Name extends string> {
  set(name: Name, ms: number, work: () => void): void;
  clear(...names: readonly Name[]): void;
}

/** Makes a set of timers. Nothing runs after its clearing. */
export function createTimerSet<Name extends string>(environment: Environment): TimerSet<Name> {
  const timers = new Map<Name, Timer>();
  const clear = (...names: readonly Name[]) => {
    for (const name of names) {
      const timer = timers.get(name);
      if (timer !== undefined) environment.clearTimeout(timer);
      timers.delete(name);
    }
  };
  return {
    set: (name, ms, work) => {
      clear(name);
      const timer = environment.setTimeout(() => {
        timers.delete(name);
        work();
      }, ms);
      timers.set(name, timer);
    },
    clear,
  };
}
