import { isId } from "./ids.js";
import { mistake } from "./mistake.js";

/**
 * Stops an app that gives what can't be an id; `what` it would be, as in "a user id".
 *
 * @throws LobbyError `bad-id`
 */
export function demandId(id: string, what: string): void {
  if (!isId(id)) throw mistake("bad-id", `${JSON.stringify(id)} can't be ${what}.`);
}
