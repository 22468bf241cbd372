import type { Bye } from "../../../src/contract/connection.js";
import type { NativeEvent } from "../../../src/protocols/native/wire.js";
import type { Audience } from "../../../src/server/core/hub.js";
import type { Broadcaster } from "../../../src/server/hub/broadcaster.js";

/** One packet as a session got it. */
export interface Packet {
  readonly events: readonly NativeEvent[];
}

/** The other end of a hub, written down: who is in which audience, and what each session got. */
export interface RecordingNetwork extends Broadcaster {
  packets(sessionId: string): readonly Packet[];
  events(sessionId: string): readonly NativeEvent[];
  byes(sessionId: string): readonly Bye[];
  forget(): void;
}

export function recordingNetwork(): RecordingNetwork {
  const rooms = new Map<Audience, Set<string>>();
  const got = new Map<string, Packet[]>();
  const goodbyes = new Map<string, Bye[]>();
  const push = (sessionId: string, events: readonly NativeEvent[]) => {
    // As a wire would: what is later done to the objects must not show.
    got.set(sessionId, [...(got.get(sessionId) ?? []), { events: structuredClone(events) as NativeEvent[] }]);
  };
  const members = (audience: Audience) => rooms.get(audience) ?? new Set<string>();
  return {
    join: (id, audience) => void rooms.set(audience, new Set([...members(audience), id])),
    leave: (id, audience) => void rooms.get(audience)?.delete(id),
    size: (audience) => members(audience).size,
    sessions: (audience) => [...members(audience)],
    send: (audiences, events, except) => {
      const out = except === undefined ? new Set<string>() : members(except);
      for (const id of new Set(audiences.flatMap((audience) => [...members(audience)]))) {
        if (!out.has(id)) push(id, events);
      }
    },
    tell: push,
    end: (target, bye) => {
      for (const id of "session" in target ? [target.session] : members(target.audience)) {
        goodbyes.set(id, [...(goodbyes.get(id) ?? []), bye]);
      }
    },
    packets: (id) => got.get(id) ?? [],
    events: (id) => (got.get(id) ?? []).flatMap(({ events }) => events),
    byes: (id) => goodbyes.get(id) ?? [],
    forget: () => {
      got.clear();
      goodbyes.clear();
    },
  };
}
