import { type ErrorCode, type Failure, failure, type Outcome } from "../../contract/errors.js";
import { parse, type Schema } from "../../contract/schema.js";
import { type NativeInput, nativeInputSchemas } from "../../protocols/native/inputs.js";
import { type NativeCommand, type NativeResult, nativeCommands } from "../../protocols/native/wire.js";
import type { Acknowledgement } from "./core.js";
import type { Services } from "./services.js";
import { inTurn, type SessionState } from "./session.js";

/** What a command is answered by: its result, or why not. */
export type Answer<N extends NativeCommand> = Outcome<NativeResult<N>>;

/** One wire event and what is done about it. */
export interface Definition {
  readonly event: string;
  /** Only agents may, and whoever tried is written down. */
  readonly agents?: true;
  /** Never rejects. `malformed` tells that the payload was not even readable. */
  run(session: SessionState, payload: unknown): Promise<{ answer: Acknowledgement; malformed: boolean }>;
}

/**
 * The one way in for every command: the payload is read by its schema before the handler sees it, and whatever the handler throws, at once or later, becomes
 * `UNAVAILABLE` and a report. A handler refuses by answering, never by throwing, so that what is thrown is always a fault.
 *
 * @param thing what a command comes to or goes from; a session's commands about the same are carried out in the order in which they came. Absent: beside all others.
 */
export function define<N extends NativeCommand>(
  name: N,
  services: Services,
  handler: (session: SessionState, input: NativeInput<N>) => Promise<Answer<N>> | Answer<N>,
  thing?: (input: NativeInput<N>) => string,
): Definition {
  const event = nativeCommands[name];
  // The table is keyed by the same names; the compiler does not follow a generic name into it.
  const schema = nativeInputSchemas[name] as unknown as Schema<NativeInput<N>>;
  return {
    event,
    run: async (session, payload) => {
      const input = parse(schema, payload);
      if (!input.ok) return { answer: refused(failure("INVALID", input.issue)), malformed: true };
      try {
        const work = () => handler(session, input.value);
        const outcome = await (thing === undefined ? work() : inTurn(session, thing(input.value), work));
        const answer = outcome.ok ? ({ ok: true, ...outcome.value } as Acknowledgement) : refused(outcome.failure);
        return { answer, malformed: false };
      } catch (error) {
        services.report({ kind: "fault", during: event, code: "UNAVAILABLE", userId: session.user.id, error });
        return { answer: refused(failure("UNAVAILABLE")), malformed: false };
      }
    },
  };
}

/** An acknowledgement that refuses. */
export function refused(why: Failure): Acknowledgement {
  return { ok: false, ...why };
}

/** A handler's good answer. */
export function done<T>(value: T): { ok: true; value: T } {
  return { ok: true, value };
}

/** A handler's refusal. */
export function refuse(code: ErrorCode, message?: string, retryAfterMs?: number): { ok: false; failure: Failure } {
  return { ok: false, failure: failure(code, message, retryAfterMs) };
}
