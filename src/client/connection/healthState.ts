import type { ErrorCode } from "../../contract/errors.js";

/** How well something works; `unknown` while nothing is known or wanted of it. */
export type HealthLevel = "healthy" | "degraded" | "down" | "unknown";

/**
 * What went wrong: the `socket` (a loss, a refused or failed attempt), the `api` (HTTP), `validation` (unreadable or unknown payloads, words that a protocol could not make),
 * `auth` (tokens), `page` (the app's own listeners and storage).
 */
export type LoggedErrorKind = "socket" | "api" | "validation" | "auth" | "page";

/** One kind of fault, however often it came. Kind, subject and message together are unique in a log. */
export interface LoggedError {
  readonly kind: LoggedErrorKind;
  /** Wire event, command, endpoint or `connection`. Never what people wrote. */
  readonly subject: string;
  readonly message: string;
  /** Why it was refused, where known. */
  readonly code?: ErrorCode;
  /** Local clock of the first and the latest time, ms since the epoch. */
  readonly firstAt: number;
  readonly at: number;
  readonly count: number;
}

/** State of connection health, in the store at `lobby.health` once something watches it. */
export interface HealthState {
  /** `down`: three requests in a row were not answered; `degraded`: the answer took longer than 3 s. */
  readonly api: HealthLevel;
  /** Round trip of the last request that asked for it, ms. */
  readonly apiLatencyMs: number | null;
  /** Local clock of the last answer to it, ms since the epoch. */
  readonly checkedAt: number | null;
  /** A check is under way. */
  readonly checking: boolean;
  /** The last hundred, latest last. */
  readonly errors: readonly LoggedError[];
}

/** Health while nothing is known. */
export const unknownHealth: HealthState = {
  api: "unknown",
  apiLatencyMs: null,
  checkedAt: null,
  checking: false,
  errors: [],
};
