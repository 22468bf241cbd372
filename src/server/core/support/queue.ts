import * as limits from "../../../contract/limits.js";
import { queueAudience } from "../audiences.js";
import { type Answer, type Definition, define, done, refuse } from "../define.js";
import type { Services } from "../services.js";

/** Closed requests that an agent is shown. */
const latestClosed = 50;
const mostOpen = limits.supportTickets - latestClosed;

/** Watching the queue. Watching again is free and harmless: clients repeat it after every reconnect. */
export function queueHandlers(services: Services): readonly Definition[] {
  const { store, hub } = services;
  return [
    {
      ...define("watchSupportQueue", services, async (session): Promise<Answer<"watchSupportQueue">> => {
        // Joined before it is read, so that whatever is not in the answer will be heard.
        hub.join(session.id, queueAudience());
        const [open, closed] = await Promise.all([
          store.support.open(mostOpen + 1),
          store.support.closed(latestClosed),
        ]);
        // The connection may have gone meanwhile, and what left its audiences must not be in one again.
        if (session.ended) {
          hub.leave(session.id, queueAudience());
          return refuse("UNAVAILABLE");
        }
        return done({ tickets: [...open.slice(0, mostOpen), ...closed], more: open.length > mostOpen });
      }),
      agents: true,
    },
    {
      ...define("unwatchSupportQueue", services, (session): Answer<"unwatchSupportQueue"> => {
        hub.leave(session.id, queueAudience());
        return done({});
      }),
      agents: true,
    },
  ];
}
