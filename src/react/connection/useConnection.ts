"use client";

import { useMemo } from "react";
import type { ConnectionState } from "../../client/connection/connectionState.js";
import { selectConnection } from "../../client/connection/selectors.js";
import type { Capabilities } from "../../protocols/protocol.js";
import { useLobby } from "../useLobby.js";
import { useLobbySelector } from "../useLobbySelector.js";

/** Where the connection stands, and what to do about it. */
export interface UseConnectionResult extends ConnectionState {
  /** What this server can do. */
  readonly capabilities: Capabilities;
  /** Connects now, also after `closed` and `auth-failed`. Stable. */
  readonly connect: () => void;
  /** Closes, and stays closed until `connect`. Nothing unsent is lost. Stable. */
  readonly disconnect: () => void;
}

/**
 * The connection's state machine.
 *
 * @throws LobbyError `provider-missing`.
 */
export function useConnection(): UseConnectionResult {
  const { capabilities, connect, disconnect } = useLobby();
  const state = useLobbySelector(selectConnection);
  return useMemo(() => ({ ...state, capabilities, connect, disconnect }), [state, capabilities, connect, disconnect]);
}
