import type { LobbyRootState } from "../lobbyState.js";
import type { ConnectionState } from "./connectionState.js";
import { type HealthLevel, type HealthState, unknownHealth } from "./healthState.js";

/** A round trip above this is a poor connection, ms. */
const slowMs = 2_000;

/** What is known of health; the same object until something about it changes. */
export function selectHealth(state: LobbyRootState): HealthState {
  return state.lobby.health ?? unknownHealth;
}

/**
 * How well the socket works. `degraded`: on its way, or slow; `unknown`: not wanted (signed out, disconnected on purpose).
 */
export function socketHealthOf({ status, error, latencyMs }: ConnectionState): HealthLevel {
  switch (status) {
    case "live":
      return latencyMs !== null && latencyMs > slowMs ? "degraded" : "healthy";
    case "connecting":
    case "syncing":
      return "degraded";
    case "idle":
      return "unknown";
    case "closed":
      return error === null ? "unknown" : "down";
    default:
      return "down";
  }
}

/** Both together: `down` when nothing that is known of works, `degraded` when one of them does not work well. */
export function overallHealthOf(socket: HealthLevel, api: HealthLevel): HealthLevel {
  const known = [socket, api].filter((level) => level !== "unknown");
  if (known.length === 0) return "unknown";
  if (known.every((level) => level === "down")) return "down";
  return known.every((level) => level === "healthy") ? "healthy" : "degraded";
}
