import type { CommandResult } from "../../contract/commands.js";
import { type ErrorCode, type Failure, failure, type Outcome } from "../../contract/errors.js";
import { guaranteeLevel, type Protocol } from "../../protocols/protocol.js";
import type { Session } from "./connectionTypes.js";

/** Whoever refuses with one of these knows what hello is; any other failure is that of a server without it. */
const understood = new Set<ErrorCode>(["UNAUTHENTICATED", "FORBIDDEN", "RATE_LIMITED", "UNAVAILABLE"]);

/** What came of the greeting. */
export type Greeting =
  | { readonly kind: "welcome"; readonly session: Pick<Session, "hello" | "degraded" | "guarantees"> }
  /** The server does not want this user with this token, or not now. */
  | { readonly kind: "refused"; readonly failure: Failure }
  /** Signed in as somebody else than meant: nothing may be sent or shown. */
  | { readonly kind: "stranger"; readonly failure: Failure };

/**
 * Says hello. A server that should answer it and does not is used in degraded mode: without sequences, so at most at level L2.
 *
 * @param say sends the command and waits `helloTimeoutMs`
 */
export async function greet(
  protocol: Protocol,
  userId: string,
  say: () => Promise<Outcome<CommandResult<"hello"> | null>>,
): Promise<Greeting> {
  const { capabilities } = protocol;
  const welcome = (hello: CommandResult<"hello"> | null, degraded: boolean): Greeting => {
    const capable = degraded
      ? { ...capabilities, hello: false, sequences: false, catchUp: "none" as const }
      : capabilities;
    return { kind: "welcome", session: { hello, degraded, guarantees: guaranteeLevel(capable) } };
  };
  if (!capabilities.hello) return welcome(null, false);

  const answer = await say();
  if (answer.ok) {
    if (answer.value === null) return welcome(null, true);
    if (answer.value.userId === userId) return welcome(answer.value, false);
    return {
      kind: "stranger",
      failure: failure("UNAUTHENTICATED", "The credentials are another user's."),
    };
  }
  return understood.has(answer.failure.code) ? { kind: "refused", failure: answer.failure } : welcome(null, true);
}
