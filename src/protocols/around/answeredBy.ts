import { type Around, TransportError } from "../transport.js";

/** Which events answer an emission. */
export interface AnswerRule {
  /** Names of the events that mean yes, and of those that mean no. */
  readonly events: readonly string[];
  /** Whether this event answers that emission; by turn, oldest first, unless told otherwise. Must not throw. */
  readonly matches?: (sent: unknown, answer: unknown, event: string) => boolean;
  /** Its events say more than the answer: they are passed on as well, before it is given. */
  readonly passesOn?: true;
  /** This server may as well say nothing: after so long, ms, the answer is {@link silence}. */
  readonly silentAfterMs?: number;
}

/** The name of the answer that {@link answeredBy} gives by itself, where nothing was said and that is an answer too. */
export const silence = "silence";

/** What an emission was answered by: given to the protocol's `acknowledge`. */
export interface AnswerEvent {
  readonly event: string;
  readonly payload: unknown;
}

interface Waiting {
  readonly sent: unknown;
  readonly rule: AnswerRule;
  settle(answer: AnswerEvent | TransportError): void;
}

/**
 * For servers that answer by an event of its own (`messageSent`, `sendMessageError`) instead of an acknowledgement: makes answers of them. An event that
 * answers is not passed on unless its rule says so; one that nobody waits for is, because it may say more than that (the server has signed one out), or only have come too late.
 *
 * @param rules by the event that is emitted
 */
export function answeredBy(rules: Readonly<Record<string, AnswerRule>>): Around {
  return (inner, clock) => (target, handlers) => {
    const waiting = new Set<Waiting>();
    const failAll = () => {
      for (const one of [...waiting]) one.settle(new TransportError("disconnected"));
    };
    const line = inner(target, {
      ...handlers,
      onClose: (reason) => {
        failAll();
        handlers.onClose(reason);
      },
      onEvent: (event, payload, namespace) => {
        for (const one of waiting) {
          if (!one.rule.events.includes(event) || one.rule.matches?.(one.sent, payload, event) === false) continue;
          if (one.rule.passesOn) handlers.onEvent(event, payload, namespace);
          return one.settle({ event, payload });
        }
        handlers.onEvent(event, payload, namespace);
      },
    });
    return {
      get raw() {
        return line.raw;
      },
      connect: (auth) => line.connect(auth),
      disconnect: () => {
        failAll();
        line.disconnect();
      },
      emit: line.emit,
      request: (event, payload, timeoutMs, namespace) => {
        const rule = rules[event];
        if (rule === undefined) return line.request(event, payload, timeoutMs, namespace);
        return new Promise((resolve, reject) => {
          const { silentAfterMs } = rule;
          const timer = clock.setTimeout(
            () =>
              one.settle(
                silentAfterMs === undefined ? new TransportError("timeout") : { event: silence, payload: undefined },
              ),
            silentAfterMs ?? timeoutMs,
          );
          const one: Waiting = {
            sent: payload,
            rule,
            settle: (answer) => {
              waiting.delete(one);
              clock.clearTimeout(timer);
              if (answer instanceof TransportError) reject(answer);
              else resolve(answer);
            },
          };
          waiting.add(one);
          line.emit(event, payload, namespace);
        });
      },
    };
  };
}
