import type { ConnectionState } from "../client/connection/connectionState.js";
import { selectConnection } from "../client/connection/selectors.js";
import type { Lobby } from "../client/lobby.js";
import { type Fields, fieldsOf } from "./fields.js";
import { useLobby } from "./useLobby.js";
import { useLobbySelector } from "./useLobbySelector.js";

/** Where the connection stands, each part a ref, and what to do about it. */
export interface UseConnectionResult
  extends Fields<ConnectionState, keyof ConnectionState>,
    Pick<Lobby, "capabilities" | "connect" | "disconnect"> {}

const names = [
  "status",
  "attempt",
  "nextRetryAt",
  "lostAt",
  "latencyMs",
  "error",
  "guarantees",
  "userId",
  "dropped",
] as const satisfies readonly (keyof ConnectionState)[];

/**
 * The connection's state machine.
 *
 * @throws LobbyError `outside-setup`, `plugin-missing`
 */
export function useConnection(): UseConnectionResult {
  const { capabilities, connect, disconnect } = useLobby();
  const state = useLobbySelector(selectConnection);
  return { ...fieldsOf(state, names), capabilities, connect, disconnect };
}
