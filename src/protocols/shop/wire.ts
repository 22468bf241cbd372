import { idSchema } from "../../contract/ids.js";
import * as limits from "../../contract/limits.js";
import {
  array,
  bad,
  boolean,
  either,
  type Infer,
  integer,
  mapped,
  object,
  optional,
  parse,
  type Schema,
  string,
} from "../../contract/schema.js";
import { timeSchema } from "../times.js";

/** What stands in a place that may hold anything: what can't be read is taken as not said, so that it does not take the rest with it. */
function soft<T>(schema: Schema<T>) {
  return optional<T | undefined>((input, path) => {
    const parsed = schema(input, path);
    return parsed.ok ? parsed : { ok: true, value: undefined };
  });
}

const name = soft(string({ min: 1, max: limits.nameLength }));
const url = soft(string({ min: 1, max: limits.urlLength }));

/** A user: the document, or his id alone. */
export const personSchema = either(
  mapped(idSchema, (_id): ShopPerson => ({ _id })),
  object({ _id: idSchema, username: name, avatar: url }),
);
/** A user of the shop. */
export interface ShopPerson {
  readonly _id: string;
  readonly username?: string;
  readonly avatar?: string;
}

/** A stored message. */
export const chatSchema = object({
  _id: idSchema,
  message: string({ max: limits.messageLength }),
  url,
  sender: personSchema,
  receiver: personSchema,
  createdAt: soft(timeSchema),
});
/** A stored message. */
export type ShopChat = Infer<typeof chatSchema>;

/** Between whom a message is, whatever else of it can be read. */
export const partiesSchema = object({ chats: object({ sender: personSchema, receiver: personSchema }) });

/** What everybody is told of every message. The room's count is missing with its first one. */
export const messageSchema = object({
  sender: name,
  receiver: name,
  chats: chatSchema,
  time: soft(timeSchema),
  countUnReadOnRoom: soft(object({ _id: soft(idSchema), countUnRead: soft(integer()) })),
});

/** Who takes part in a room. */
const participants = array(personSchema, { max: 50 });

/** A room as the page that the server renders lists it. */
export const listedRoomSchema = object({
  _id: idSchema,
  participants,
  lastMessage: soft(either(string({ min: 1, max: limits.messageLength }), chatSchema)),
  time: soft(timeSchema),
  countUnRead: soft(integer()),
  marked: soft(boolean),
});

/** A list of whatever, copied. */
const anyList: Schema<readonly unknown[]> = (input, path) =>
  Array.isArray(input) ? { ok: true, value: Array.from(input) } : bad(path, "a list");

/** The answer to `GET /chat/:roomId`. Messages are read one by one with {@link readEach}. */
export const roomAnswerSchema = object({
  userId: soft(idSchema),
  room: object({
    _id: idSchema,
    participants: soft(participants),
    messages: anyList,
    countUnRead: soft(integer()),
    marked: soft(boolean),
  }),
});

const anything: Schema<unknown> = (input) => ({ ok: true, value: input });
/** Where an answer may hold the message that was stored, beside being it. */
export const placesSchema = object({ chats: anything, chat: anything, message: anything, data: anything });

const words = soft(string({ max: 10_000 }));
/** How the API says no, if it says it in JSON. */
export const refusalSchema = object({ message: words, error: words, code: words, success: soft(boolean) });

/** Those of a list that can be read. */
export function readEach<T>(schema: Schema<T>, list: readonly unknown[]): T[] {
  return list.flatMap((one) => {
    const parsed = parse(schema, one);
    return parsed.ok ? [parsed.value] : [];
  });
}
