import type { Environment } from "../client/environment.js";

/** One direction of a connection: what is put in comes out later and in the same order, as over TCP. */
export interface Lane {
  push(deliver: () => void, delayMs: number): void;
  /** Loses everything under way. */
  clear(): void;
}

/** Makes a direction of a connection. */
export function createLane(environment: Environment): Lane {
  const underWay: (() => void)[] = [];
  let lastDue = 0;
  return {
    push(deliver, delayMs) {
      const now = environment.now();
      // A frame with little delay never overtakes one with much.
      lastDue = Math.max(lastDue, now + delayMs);
      underWay.push(deliver);
      // Every timer delivers whatever is first, so the order holds however the surroundings order their timers.
      environment.setTimeout(() => underWay.shift()?.(), lastDue - now);
    },
    clear() {
      underWay.length = 0;
    },
  };
}
