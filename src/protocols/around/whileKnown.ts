import type { Around } from "../transport.js";
import type { AnswerEvent } from "./answeredBy.js";

/** How a server says that it knows one no longer, though the connection goes on. */
export interface WhileKnownOptions {
  /** Events that say so. */
  readonly lost: readonly string[];
  /** The request that makes it know one again, and the event that answers it with yes. */
  readonly by: string;
  readonly yes: string;
  /** Requests that it would drop meanwhile. */
  readonly holds: readonly string[];
}

/**
 * For servers whose token runs out while one is connected and that drop what comes until there is another: answers such requests itself, with the event that said so, so that they wait
 * in place of being lost. Around {@link answeredBy}.
 */
export function whileKnown({ lost, by, yes, holds }: WhileKnownOptions): Around {
  return (inner) => (target, handlers) => {
    let lostBy: string | null = null;
    const line = inner(target, {
      ...handlers,
      onEvent: (event, payload, namespace) => {
        if (lost.includes(event)) lostBy = event;
        else if (event === yes) lostBy = null;
        handlers.onEvent(event, payload, namespace);
      },
    });
    return {
      get raw() {
        return line.raw;
      },
      connect: (auth) => {
        lostBy = null;
        line.connect(auth);
      },
      disconnect: line.disconnect,
      emit: line.emit,
      request: async (event, payload, timeoutMs, namespace) => {
        if (lostBy !== null && holds.includes(event)) return { event: lostBy, payload: null } satisfies AnswerEvent;
        const answer = await line.request(event, payload, timeoutMs, namespace);
        if (event === by && (answer as Partial<AnswerEvent> | null)?.event === yes) lostBy = null;
        return answer;
      },
    };
  };
}
