/**
 * Where the token comes from: the token itself, the browser's cookies, or a function that fetches one. The function is called before the first
 * connect, at 80 % of the token's life and after a refusal; never twice at once, and given up after 10 s.
 */
export type AuthSource =
  | string
  | { readonly cookie: true }
  | ((request: {
      readonly reason: "connect" | "refresh" | "refused";
      readonly signal: AbortSignal;
    }) => string | FetchedToken | Promise<string | FetchedToken>);

/** A token, with what the token itself may not say. */
export interface FetchedToken {
  readonly token: string;
  /** When another one is to be fetched, local ms since the epoch; never sooner than in ten seconds. At 80 % of the token's life unless told otherwise. */
  readonly refreshAt?: number | undefined;
}

/** Something worth knowing that is no error of the user's: for logs and counters. */
export interface Report {
  readonly kind:
    | "malformed"
    | "unmapped"
    | "overflow"
    | "listener"
    | "storage"
    | "http"
    | "auth"
    | "protocol"
    | "conflict";
  readonly message: string;
  /** Wire event, command or endpoint. */
  readonly subject: string;
}

/** Waiting times, ms. After a connection that died of silence, answers are waited for twice as long, at most four times, until one has lasted. */
export interface Timings {
  /** Until an unanswered send is repeated. 5,000. */
  readonly ackTimeoutMs: number;
  /** Until hello is given up and the connection is used without it. 3,000. */
  readonly helloTimeoutMs: number;
  /** First and longest wait between attempts; the real one is drawn from 0 to the current bound. 1,000 and 30,000. */
  readonly retryMinMs: number;
  readonly retryMaxMs: number;
  /** Live this long, the next loss starts at the first wait again. 10,000. */
  readonly stableMs: number;
  /** Between checks for a lost tail, ± 20 %. 25,000. */
  readonly headCheckMs: number;
  /** From the last release to closing. 1,000. */
  readonly lingerMs: number;
  /** Until fetching a token is given up. 10,000. */
  readonly tokenTimeoutMs: number;
  /** A hidden tab stops trying after this long. 300,000. */
  readonly hiddenPauseMs: number;
  /** Between typing announcements while typing goes on. 3,000. */
  readonly typingEveryMs: number;
  /** After which somebody's typing expires without a word. 6,000. */
  readonly typingExpiryMs: number;
  /** Between flushes in a hidden tab. 250. */
  readonly hiddenFlushMs: number;
}
