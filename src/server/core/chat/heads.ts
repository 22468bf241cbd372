import { type Answer, type Definition, define, done, refuse } from "../define.js";
import type { Services } from "../services.js";
import { readable } from "./readable.js";

/** How far these conversations' logs go: one small question every half a minute by which a client finds a lost tail. What the user may not read is left out. */
export function headsHandler(services: Services): Definition {
  return define("heads", services, async (session, { conversationIds }): Promise<Answer<"heads">> => {
    const allowed = await readable(services, session, conversationIds);
    if (allowed.size === 0 && conversationIds.length > 0) return refuse("FORBIDDEN");
    return done({ heads: [...(await services.store.heads([...allowed]))] });
  });
}
