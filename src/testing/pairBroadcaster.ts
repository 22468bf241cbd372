import { nativeByeName, nativeEventsName } from "../protocols/native/envelope.js";
import type { Audience } from "../server/core/hub.js";
import type { Broadcaster } from "../server/hub/broadcaster.js";

/** Where a session's packets go. */
export interface Outlet {
  send(event: string, payload: unknown): void;
  close(): void;
}

/** The broadcaster of one process: audiences are sets of sessions, packets go to their outlets. */
export interface PairBroadcaster extends Broadcaster {
  /** Makes a session reachable. */
  add(sessionId: string, outlet: Outlet): void;
  /** Forgets a session, in all its audiences. */
  remove(sessionId: string): void;
}

/** Makes a broadcaster over outlets, for one mock server. */
export function createPairBroadcaster(): PairBroadcaster {
  const outlets = new Map<string, Outlet>();
  const audiences = new Map<Audience, Set<string>>();
  const members = (audience: Audience): readonly string[] => [...(audiences.get(audience) ?? [])];
  return {
    add: (sessionId, outlet) => void outlets.set(sessionId, outlet),
    remove(sessionId) {
      outlets.delete(sessionId);
      for (const [audience, sessions] of audiences) {
        if (sessions.delete(sessionId) && sessions.size === 0) audiences.delete(audience);
      }
    },
    join(sessionId, audience) {
      if (outlets.has(sessionId)) audiences.set(audience, (audiences.get(audience) ?? new Set()).add(sessionId));
    },
    leave(sessionId, audience) {
      audiences.get(audience)?.delete(sessionId);
    },
    sessions: members,
    size: (audience) => audiences.get(audience)?.size ?? 0,
    send(to, events, except) {
      const left = except === undefined ? undefined : audiences.get(except);
      for (const sessionId of new Set(to.flatMap(members))) {
        if (left?.has(sessionId) !== true) outlets.get(sessionId)?.send(nativeEventsName, events);
      }
    },
    tell(sessionId, events) {
      outlets.get(sessionId)?.send(nativeEventsName, events);
    },
    end(target, bye) {
      for (const sessionId of "session" in target ? [target.session] : members(target.audience)) {
        const outlet = outlets.get(sessionId);
        outlet?.send(nativeByeName, bye);
        outlet?.close();
      }
    },
  };
}
