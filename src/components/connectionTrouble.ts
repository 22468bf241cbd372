import type { ConnectionState, ConnectionStatus } from "../client/connection/connectionState.js";

/** What people are told of. */
export type ConnectionTrouble = Exclude<ConnectionStatus, "idle" | "live">;

/** What is wrong; `null` when nothing is, or when it was wanted so (signed out, disconnected on purpose). */
export function troubleOf({ status, error }: Pick<ConnectionState, "status" | "error">): ConnectionTrouble | null {
  if (status === "idle" || status === "live") return null;
  if (status === "closed" && error === null) return null;
  return status;
}

/** Whether somebody has to act before it gets better: then there is nothing to wait for. */
export function needsAction(trouble: ConnectionTrouble): boolean {
  return trouble === "auth-failed" || trouble === "closed";
}
