import { idSchema } from "../../contract/ids.js";
import * as limits from "../../contract/limits.js";
import {
  array,
  bad,
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
import { name, url } from "../../protocols/fields.js";
import { timeSchema } from "../../protocols/times.js";
import { type BridgeChannel, bridgeChannels } from "./channels.js";

/** An id; of a backend that numbers its rows, the number's text. */
const anId: Schema<string> = (input, path) => idSchema(Number.isSafeInteger(input) ? String(input) : input, path);
/** A backend's own id, of whatever form: only compared. */
const ownId = optional(either(string({ min: 1, max: 200 }), integer()));
const identity = { clientId: optional(idSchema), id: ownId, _id: ownId, timestamp: optional(timeSchema) };

const message = object({
  ...identity,
  roomId: anId,
  userId: anId,
  username: name,
  avatar: url,
  message: optional(string({ max: limits.messageLength })),
  imageUrl: url,
});

const gift = object({
  ...identity,
  roomId: anId,
  senderId: anId,
  senderName: name,
  receiverId: anId,
  receiverName: name,
  giftId: anId,
  giftName: string({ min: 1, max: limits.nameLength }),
  giftValue: number({ min: 0 }),
  quantity: optional(integer({ min: 1, max: limits.giftQuantity })),
  message: optional(string({ max: limits.giftNoteLength })),
  animation: optional(string({ max: 64 })),
});

const viewer = object({ ...identity, roomId: anId, userId: anId, username: name, avatar: url });

const adminChat = object({
  ...identity,
  /** The visitor. */
  userId: anId,
  username: name,
  avatar: url,
  /** Of the staff, where it is an answer to him. */
  adminId: optional(anId),
  adminName: name,
  message: string({ min: 1, max: limits.messageLength }),
});

const named = object({ roomId: optional(anId), id: optional(anId), _id: optional(anId) });
/** A room goes by `roomId`, `id` or `_id`. */
const roomId: Schema<string> = (input, path) => {
  const parsed = named(input, path);
  const found = parsed.ok ? (parsed.value.roomId ?? parsed.value.id ?? parsed.value._id) : undefined;
  return found === undefined ? bad(path, "an object with a roomId") : { ok: true, value: found };
};
const roomFields = object({
  title: name,
  name,
  description: optional(string({ max: 1_000 })),
  avatar: url,
  hostId: optional(anId),
  timestamp: optional(timeSchema),
});
const room: Schema<Infer<typeof roomFields> & { readonly roomId: string }> = (input, path) => {
  const id = roomId(input, path);
  if (!id.ok) return id;
  const parsed = roomFields(input, path);
  return parsed.ok ? { ok: true, value: { ...parsed.value, roomId: id.value } } : parsed;
};

const stream = object({ ...identity, roomId: anId, title: name });

const notification = object({
  ...identity,
  userId: optional(anId),
  userIds: optional(array(anId, { max: 1_000 })),
  toAdmin: optional(boolean),
  type: optional(string({ max: 64 })),
  title: string({ min: 1, max: 200 }),
  message: optional(string({ max: 2_000 })),
  href: url,
  imageUrl: url,
  data: optional(json()),
});

/** What each channel brings. */
export const forms = {
  "chat.message": message,
  "gift.send": gift,
  "viewer.join": viewer,
  "viewer.leave": viewer,
  "admin.chat": adminChat,
  "room.update": room,
  notification,
  "stream.start": stream,
  "stream.end": stream,
} satisfies Record<BridgeChannel, Schema<unknown>>;

/** What a channel brings, read. */
export type Form<C extends BridgeChannel> = Infer<(typeof forms)[C]>;

/** The words for the channels in the field `type`. */
const types: ReadonlyMap<string, BridgeChannel> = new Map([
  ["chat_message", "chat.message"],
  ["gift_send", "gift.send"],
  ["viewer_join", "viewer.join"],
  ["viewer_leave", "viewer.leave"],
  ...bridgeChannels.map((channel) => [channel, channel] as const),
]);

/**
 * The thing itself, or `{ type, data: thing }`. The thing may have a `data` of its own, so it is tried first. What calls itself by another channel's type is refused: somebody has
 * mixed them up.
 */
export function published<C extends BridgeChannel>(channel: C): Schema<Form<C>> {
  const schema = forms[channel] as unknown as Schema<Form<C>>;
  const bareOrWrapped = either(
    schema,
    mapped(object({ data: schema }), ({ data }) => data as Form<C>),
  );
  return (input, path) => {
    const type = isRecord(input) && Object.hasOwn(input, "type") ? input.type : undefined;
    const called = typeof type === "string" && channel !== "notification" ? types.get(type) : undefined;
    return called === undefined || called === channel
      ? bareOrWrapped(input, path)
      : bad(path, `a publication of ${channel}`);
  };
}
