import { idSchema } from "../../contract/ids.js";
import * as limits from "../../contract/limits.js";
import { roomInfoSchema, roomViewSchema, rosterChangeSchema } from "../../contract/room.js";
import { number, object, optional, string } from "../../contract/schema.js";
import type { DomainWire } from "./envelope.js";

/** The words of rooms on the native wire, beside those of their chat. */
export const roomWire = {
  commands: { watchRoom: "lobby:room-watch", unwatchRoom: "lobby:room-unwatch" },
  results: { watchRoom: roomViewSchema, unwatchRoom: object({}) },
  events: {
    /** To those in the room, at most one a second. */
    rosterChanged: rosterChangeSchema,
    roomChanged: object({ room: roomInfoSchema }),
    streamStarted: object({
      roomId: idSchema,
      startedAt: number({ min: 0 }),
      title: optional(string({ max: limits.nameLength })),
    }),
    streamEnded: object({ roomId: idSchema, endedAt: number({ min: 0 }) }),
  },
} as const satisfies DomainWire;
