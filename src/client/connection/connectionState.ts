import type { Failure } from "../../contract/errors.js";
import type { GuaranteeLevel } from "../../protocols/protocol.js";

/**
 * Where the connection stands.
 *
 * `idle` not wanted yet · `connecting` first attempt · `syncing` open, saying hello and catching up · `live` everything current ·
 * `reconnecting` lost, trying again by itself · `offline` the device has no network; waits for it · `auth-failed` the token is refused and no new
 * one can be had; waits for `connect()` or new credentials · `closed` disconnected on purpose, or told by the server to stay away.
 */
export type ConnectionStatus =
  | "idle"
  | "connecting"
  | "syncing"
  | "live"
  | "reconnecting"
  | "offline"
  | "auth-failed"
  | "closed";

/** State of the connection, in the store at `lobby.connection`. */
export interface ConnectionState {
  readonly status: ConnectionStatus;
  /** Failed attempts since the connection was last live. */
  readonly attempt: number;
  /** Local clock, ms since the epoch, of the next attempt; `null` when none is planned. */
  readonly nextRetryAt: number | null;
  /** Local clock at which the connection was lost; `null` while live and before the first time. */
  readonly lostAt: number | null;
  /** Round trip of the last acknowledged command, ms. */
  readonly latencyMs: number | null;
  /** Why it is `auth-failed`, `closed` or `reconnecting`, where known. */
  readonly error: Failure | null;
  /** What can be promised on this connection now; `null` before the first time live. */
  readonly guarantees: GuaranteeLevel | null;
  /** Whose state this is; `null` when signed out. */
  readonly userId: string | null;
  /** Unreadable payloads since the start, by wire event. */
  readonly dropped: Readonly<Record<string, number>>;
}
