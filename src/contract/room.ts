import { userSchema } from "./connection.js";
import { idSchema } from "./ids.js";
import * as limits from "./limits.js";
import { array, boolean, type Infer, integer, nullable, number, object, optional, string } from "./schema.js";

const describedFields = {
  title: optional(string({ max: limits.nameLength })),
  avatarUrl: optional(string({ max: limits.urlLength })),
  description: optional(string({ max: 1_000 })),
  /** Whose room it is. */
  hostId: optional(idSchema),
};
/** What an app says of a room. */
export const roomDescriptionSchema = object(describedFields);
/** What an app says of a room. */
export type RoomDescription = Infer<typeof roomDescriptionSchema>;

/** What a room is called, and how many different people are in it. */
export const roomInfoSchema = object({ roomId: idSchema, ...describedFields, memberCount: integer() });
/** What a room is called, and how many different people are in it. */
export type RoomInfo = Infer<typeof roomInfoSchema>;

/** What is streamed in a room. Before the first stream both times are `null`. */
export const streamSchema = object({
  live: boolean,
  /** The server's clock, ms since the epoch. Of the last stream when none is live. */
  startedAt: nullable(number({ min: 0 })),
  endedAt: nullable(number({ min: 0 })),
  title: optional(string({ max: limits.nameLength })),
});
/** What is streamed in a room. */
export type Stream = Infer<typeof streamSchema>;

/** What somebody finds who comes into a room. */
export const roomViewSchema = object({
  room: roomInfoSchema,
  /** `null`: the server does not say. */
  stream: nullable(streamSchema),
  /** Who is in it, in the order of coming, oneself included. */
  roster: array(userSchema, { max: limits.roomRoster }),
  /** There are more than the roster can name: from now on the server tells numbers only. */
  truncated: boolean,
});
/** What somebody finds who comes into a room. */
export type RoomView = Infer<typeof roomViewSchema>;

/** Who has come and gone since the last time. At most one a second and room. */
export const rosterChangeSchema = object({
  roomId: idSchema,
  /** Who has come; nobody where `truncated`. */
  joined: array(userSchema, { max: limits.rosterChanges }),
  /** Who has gone; nobody where `truncated`. */
  left: array(idSchema, { max: limits.rosterChanges }),
  joinedCount: integer(),
  leftCount: integer(),
  /** How many different people are in it now. */
  count: integer(),
  /** Too many are in it to name who comes and goes. */
  truncated: boolean,
});
/** Who has come and gone since the last time. */
export type RosterChange = Infer<typeof rosterChangeSchema>;

/** What happened in a room, beside its chat. */
export type RoomEvent =
  /** `whole`: those who have `joined` are all who are in it, and none of them has just come. `count` is `null` where the server does not say it: then those who come and go are counted. */
  | ({ readonly type: "rosterChanged"; readonly whole?: true; readonly count: number | null } & Omit<
      RosterChange,
      "count"
    >)
  /** It is called or described otherwise than before. */
  | { readonly type: "roomChanged"; readonly room: RoomInfo }
  | {
      readonly type: "streamStarted";
      readonly roomId: string;
      /** `null`: the server does not say since when. What is known already stays. */
      readonly startedAt: number | null;
      readonly title?: string | undefined;
    }
  | { readonly type: "streamEnded"; readonly roomId: string; readonly endedAt: number }
  /** The answer to coming into it. */
  | { readonly type: "roomEntered"; readonly view: RoomView };

/** Commands of rooms, with what each is answered. */
export interface RoomCommands {
  /** Comes into a room: is counted and named in it, and hears what happens. Repeated after every reconnect. */
  watchRoom: { input: { readonly roomId: string }; result: RoomView };
  unwatchRoom: { input: { readonly roomId: string }; result: object };
}
