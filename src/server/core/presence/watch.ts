import type { Presence } from "../../../contract/presence.js";
import { presenceAudience } from "../audiences.js";
import type { PresenceOptions } from "../core.js";
import { type Answer, type Definition, define, done, refuse } from "../define.js";
import type { Services } from "../services.js";
import type { SessionState } from "../session.js";
import type { PresenceRegistry } from "./registry.js";

/** Whom each session watches. */
export type Watched = Map<string, Set<string>>;

/**
 * Answers with what is known of these people, and tells the session of every change from then on. Who may not be seen is answered as one who was never there, so
 * that nothing can be learned from it. Watching again is free: clients repeat it after every reconnect.
 */
export function watchPresenceHandler(
  services: Services,
  registry: PresenceRegistry,
  watched: Watched,
  { visible }: PresenceOptions,
): Definition {
  const { hub, limits } = services;
  return define(
    "watchPresence",
    services,
    async (session, input): Promise<Answer<"watchPresence">> => {
      const userIds = [...new Set(input.userIds)];
      const seen = new Set(visible === undefined ? userIds : await visible(session.user, userIds));
      // Nobody is hidden from himself.
      seen.add(session.user.id);
      // The connection may have gone while the app was asked.
      if (session.ended) return refuse("UNAVAILABLE");
      const own = watched.get(session.id) ?? new Set();
      const more = userIds.filter((userId) => seen.has(userId) && !own.has(userId));
      if (own.size + more.length > limits.watchedUsers)
        return refuse("TOO_LARGE", `at most ${limits.watchedUsers} people watched at once`);
      unwatch(
        session,
        hub,
        watched,
        userIds.filter((userId) => !seen.has(userId)),
      );
      watched.set(session.id, own);
      for (const userId of more) {
        own.add(userId);
        hub.join(session.id, presenceAudience(userId));
      }
      const unknown = (userId: string): Presence => ({ userId, status: "offline", lastSeenAt: null });
      return done({ presences: userIds.map((userId) => (seen.has(userId) ? registry.of(userId) : unknown(userId))) });
    },
    thing,
  );
}

/** Stops telling the session of these people. Those it does not watch are no mistake. */
export function unwatchPresenceHandler(services: Services, watched: Watched): Definition {
  return define(
    "unwatchPresence",
    services,
    (session, { userIds }): Answer<"unwatchPresence"> => {
      unwatch(session, services.hub, watched, userIds);
      return done({});
    },
    thing,
  );
}

/** Lists of people overlap, so all of them take turns. */
const thing = () => "presence";

/** Takes people from what a session watches. */
export function unwatch(
  session: SessionState,
  hub: Services["hub"],
  watched: Watched,
  userIds: Iterable<string>,
): void {
  const own = watched.get(session.id);
  if (own === undefined) return;
  for (const userId of userIds) if (own.delete(userId)) hub.leave(session.id, presenceAudience(userId));
  if (own.size === 0) watched.delete(session.id);
}
