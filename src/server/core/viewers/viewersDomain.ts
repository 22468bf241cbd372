import { viewerListLength } from "../../../contract/viewers.js";
import { viewableAudience } from "../audiences.js";
import { type Answer, define, done, refuse } from "../define.js";
import type { Domain } from "../domain.js";
import type { GuestPlace } from "../guests.js";
import type { Services } from "../services.js";
import type { SessionState } from "../session.js";
import { viewerRegistry } from "./registry.js";

/** The domain of viewers, and what the app may ask of it. */
export interface ViewersDomain extends Domain, GuestPlace {
  count(viewableId: string): number;
}

/** Viewers: how many different people look at something, and, only when asked and allowed, who. */
export function viewersDomain(services: Services): ViewersDomain {
  const { hub, access, limits, clock } = services;
  const thing = ({ viewableId }: { readonly viewableId: string }) => `viewable:${viewableId}`;
  /** What each session views. */
  const viewed = new Map<string, Set<string>>();
  const registry = viewerRegistry(clock, (tally) =>
    hub.publish([viewableAudience(tally.viewableId)], { type: "viewerCountChanged", ...tally }),
  );
  const leave = (session: SessionState, viewableId: string) => {
    if (viewed.get(session.id)?.delete(viewableId) !== true) return;
    hub.leave(session.id, viewableAudience(viewableId));
    registry.leave(viewableId, session.id, session.user.id);
  };
  return {
    definitions: [
      define(
        "joinViewers",
        services,
        async (session, { viewableId }): Promise<Answer<"joinViewers">> => {
          if (!(await access(session, { kind: "view", viewableId }))) {
            leave(session, viewableId);
            return refuse("FORBIDDEN");
          }
          // The connection may have gone while the app was asked.
          if (session.ended) return refuse("UNAVAILABLE");
          const own = viewed.get(session.id) ?? new Set();
          if (own.size >= limits.viewables && !own.has(viewableId))
            return refuse("TOO_LARGE", `at most ${limits.viewables} viewed at once`);
          viewed.set(session.id, own.add(viewableId));
          hub.join(session.id, viewableAudience(viewableId));
          const { count, peak } = registry.join(viewableId, session.id, session.user);
          return done({ count, peak });
        },
        thing,
      ),
      define(
        "leaveViewers",
        services,
        (session, { viewableId }): Answer<"leaveViewers"> => {
          leave(session, viewableId);
          return done({});
        },
        thing,
      ),
      define("listViewers", services, async (session, { viewableId }): Promise<Answer<"listViewers">> => {
        if (!viewed.get(session.id)?.has(viewableId)) return refuse("FORBIDDEN", "only for those who view it");
        if (!(await access(session, { kind: "listViewers", viewableId }))) return refuse("FORBIDDEN");
        const people = registry.people(viewableId);
        const viewers = people.slice(0, viewerListLength);
        return done({ viewers, more: people.length - viewers.length });
      }),
    ],
    ended: (session) => {
      for (const viewableId of viewed.get(session.id) ?? []) {
        hub.leave(session.id, viewableAudience(viewableId));
        registry.lose(viewableId, session.id, session.user.id);
      }
      viewed.delete(session.id);
    },
    close: registry.close,
    count: registry.count,
    admitGuest: async (viewableId, user, key) => {
      registry.join(viewableId, key, user);
    },
    dismissGuest: (viewableId, userId, key) => registry.leave(viewableId, key, userId),
  };
}
