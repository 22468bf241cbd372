"use client";

import { useEffect, useMemo } from "react";
import { healthFeature } from "../../client/connection/healthFeature.js";
import { overallHealthOf, selectHealth, socketHealthOf } from "../../client/connection/healthLevels.js";
import type { HealthLevel, HealthState } from "../../client/connection/healthState.js";
import { selectConnection } from "../../client/connection/selectors.js";
import { useFeature } from "../useFeature.js";
import { useLobbySelector } from "../useLobbySelector.js";

/** How well everything works, and what went wrong. */
export interface UseConnectionHealthResult extends HealthState {
  /** Both together: `down` when nothing that is known of works, `degraded` when one of them does not work well. */
  readonly overall: HealthLevel;
  /** `degraded`: on its way, or round trips above 2 s; `unknown`: not wanted. */
  readonly socket: HealthLevel;
  /** Median round trip of the last commands over the socket, ms. */
  readonly latencyMs: number | null;
  /** Asks the API whether it is there, up to three times. Stable. */
  readonly check: () => Promise<HealthLevel>;
  /** Empties the log. Stable. */
  readonly clearErrors: () => void;
}

/**
 * Health of the connection: socket, HTTP API and both together, with a log of the last hundred faults by kind. While a component with it is mounted faults are logged, and
 * the API is asked whether it is there when something looks wrong; nothing is asked while all is well. `enabled: false` only reads.
 *
 * @throws LobbyError `provider-missing`.
 */
export function useConnectionHealth({
  enabled = true,
}: {
  readonly enabled?: boolean;
} = {}): UseConnectionHealthResult {
  const { watch, check, clearErrors } = useFeature(healthFeature);
  useEffect(() => (enabled ? watch() : undefined), [enabled, watch]);
  const health = useLobbySelector(selectHealth);
  const socket = useLobbySelector((state) => socketHealthOf(selectConnection(state)));
  const latencyMs = useLobbySelector((state) => selectConnection(state).latencyMs);
  return useMemo(
    () => ({ ...health, socket, overall: overallHealthOf(socket, health.api), latencyMs, check, clearErrors }),
    [health, socket, latencyMs, check, clearErrors],
  );
}
