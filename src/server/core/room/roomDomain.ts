import { type ConversationId, parseConversationId } from "../../../contract/ids.js";
import { roomAudience } from "../audiences.js";
import { type Answer, define, done, refuse } from "../define.js";
import type { Domain } from "../domain.js";
import type { GuestPlace } from "../guests.js";
import type { Services } from "../services.js";
import { revoke, type SessionState } from "../session.js";
import type { RoomControl } from "./roomControl.js";
import { createRooms, type Room } from "./rooms.js";

/** The domain of rooms: who is in them, what they are called, what is streamed there. */
export function roomDomain(services: Services): Domain &
  GuestPlace & {
    readonly control: RoomControl;
    /** Takes a user out of a conversation's room at once. */
    expel(conversationId: ConversationId, userId: string): void;
  } {
  const { hub, access, limits } = services;
  const rooms = createRooms(services);
  const thing = ({ roomId }: { readonly roomId: string }) => `inside:${roomId}`;
  /** What each session is in. */
  const watched = new Map<SessionState, Set<string>>();

  const leave = (session: SessionState, roomId: string, atOnce: boolean) => {
    if (watched.get(session)?.delete(roomId) !== true) return;
    hub.leave(session.id, roomAudience(roomId));
    rooms.get(roomId)?.crowd.leave(session.user.id, session.id, atOnce);
  };

  const watchRoom = define(
    "watchRoom",
    services,
    async (session, { roomId }): Promise<Answer<"watchRoom">> => {
      const conversationId = `room:${roomId}`;
      if (!(await access(session, { kind: "open", conversationId }))) {
        revoke(session, conversationId, hub);
        return refuse("FORBIDDEN");
      }
      const inside = watched.get(session) ?? new Set();
      if (!inside.has(roomId) && inside.size >= limits.openConversations)
        return refuse("RATE_LIMITED", `in at most ${limits.openConversations} rooms at once: leave one`, 60_000);
      // Also when it is inside already: the answer names two hundred people.
      const waitMs = session.buckets.joins.take();
      if (waitMs > 0) return refuse("RATE_LIMITED", undefined, waitMs);
      if (session.ended) return refuse("UNAVAILABLE");
      // Before the store is asked, so that a hundred commands at once don't all find room.
      watched.set(session, inside.add(roomId));
      let room: Room;
      try {
        room = await rooms.open(roomId);
      } catch (error) {
        inside.delete(roomId);
        throw error;
      }
      // Gone, left or taken out meanwhile.
      if (watched.get(session)?.has(roomId) !== true) {
        rooms.drop(room);
        return refuse("UNAVAILABLE");
      }
      hub.join(session.id, roomAudience(roomId));
      return done(rooms.enter(room, session.user, session.id));
    },
    thing,
  );

  const unwatchRoom = define(
    "unwatchRoom",
    services,
    (session, { roomId }): Answer<"unwatchRoom"> => {
      leave(session, roomId, true);
      return done({});
    },
    thing,
  );

  const expel = (conversationId: ConversationId, userId: string) => {
    const parts = parseConversationId(conversationId);
    if (parts?.kind !== "room") return;
    const { roomId } = parts;
    for (const [session, inside] of watched) {
      if (session.user.id !== userId || !inside.delete(roomId)) continue;
      hub.leave(session.id, roomAudience(roomId));
    }
    rooms.get(roomId)?.crowd.remove(userId);
  };

  return {
    definitions: [watchRoom, unwatchRoom],
    connected: (session) => {
      session.onRevoked = (conversationId) => {
        const parts = parseConversationId(conversationId);
        if (parts?.kind === "room") leave(session, parts.roomId, true);
      };
    },
    ended: (session) => {
      for (const roomId of [...(watched.get(session) ?? [])]) leave(session, roomId, false);
      watched.delete(session);
    },
    close: rooms.close,
    control: rooms.control,
    expel,
    admitGuest: async (roomId, user, key) => {
      rooms.enter(await rooms.open(roomId), user, key);
    },
    dismissGuest: (roomId, userId, key) => rooms.get(roomId)?.crowd.leave(userId, key, true),
  };
}
