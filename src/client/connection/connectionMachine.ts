import type { Failure } from "../../contract/errors.js";
import type { GuaranteeLevel } from "../../protocols/protocol.js";
import type { ConnectionPatch, ConnectionSnapshot } from "./connectionTypes.js";

/** What can happen to a connection, as far as its visible state is concerned. */
export type ConnectionChange =
  /** An attempt begins. */
  | { readonly type: "trying"; readonly at: number; readonly online: boolean }
  /** The socket is open: hello and catch-up follow. */
  | { readonly type: "opened" }
  | { readonly type: "live"; readonly guarantees: GuaranteeLevel }
  /** An attempt failed or an open connection ended; the next one will follow by itself. */
  | { readonly type: "lost"; readonly at: number; readonly failure: Failure | null }
  /** When the next attempt will be; `null`: at the next signal. */
  | { readonly type: "planned"; readonly nextRetryAt: number | null; readonly online: boolean }
  /** No attempt follows by itself; `idle`: nobody wants it any more. */
  | { readonly type: "ended"; readonly status: "idle" | "closed" | "auth-failed"; readonly failure: Failure | null }
  | { readonly type: "measured"; readonly latencyMs: number };

const fresh = { attempt: 0, nextRetryAt: null, lostAt: null } as const;

/** The state before anything happened. */
export const idleSnapshot: ConnectionSnapshot = {
  ...fresh,
  status: "idle",
  latencyMs: null,
  error: null,
  guarantees: null,
  userId: null,
};

const resting = new Set<ConnectionSnapshot["status"]>(["idle", "closed", "auth-failed"]);

/** What a change makes other than it was. Pure. */
export function patchOf(state: ConnectionSnapshot, change: ConnectionChange): ConnectionPatch {
  switch (change.type) {
    case "trying":
      if (resting.has(state.status)) return { ...fresh, status: "connecting", error: null };
      if (state.status === "live") return { status: "reconnecting", nextRetryAt: null, lostAt: change.at };
      if (state.status === "connecting" || (state.status === "offline" && !change.online)) return { nextRetryAt: null };
      return { status: "reconnecting", nextRetryAt: null };
    case "opened":
      return { status: "syncing", nextRetryAt: null };
    case "live":
      return { ...fresh, status: "live", error: null, guarantees: change.guarantees };
    case "lost":
      return state.status === "live"
        ? { status: "reconnecting", lostAt: change.at, error: change.failure }
        : { status: "reconnecting", attempt: state.attempt + 1, error: change.failure };
    case "planned":
      return { status: change.online ? "reconnecting" : "offline", nextRetryAt: change.nextRetryAt };
    case "ended":
      return {
        ...(change.status === "idle" ? fresh : { nextRetryAt: null }),
        status: change.status,
        error: change.failure,
      };
    case "measured":
      return { latencyMs: change.latencyMs };
  }
}

/** What differs from one state to the next; `null` when nothing does. */
export function differences(before: ConnectionSnapshot, after: ConnectionSnapshot): ConnectionPatch | null {
  const changed = Object.entries(after).filter(([key, value]) => before[key as keyof ConnectionSnapshot] !== value);
  return changed.length === 0 ? null : (Object.fromEntries(changed) as ConnectionPatch);
}
