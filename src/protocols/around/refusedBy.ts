import type { Around } from "../transport.js";
import type { AnswerEvent } from "./answeredBy.js";

/** How a server says no. */
export interface RefusedByOptions {
  /** Names of the events that mean no. */
  readonly events: readonly string[];
  /** Whether such an event is about this emission; about the one that has waited longest, unless told otherwise. Must not throw. */
  readonly matches?: (sent: { readonly event: string; readonly payload: unknown }, refusal: unknown) => boolean;
}

interface Waiting {
  readonly event: string;
  readonly payload: unknown;
  refuse(answer: AnswerEvent): void;
}

/**
 * For servers that acknowledge what they do and tell by an event what they refuse, as NestJS does with `exception`: such an event is then the answer, an {@link AnswerEvent}, of the
 * emission that it is about. Acknowledgements stay as they are, and an event that nobody waits for is passed on.
 */
export function refusedBy({ events, matches = () => true }: RefusedByOptions): Around {
  return (inner) => (target, handlers) => {
    const waiting = new Set<Waiting>();
    const line = inner(target, {
      ...handlers,
      onEvent: (event, payload, namespace) => {
        if (events.includes(event))
          for (const one of waiting) if (matches(one, payload)) return one.refuse({ event, payload });
        handlers.onEvent(event, payload, namespace);
      },
    });
    return {
      get raw() {
        return line.raw;
      },
      connect: line.connect,
      disconnect: line.disconnect,
      emit: line.emit,
      request: (event, payload, timeoutMs, namespace) =>
        new Promise((resolve, reject) => {
          const one: Waiting = {
            event,
            payload,
            refuse: (answer) => {
              waiting.delete(one);
              resolve(answer);
            },
          };
          waiting.add(one);
          line
            .request(event, payload, timeoutMs, namespace)
            .then(resolve, reject)
            .finally(() => waiting.delete(one));
        }),
    };
  };
}
