import type { Presence } from "../../../contract/presence.js";
import { presenceAudience } from "../audiences.js";
import type { PresenceOptions } from "../core.js";
import { type Answer, define, done } from "../define.js";
import type { Domain } from "../domain.js";
import type { Services } from "../services.js";
import { presenceRegistry } from "./registry.js";
import { unwatch, unwatchPresenceHandler, type Watched, watchPresenceHandler } from "./watch.js";

/** The domain of presence, and what the app may ask of it. */
export interface PresenceDomain extends Domain {
  of(userIds: readonly string[]): readonly Presence[];
}

/** Presence: who is there, who looks away, what he does; told to those who watch him. */
export function presenceDomain(services: Services, options: PresenceOptions = {}): PresenceDomain {
  const { hub, clock } = services;
  const watched: Watched = new Map();
  const registry = presenceRegistry(clock, (presence) =>
    hub.publish([presenceAudience(presence.userId)], { type: "presenceChanged", presences: [presence] }),
  );
  return {
    definitions: [
      define("setPresence", services, (session, { status, activity }): Answer<"setPresence"> => {
        registry.set(session.id, session.user.id, status, activity === "" ? undefined : activity);
        return done({});
      }),
      watchPresenceHandler(services, registry, watched, options),
      unwatchPresenceHandler(services, watched),
    ],
    connected: ({ id, user }) => registry.began(id, user.id),
    ended: (session) => {
      unwatch(session, hub, watched, [...(watched.get(session.id) ?? [])]);
      registry.ended(session.id, session.user.id);
    },
    close: registry.close,
    of: (userIds) => userIds.map(registry.of),
  };
}
