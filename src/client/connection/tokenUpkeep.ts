import type { Outcome } from "../../contract/errors.js";
import type { Environment } from "../environment.js";
import type { Report, Timings } from "../settings.js";
import type { TokenKeeper } from "./auth.js";
import { retryBound } from "./backoff.js";
import { createTimerSet } from "./timerSet.js";

/** Keeps the token of an open session fresh. */
export interface TokenUpkeep {
  /** A session is open under this token. */
  start(token: string | null): void;
  stop(): void;
  /** Fetches another token now, as the server demands. */
  renew(): Promise<void>;
  /** Gives the session that token, unless it has it. */
  adopt(token: string | null): Promise<void>;
}

/** Between a failed renewal and the next at the least. */
const spacingMs = 1_000;

/**
 * Renews at 80 % of the token's life and hands the new one to the running session. When no new one can be had, or the server does not take it, it
 * tries again with growing waits; the session goes on meanwhile, until the server ends it.
 *
 * @param options.hand gives the session the token: in place, or `null` where that takes a new connection, which it then has begun
 */
export function createTokenUpkeep(options: {
  readonly keeper: TokenKeeper;
  readonly environment: Environment;
  readonly timings: Timings;
  hand(token: string): Promise<Outcome<unknown>> | null;
  report(report: Report): void;
}): TokenUpkeep {
  const { keeper, environment, timings } = options;
  const timers = createTimerSet<"renew">(environment);
  let period = 0;
  let running = false;
  let failures = 0;
  /** What the session has; the keeper is asked for another than this. */
  let current: string | null = null;

  const schedule = () => {
    const at = keeper.refreshAt();
    if (at !== null) timers.set("renew", Math.max(0, at - environment.now()), () => void renew());
  };
  const later = () => {
    failures += 1;
    const wait = spacingMs + environment.random() * retryBound(failures, timings);
    timers.set("renew", wait, () => void renew());
  };

  const renew = async () => {
    if (!running || !keeper.refreshable) return;
    const mine = period;
    timers.clear("renew");
    const token = await keeper.refresh("refresh", current);
    if (mine !== period) return;
    if (token.ok) await adopt(token.token);
    else later();
  };

  const adopt = async (token: string | null) => {
    if (!running || token === null) return;
    if (token === current) return schedule();
    const before = current;
    current = token;
    const mine = period;
    const handed = options.hand(token);
    if (handed === null) return;
    const answer = await handed;
    if (mine !== period) return;
    if (answer.ok) {
      failures = 0;
      return schedule();
    }
    options.report({
      kind: "auth",
      subject: "reauthenticate",
      message: `the new token was not taken (${answer.failure.code})`,
    });
    // Refused, another must be fetched; unanswered, the same may be handed over again.
    if (answer.failure.code !== "UNAUTHENTICATED" && answer.failure.code !== "FORBIDDEN") current = before;
    later();
  };

  return {
    start: (token) => {
      period += 1;
      running = true;
      failures = 0;
      current = token;
      schedule();
    },
    stop: () => {
      period += 1;
      running = false;
      timers.clear("renew");
    },
    renew,
    adopt,
  };
}
