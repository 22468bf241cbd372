import { defined } from "../../contract/defined.js";
import { idSchema } from "../../contract/ids.js";
import { limits } from "../../contract/limits.js";
import {
  boolean,
  either,
  type Infer,
  integer,
  json,
  mapped,
  number,
  object,
  optional,
  type Schema,
  string,
} from "../../contract/schema.js";
import { timeSchema } from "../times.js";

/** The server's own id. One of another form than ours is a number's text, or none: no reason to lose what bears it. */
const ownId = optional<string | undefined>((input, path) => {
  const parsed = idSchema(typeof input === "number" ? String(input) : input, path);
  return parsed.ok ? parsed : { ok: true, value: undefined };
});
const name = optional(string({ max: limits.nameLength }));
const url = optional(string({ max: limits.urlLength }));

/** The thing itself, or `{ data: thing }`, as what came by Redis is wrapped. The thing may have a field of that name too. */
export function wrapped<T>(schema: Schema<T>): Schema<T> {
  return either(
    schema,
    mapped(object({ data: schema }), ({ data }) => data),
  );
}

/** A message of a room. It has a text or a picture. */
export const messageSchema = object({
  id: ownId,
  _id: ownId,
  clientId: optional(idSchema),
  roomId: idSchema,
  userId: idSchema,
  username: name,
  avatar: url,
  message: optional(string({ max: limits.messageLength })),
  imageUrl: url,
  timestamp: optional(timeSchema),
});
/** A message of a room. */
export type LivestreamMessage = Infer<typeof messageSchema>;

/** A gift in a room. */
export const giftSchema = object({
  id: ownId,
  _id: ownId,
  clientId: optional(idSchema),
  roomId: idSchema,
  senderId: idSchema,
  senderName: name,
  receiverId: idSchema,
  receiverName: name,
  giftId: idSchema,
  giftName: string({ min: 1, max: limits.nameLength }),
  giftType: string({ max: 64 }),
  giftValue: number({ min: 0 }),
  quantity: optional(integer({ min: 1, max: limits.giftQuantity })),
  message: optional(string({ max: limits.giftNoteLength })),
  animation: optional(string({ max: 64 })),
  timestamp: optional(timeSchema),
});
/** A gift in a room. */
export type LivestreamGift = Infer<typeof giftSchema>;

/** A notification. */
export const notificationSchema = object({
  id: ownId,
  _id: ownId,
  type: optional(string({ max: 64 })),
  title: string({ max: 200 }),
  message: optional(string({ max: 2_000 })),
  data: optional(json()),
  isRead: optional(boolean),
  timestamp: optional(timeSchema),
});
/** A notification. */
export type LivestreamNotification = Infer<typeof notificationSchema>;

/** Somebody comes or goes. It may leave out which room it is of; see `unnamed` of `membership`. */
export const personSchema = object({
  roomId: idSchema,
  userId: idSchema,
  username: name,
  avatar: url,
  viewerCount: optional(integer()),
});

const roomFields = object({
  roomId: optional(idSchema),
  id: optional(idSchema),
  _id: optional(idSchema),
  name,
  title: name,
  description: optional(string({ max: 1_000 })),
  avatar: url,
  hostId: optional(idSchema),
  viewerCount: optional(integer()),
  isLive: optional(boolean),
  startedAt: optional(timeSchema),
});

/** A room. Its id and its title go by more than one name, and all but the id may be missing. */
export const roomSchema: Schema<LivestreamRoom> = (input, path) => {
  const parsed = roomFields(input, path);
  if (!parsed.ok) return parsed;
  const { roomId: byRoomId, id, _id, name, title = name, ...rest } = parsed.value;
  const roomId = byRoomId ?? id ?? _id;
  return roomId === undefined
    ? { ok: false, issue: `${path ?? "payload"}: expected a room's id` }
    : { ok: true, value: defined({ ...rest, roomId, title }) };
};
/** A room. */
export type LivestreamRoom = Omit<Infer<typeof roomFields>, "id" | "_id" | "name" | "roomId"> & {
  readonly roomId: string;
};

/** What carries a number of viewers. */
export const countSchema = object({ roomId: idSchema, viewerCount: integer() });

/** The answer to what was sent; an error may say why. */
export const answerSchema = object({
  id: ownId,
  _id: ownId,
  timestamp: optional(timeSchema),
  message: optional(string({ max: 500 })),
  error: optional(string({ max: 500 })),
  code: optional(string({ max: 64 })),
  retryAfterMs: optional(integer({ max: 86_400_000 })),
});
