import { type Failure, failure } from "../../contract/errors.js";
import type { Environment, Timer } from "../environment.js";
import { nameOf } from "../reporter.js";
import type { AuthSource, FetchedToken, Report } from "../settings.js";
import { tokenLifeMs } from "./jwt.js";

/** A token (`null` where cookies do it, or nothing), or why there is none. */
export type TokenOutcome =
  | { readonly ok: true; readonly token: string | null }
  | { readonly ok: false; readonly failure: Failure };

/** Holds the current token for socket and HTTP alike, so that both together fetch it once. */
export interface TokenKeeper {
  /** Whether cookies go with requests. */
  readonly cookies: boolean;
  /** Whether another token can be had. */
  readonly refreshable: boolean;
  /** The token held, or a fetched one where none is held or the held one has run out. Never rejects. */
  get(): Promise<TokenOutcome>;
  /**
   * A token other than `stale`: the held one when somebody has refreshed meanwhile, else a fetched one. Joins a fetch under way.
   * Not refreshable: fails with `UNAUTHENTICATED`. Never rejects.
   */
  refresh(reason: "refresh" | "refused", stale: string | null): Promise<TokenOutcome>;
  /** Local clock at which another token is due: as the source said, else at 80 % of its life; `null` when nobody says or none can be had. */
  refreshAt(): number | null;
  /** Other credentials. A fetch under way is given up. */
  set(source: AuthSource | undefined): void;
  /** Gives a fetch under way up. */
  stop(): void;
}

interface HeldToken {
  readonly token: string;
  readonly at: number;
  /** How long it may be used from then on; `null`: it does not say. */
  readonly lifeMs: number | null;
  /** When another one is fetched; `null`: when the server wants it. */
  readonly refreshAt: number | null;
}

/** Refreshes are at least this far apart, whatever a token says of its life. */
const refreshFloorMs = 10_000;
const noToken = "No token could be had.";

/**
 * Makes the keeper of one user's token.
 *
 * @param options.onToken told of every fetched token
 */
export function createTokenKeeper(options: {
  readonly source: AuthSource | undefined;
  readonly environment: Environment;
  readonly timeoutMs: number;
  report(report: Report): void;
  onToken(token: string): void;
}): TokenKeeper {
  const { environment } = options;
  let source = options.source;
  let held: HeldToken | null = null;
  let flight: { readonly outcome: Promise<TokenOutcome>; readonly stop: () => void } | null = null;

  const failed = (message?: string): TokenOutcome => ({ ok: false, failure: failure("UNAUTHENTICATED", message) });

  const fetchToken = (reason: "connect" | "refresh" | "refused"): Promise<TokenOutcome> => {
    if (flight !== null) return flight.outcome;
    const load = source;
    if (typeof load !== "function") return Promise.resolve(failed("There is no other token."));
    const abort = new AbortController();
    let timer: Timer | undefined;
    let stop = () => {};
    const outcome = new Promise<TokenOutcome>((resolve) => {
      const settle = (result: TokenOutcome, complaint?: string) => {
        if (timer === undefined) return;
        environment.clearTimeout(timer);
        timer = undefined;
        if (flight?.outcome === outcome) flight = null;
        // Only the error's kind is reported: its text is the app's and may hold the token.
        if (complaint !== undefined) options.report({ kind: "auth", subject: reason, message: complaint });
        resolve(result);
      };
      stop = () => {
        settle(failed());
        abort.abort();
      };
      timer = environment.setTimeout(() => {
        settle(failed(noToken), "no token came in time");
        abort.abort();
      }, options.timeoutMs);
      Promise.resolve()
        .then(() => load({ reason, signal: abort.signal }))
        .then(
          (given) => {
            if (timer === undefined) return;
            const { token, refreshAt }: FetchedToken =
              typeof given === "string" ? { token: given } : (given ?? { token: "" });
            if (typeof token !== "string" || token === "")
              return settle(failed(noToken), "the token function gave no token");
            const at = environment.now();
            const lifeMs = tokenLifeMs(token, at);
            held = { token, at, lifeMs, refreshAt: refreshAt ?? (lifeMs === null ? null : at + lifeMs * 0.8) };
            settle({ ok: true, token });
            options.onToken(token);
          },
          (error: unknown) => {
            settle(failed(noToken), `the token function failed (${nameOf(error)})`);
          },
        );
    });
    flight = { outcome, stop };
    return outcome;
  };

  const stop = () => flight?.stop();

  return {
    get cookies() {
      return typeof source === "object";
    },
    get refreshable() {
      return typeof source === "function";
    },
    get: () => {
      if (typeof source === "string") return Promise.resolve({ ok: true, token: source });
      if (typeof source !== "function") return Promise.resolve({ ok: true, token: null });
      if (held === null) return fetchToken("connect");
      const usable = held.lifeMs === null || environment.now() < held.at + held.lifeMs;
      return usable ? Promise.resolve({ ok: true, token: held.token }) : fetchToken("refresh");
    },
    refresh: (reason, stale) => {
      if (flight === null && held !== null && held.token !== stale)
        return Promise.resolve({ ok: true, token: held.token });
      if (reason === "refused") held = null;
      return fetchToken(reason);
    },
    refreshAt: () =>
      held === null || held.refreshAt === null ? null : Math.max(held.at + refreshFloorMs, held.refreshAt),
    set: (next) => {
      source = next;
      held = null;
      stop();
    },
    stop,
  };
}
