import type { Domain } from "../domain.js";
import type { Services } from "../services.js";

/** The domain of notifications. */
export function notificationsDomain(_services: Services): Domain {
  return { definitions: [] };
}
