import type { Domain } from "../domain.js";
import type { Services } from "../services.js";
import { helloHandler } from "./hello.js";
import { reauthenticateHandler } from "./reauthenticate.js";

/** The first word, and new tokens. */
export function connectionDomain(services: Services): Domain {
  return { definitions: [helloHandler(services), reauthenticateHandler(services)] };
}
