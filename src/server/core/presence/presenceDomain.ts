import type { Domain } from "../domain.js";
import type { Services } from "../services.js";

/** The domain of presence. */
export function presenceDomain(_services: Services): Domain {
  return { definitions: [] };
}
