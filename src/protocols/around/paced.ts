import type { Around } from "../transport.js";
import type { AnswerEvent } from "./answeredBy.js";

/** At most so many in so long. */
export interface Pace {
  readonly count: number;
  readonly perMs: number;
}

/** The name of the answer that {@link paced} gives by itself; its payload is `{ retryAfterMs }`. */
export const tooSoon = "tooSoon";

/**
 * For servers that drop or punish what comes too fast: answers such a request itself, before it is sent, and says when the next one may go, so that the person is shown it
 * and nothing he wrote is lost.
 *
 * @param events those that are counted, together
 */
export function paced(events: readonly string[], ...paces: readonly Pace[]): Around {
  return (inner, clock) => (target, handlers) => {
    const line = inner(target, handlers);
    const longest = Math.max(0, ...paces.map(({ count }) => count));
    /** When the last ones went, oldest first. */
    const sent: number[] = [];
    const wait = () => {
      const now = clock.now();
      // The clock was set back: how long ago it was nobody knows.
      if ((sent.at(-1) ?? now) > now) sent.length = 0;
      const waits = paces.map(({ count, perMs }) => (sent.at(-count) ?? Number.NEGATIVE_INFINITY) + perMs - now);
      return Math.max(0, ...waits);
    };
    return {
      get raw() {
        return line.raw;
      },
      connect: line.connect,
      disconnect: line.disconnect,
      emit: line.emit,
      request: (name, payload, timeoutMs, namespace) => {
        if (!events.includes(name)) return line.request(name, payload, timeoutMs, namespace);
        const retryAfterMs = wait();
        if (retryAfterMs > 0) {
          const answer: AnswerEvent = { event: tooSoon, payload: { retryAfterMs } };
          return Promise.resolve(answer);
        }
        sent.push(clock.now());
        if (sent.length > longest) sent.shift();
        return line.request(name, payload, timeoutMs, namespace);
      },
    };
  };
}
