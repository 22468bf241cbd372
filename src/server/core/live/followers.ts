import type { Audience, Hub } from "../hub.js";

/** Which sessions follow which keys, bounded for each session. */
export interface Followers {
  /** Joins, if the session follows fewer than `max` others. Joining again is free. */
  join(sessionId: string, key: string, max: number): boolean;
  leave(sessionId: string, key: string): void;
  /** The session is over. */
  end(sessionId: string): void;
}

/** Makes the list of followers. Who hears a key is its audience in the hub; here is only what each session has, to bound and to end it. */
export function createFollowers(hub: Hub, audienceOf: (key: string) => Audience): Followers {
  const bySession = new Map<string, Set<string>>();
  return {
    join(sessionId, key, max) {
      const keys = bySession.get(sessionId) ?? new Set();
      if (keys.has(key)) return true;
      if (keys.size >= max) return false;
      keys.add(key);
      bySession.set(sessionId, keys);
      hub.join(sessionId, audienceOf(key));
      return true;
    },
    leave(sessionId, key) {
      const keys = bySession.get(sessionId);
      if (!keys?.delete(key)) return;
      if (keys.size === 0) bySession.delete(sessionId);
      hub.leave(sessionId, audienceOf(key));
    },
    end(sessionId) {
      for (const key of bySession.get(sessionId) ?? []) hub.leave(sessionId, audienceOf(key));
      bySession.delete(sessionId);
    },
  };
}
