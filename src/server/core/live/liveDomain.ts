import type { Domain } from "../domain.js";
import type { Services } from "../services.js";

/** The domain of live. */
export function liveDomain(_services: Services): Domain {
  return { definitions: [] };
}
