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

const name = optional(string({ max: limits.nameLength }));
const url = optional(string({ max: limits.urlLength }));

/** The thing itself, or `{ data: thing }`, as what came by Redis is wrapped. */
export function wrapped<T>(schema: Schema<T>): Schema<T> {
  return either(
    mapped(object({ data: schema }), ({ data }) => data),
    schema,
  );
}

/** A message of a room. It has a text or a picture. */
export const messageSchema = object({
  id: optional(idSchema),
  _id: optional(idSchema),
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
  id: optional(idSchema),
  _id: optional(idSchema),
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
  id: optional(idSchema),
  _id: optional(idSchema),
  type: optional(string({ max: 64 })),
  title: string({ max: 200 }),
  message: optional(string({ max: 2_000 })),
  data: optional(json()),
  isRead: optional(boolean),
  timestamp: optional(timeSchema),
});
/** A notification. */
export type LivestreamNotification = Infer<typeof notificationSchema>;

/** Somebody comes or goes. */
export const personSchema = object({
  roomId: optional(idSchema),
  userId: idSchema,
  username: name,
  avatar: url,
});

/** A room: all but its id may be missing, and has more than one name. */
export const roomSchema = object({
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
/** A room. */
export type LivestreamRoom = Infer<typeof roomSchema>;

/** What carries a number of viewers. */
export const countSchema = object({ roomId: idSchema, viewerCount: integer() });

/** The answer to what was sent; an error may say why. */
export const answerSchema = object({
  id: optional(idSchema),
  _id: optional(idSchema),
  timestamp: optional(timeSchema),
  message: optional(string({ max: 500 })),
  error: optional(string({ max: 500 })),
  code: optional(string({ max: 64 })),
  retryAfterMs: optional(integer({ max: 86_400_000 })),
});
