import type { Domain } from "../domain.js";
import type { Services } from "../services.js";

/** The domain of gifts. */
export function giftsDomain(_services: Services): Domain {
  return { definitions: [] };
}
