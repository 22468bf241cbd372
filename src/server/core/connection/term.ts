import { type Clock, furthestMs, type Timer } from "../../clock.js";
import type { Hub } from "../hub.js";

/** How long before the end of a token its owner is told. */
const warnBeforeMs = 60_000;
/** How long after it the connection still lives, for clocks that differ and refreshes on their way. */
const graceMs = 30_000;
/** What even an already expired token is given, so that a client has the time to bring a new one. */
const leastMs = 10_000;

/** The time that a session's token leaves it. */
export interface Term {
  /** Begins anew with another end; `undefined`: endless. */
  renew(expiresAt: number | undefined): void;
  stop(): void;
}

/** Keeps a session's term: `tokenExpiring` a minute before the token's end, half a minute after it goodbye `expired` and disconnection. */
export function sessionTerm(sessionId: string, hub: Hub, clock: Clock): Term {
  let timer: Timer | null = null;
  const stop = () => {
    if (timer !== null) clock.clearTimeout(timer);
    timer = null;
  };
  const at = (time: number, run: () => void) => {
    const ms = time - clock.now();
    // A longer term is looked at again then.
    timer = clock.setTimeout(() => (ms > furthestMs ? at(time, run) : run()), Math.max(0, Math.min(ms, furthestMs)));
  };
  return {
    renew: (expiresAt) => {
      stop();
      if (expiresAt === undefined) return;
      const end = Math.max(expiresAt + graceMs, clock.now() + leastMs);
      at(expiresAt - warnBeforeMs, () => {
        hub.tell(sessionId, { type: "tokenExpiring", inMs: Math.max(0, Math.floor(expiresAt - clock.now())) });
        at(end, () => hub.end({ session: sessionId }, { code: "expired" }));
      });
    },
    stop,
  };
}
