import { createAction, type UnknownAction } from "@reduxjs/toolkit";
import { userChanged } from "../lobbyActions.js";
import { type HealthState, type LoggedError, unknownHealth } from "./healthState.js";

/** Faults kept in the log. */
const kept = 100;

/** Faults to be logged, each with how often it came. */
export const errorsLogged = createAction<{ readonly errors: readonly LoggedError[] }>("lobby/health/errorsLogged");
export const errorsCleared = createAction("lobby/health/errorsCleared");
export const checkStarted = createAction("lobby/health/checkStarted");
/** The API was asked whether it is there. */
export const apiChecked =
  createAction<Pick<HealthState, "api" | "apiLatencyMs" | "checkedAt">>("lobby/health/apiChecked");

/** The reducer at `state.lobby.health`. */
export function healthReducer(state: HealthState = unknownHealth, action: UnknownAction): HealthState {
  if (errorsLogged.match(action)) return { ...state, errors: logged(state.errors, action.payload.errors) };
  if (errorsCleared.match(action)) return state.errors.length === 0 ? state : { ...state, errors: [] };
  if (checkStarted.match(action)) return { ...state, checking: true };
  if (apiChecked.match(action)) return { ...state, ...action.payload, checking: false };
  if (userChanged.match(action) && action.payload.keep !== true) return unknownHealth;
  return state;
}

/** The same fault again counts up and moves to the end. */
function logged(log: readonly LoggedError[], news: readonly LoggedError[]): readonly LoggedError[] {
  const byKey = new Map(log.map((error) => [keyOf(error), error]));
  for (const error of news) {
    const key = keyOf(error);
    const before = byKey.get(key);
    byKey.delete(key);
    byKey.set(
      key,
      before === undefined ? error : { ...error, firstAt: before.firstAt, count: before.count + error.count },
    );
  }
  return [...byKey.values()].slice(-kept);
}

/** What makes two faults the same. */
export function keyOf({ kind, subject, message }: Pick<LoggedError, "kind" | "subject" | "message">): string {
  return JSON.stringify([kind, subject, message]);
}
