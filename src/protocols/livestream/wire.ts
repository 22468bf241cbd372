import type { User } from "../../contract/connection.js";
import { defined } from "../../contract/defined.js";
import { idSchema } from "../../contract/ids.js";
import * as limits from "../../contract/limits.js";
import { ownValue } from "../../contract/ownValue.js";
import {
  boolean,
  either,
  type Infer,
  integer,
  isRecord,
  json,
  mapped,
  number,
  object,
  optional,
  type Schema,
  string,
} from "../../contract/schema.js";
import { name, ownId, url } from "../fields.js";
import { isImageAllowed } from "../imageAllowed.js";
import { timeSchema } from "../times.js";

/** The thing itself, or `{ data: thing }`, as what came by Redis is wrapped. The thing may have a field of that name too. */
export function wrapped<T>(schema: Schema<T>): Schema<T> {
  const inner = mapped(object({ data: schema }), ({ data }) => data);
  return (input, path) => {
    const bare = schema(input, path);
    if (bare.ok) return bare;
    const unwrapped = inner(input, path);
    // Of the two, what is wrong with the form that was meant.
    return unwrapped.ok || (isRecord(input) && isRecord(ownValue(input, "data"))) ? unwrapped : bare;
  };
}

const messageFields = object({
  id: ownId,
  _id: ownId,
  clientId: optional(idSchema),
  roomId: optional(idSchema),
  /** Of the talk with the admins: what it is about, and for whom an admin's words are. */
  supportType: optional(string({ max: 64 })),
  receiverId: optional(idSchema),
  recipientId: optional(idSchema),
  targetUserId: optional(idSchema),
  userId: idSchema,
  username: name,
  avatar: url,
  message: optional(string({ max: limits.messageLength })),
  imageUrl: url,
  timestamp: optional(timeSchema),
});
/** A message of a room, or of the talk with the admins, which is in none. */
export type LivestreamMessage = Infer<typeof messageFields>;

/** A message: of a room, or of the talk with the admins, which is in none but says what it is about or whom it is for. It has a text or a picture. */
export const messageSchema: Schema<LivestreamMessage> = (input, path) => {
  const parsed = messageFields(input, path);
  if (!parsed.ok) return parsed;
  const { roomId, supportType, message, imageUrl } = parsed.value;
  const isPicture = imageUrl !== undefined && isImageAllowed(imageUrl, undefined);
  if (!message && !isPicture) return { ok: false, issue: `${path ?? "payload"}: expected a text or a picture` };
  const isPlaced = roomId !== undefined || supportType !== undefined || receiverOf(parsed.value) !== undefined;
  return isPlaced ? parsed : { ok: false, issue: `${path ?? "payload"}: expected a room's id` };
};

/** Whom the words of an admin are for. */
export function receiverOf({ receiverId, recipientId, targetUserId }: LivestreamMessage): string | undefined {
  return receiverId ?? recipientId ?? targetUserId;
}

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

/** Who is in a room, by any of the names that a list of people goes by. One who can't be read does not take the others with him. */
const peopleSchema = optional<readonly User[] | undefined>((input, path) => {
  if (!Array.isArray(input)) return { ok: true, value: undefined };
  const people = Array.from(input.slice(0, limits.roomRoster), (one: unknown) => memberSchema(one, path));
  return { ok: true, value: people.flatMap((parsed) => (parsed.ok ? [parsed.value] : [])) };
});

const memberSchema: Schema<User> = mapped(
  either(
    object({ userId: idSchema, username: name, avatar: url }),
    object({ id: idSchema, username: name, avatar: url }),
  ),
  (one) => defined({ id: "userId" in one ? one.userId : one.id, name: one.username, avatarUrl: one.avatar }),
);

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
  users: peopleSchema,
  participants: peopleSchema,
  viewers: peopleSchema,
  isLive: optional(boolean),
  startedAt: optional(timeSchema),
});

/** A room. Its id and its title go by more than one name, and all but the id may be missing. */
export const roomSchema: Schema<LivestreamRoom> = (input, path) => {
  const parsed = roomFields(input, path);
  if (!parsed.ok) return parsed;
  const { roomId: byRoomId, id, _id, name, title = name, viewers, participants = viewers, ...rest } = parsed.value;
  const { users = participants } = rest;
  const roomId = byRoomId ?? id ?? _id;
  return roomId === undefined
    ? { ok: false, issue: `${path ?? "payload"}: expected a room's id` }
    : { ok: true, value: defined({ ...rest, roomId, title, users }) };
};
/** A room. */
export type LivestreamRoom = Omit<
  Infer<typeof roomFields>,
  "id" | "_id" | "name" | "roomId" | "participants" | "viewers"
> & {
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
