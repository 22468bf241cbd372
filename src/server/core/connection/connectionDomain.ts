import type { Domain } from "../domain.js";
import type { Services } from "../services.js";
import { healthRoute } from "./health.js";
import { helloHandler } from "./hello.js";
import { reauthenticateHandler } from "./reauthenticate.js";

/** The first word, new tokens, and whether the API is there. */
export function connectionDomain(services: Services): Domain {
  return {
    definitions: [helloHandler(services), reauthenticateHandler(services)],
    routes: [healthRoute(services)],
  };
}
