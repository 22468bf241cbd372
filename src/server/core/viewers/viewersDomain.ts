import type { Domain } from "../domain.js";
import type { Services } from "../services.js";

/** The domain of viewers. */
export function viewersDomain(_services: Services): Domain {
  return { definitions: [] };
}
