import { done } from "../define.js";
import type { Route } from "../http.js";
import type { Services } from "../services.js";

/** `GET health`: that the API answers, and who asks is known to it. Touches no store, so that asking costs nothing. */
export function healthRoute({ clock }: Services): Route {
  return { pattern: /^health$/, answer: async () => done({ time: clock.now() }) };
}
