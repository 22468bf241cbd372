import type { Namespace } from "socket.io";
import { nativeByeName, nativeEventsName } from "../../protocols/native/envelope.js";
import type { Audience } from "../core/hub.js";
import type { Broadcaster } from "../hub/broadcaster.js";

/** A prefix of our own keeps audiences apart from the app's rooms; the colon keeps them apart from socket ids, which are rooms too. */
const roomOf = (audience: Audience): string => `lobby:${audience}`;

/** Puts events on Socket.IO. One `emit` to several rooms reaches each socket once and encodes the packet once. */
export function socketBroadcaster(namespace: Namespace): Broadcaster {
  const room = (audience: Audience) => namespace.adapter.rooms.get(roomOf(audience));
  return {
    // With an adapter over a network these are promises; a failed one is the adapter's to report, not an unhandled rejection.
    join: (sessionId, audience) => settle(namespace.sockets.get(sessionId)?.join(roomOf(audience))),
    leave: (sessionId, audience) => settle(namespace.sockets.get(sessionId)?.leave(roomOf(audience))),
    sessions: (audience) => [...(room(audience) ?? [])],
    size: (audience) => room(audience)?.size ?? 0,
    send: (audiences, events, except) => {
      const target = namespace.to(audiences.map(roomOf));
      (except === undefined ? target : target.except(roomOf(except))).emit(nativeEventsName, events);
    },
    tell: (sessionId, events) => {
      namespace.sockets.get(sessionId)?.emit(nativeEventsName, events);
    },
    end: (target, bye) => {
      const sockets =
        "session" in target ? namespace.sockets.get(target.session) : namespace.in(roomOf(target.audience));
      if (sockets === undefined) return;
      sockets.emit(nativeByeName, bye);
      // A socket ends its connection, a room those of all in it, on other nodes too.
      if ("disconnect" in sockets) sockets.disconnect(true);
      else sockets.disconnectSockets(true);
    },
  };
}

function settle(work: unknown): void {
  if (work instanceof Promise) work.catch(() => {});
}
