import type { User } from "../../contract/connection.js";
import { defined } from "../../contract/defined.js";
import { idSchema } from "../../contract/ids.js";
import * as limits from "../../contract/limits.js";
import { topicStateSchema } from "../../contract/live.js";
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
import { listSchema, name, ownId, url } from "../fields.js";
import { timeSchema } from "../times.js";

const personFields = object({
  id: ownId,
  _id: ownId,
  userId: ownId,
  name,
  username: name,
  userName: name,
  avatar: url,
  avatarUrl: url,
});

/** Somebody: his bare id, or what the server knows of him. */
export const personSchema: Schema<User> = (input, path) => {
  const bare = idSchema(input, path);
  if (bare.ok) return { ok: true, value: { id: bare.value } };
  const parsed = personFields(input, path);
  if (!parsed.ok) return parsed;
  const { id: own, _id, userId, avatar, avatarUrl = avatar, ...names } = parsed.value;
  const id = own ?? _id ?? userId;
  return id === undefined
    ? { ok: false, issue: `${path ?? "payload"}: expected a user's id` }
    : { ok: true, value: defined({ id, name: names.name ?? names.username ?? names.userName, avatarUrl }) };
};

/** Everybody who is there. */
export const usersSchema = object({ users: listSchema });

/** Who is there, as the client's own wrappers answer. */
export const peopleSchema = object({ people: listSchema });

const messageFields = object({
  id: ownId,
  _id: ownId,
  roomId: optional(idSchema),
  userId: ownId,
  senderId: ownId,
  user: optional(personSchema),
  sender: optional(personSchema),
  username: name,
  userName: name,
  senderName: name,
  avatar: url,
  text: optional(string({ max: limits.messageLength })),
  attachments: optional(listSchema),
  timestamp: optional(timeSchema),
  createdAt: optional(timeSchema),
});

/** A message as the server stores it: from whom it is goes by more than one name. */
export const messageSchema: Schema<RoomsMessage> = (input, path) => {
  const parsed = messageFields(input, path);
  if (!parsed.ok) return parsed;
  const { id: own, _id, userId, senderId, user, sender = user, timestamp, createdAt, ...rest } = parsed.value;
  const from = senderId ?? userId ?? sender?.id;
  if (from === undefined) return { ok: false, issue: `${path ?? "payload"}: expected whose it is` };
  const named = rest.senderName ?? rest.username ?? rest.userName ?? sender?.name;
  return {
    ok: true,
    value: defined({
      id: own ?? _id,
      roomId: rest.roomId,
      sender: defined({ id: from, name: named, avatarUrl: rest.avatar ?? sender?.avatarUrl }),
      text: rest.text ?? "",
      attachments: rest.attachments ?? [],
      at: timestamp ?? createdAt,
    }),
  };
};
/** A message as the server stores it. */
export interface RoomsMessage {
  readonly id?: string;
  readonly roomId?: string;
  readonly sender: User;
  readonly text: string;
  readonly attachments: readonly unknown[];
  readonly at?: number;
}

/** A file with a message: its bare address, or what is known of it. */
export const attachmentSchema: Schema<{ readonly url: string; readonly type?: string }> = either(
  mapped(string({ min: 1, max: limits.urlLength }), (address) => ({ url: address })),
  object({ url: string({ min: 1, max: limits.urlLength }), type: optional(string({ max: 100 })) }),
);

/** How a server says no to what it would have answered otherwise. */
export const refusalSchema = object({
  error: optional(either(string({ max: 500 }), object({ message: optional(string({ max: 500 })) }))),
  message: optional(string({ max: 500 })),
  success: optional(boolean),
  ok: optional(boolean),
  retryAfterMs: optional(integer({ max: 86_400_000 })),
});

/** Somebody types, or has stopped. */
export const typingSchema = object({ userId: idSchema, isTyping: boolean, username: name });

const idOf = ({ id }: User) => id;
/** Who has gone: his bare id, as the server says it, or with a name to it. */
export const goneSchema: Schema<string> = mapped(personSchema, idOf);

/** What the client adds to who has come and gone; see `roster`. */
export const newsSchema = object({
  count: integer(),
  left: listSchema,
  gone: listSchema,
});

/** A notification. */
export const notificationSchema = object({
  id: ownId,
  _id: ownId,
  type: optional(string({ max: 64 })),
  title: string({ max: 200 }),
  message: optional(string({ max: 2_000 })),
  icon: url,
  read: optional(boolean),
  data: optional(json()),
  timestamp: optional(timeSchema),
  createdAt: optional(timeSchema),
});
/** A notification. */
export type RoomsNotification = Infer<typeof notificationSchema>;

/** The price of a symbol. */
export const priceSchema = object({
  symbol: idSchema,
  price: number(),
  change: optional(number()),
  changePercent: optional(number()),
  volume: optional(number({ min: 0 })),
  timestamp: timeSchema,
});

/** The whole state. */
export const stateSchema = object({ state: topicStateSchema, version: integer() });

/** A step from one version of the state to the next. What it does is read apart. */
export const stepSchema = object({ baseVersion: integer(), version: integer({ min: 1 }) });

/** What a refused change may say of the state as it is. */
export const conflictSchema = object({ version: optional(integer()) });

const keySchema: Schema<string> = either(
  string({ min: 1, max: 64 }),
  mapped(integer({ max: 1_000_000 }), (index) => String(index)),
);
const keys: Schema<readonly string[]> = (input, path) => {
  const list = listSchema(input, path);
  if (!list.ok) return list;
  const read = list.value.slice(0, 100).map((key) => keySchema(key, path));
  const bad = read.find(({ ok }) => !ok);
  if (bad?.ok === false) return bad;
  return { ok: true, value: read.flatMap((key) => (key.ok ? [key.value] : [])) };
};
/** A pointer into JSON: `/` before every key, `~1` and `~0` for `/` and `~` in them. */
const pointer: Schema<readonly string[]> = mapped(string({ max: 1_000 }), (text) =>
  text === ""
    ? []
    : text
        .replace(/^\//, "")
        .split("/")
        .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~")),
);

/** One change to the state: its path as a list of keys or as a pointer, what to do in one of several words. */
export const patchSchema = object({
  op: string({ max: 20 }),
  path: either(keys, pointer),
  value: optional(topicStateSchema),
});
