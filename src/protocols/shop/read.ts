import type { HistoryPage, Message } from "../../contract/chat.js";
import type { CommandResult } from "../../contract/commands.js";
import { defined } from "../../contract/defined.js";
import { type Failure, failure, failureOfStatus, type Outcome, refused } from "../../contract/errors.js";
import { conversationIdOf } from "../../contract/ids.js";
import { parse } from "../../contract/schema.js";
import { type Decoded, malformed, type ProtocolContext } from "../protocol.js";
import { messageOf, otherOf } from "./messages.js";
import type { Rooms } from "./rooms.js";
import {
  chatSchema,
  messageSchema,
  partiesSchema,
  placesSchema,
  readEach,
  refusalSchema,
  roomAnswerSchema,
} from "./wire.js";

/** What everybody is told: of it only what is between this user and somebody else. The rest is none of his business, and so no mistake of the server's either. */
export function readMessage(payload: unknown, rooms: Rooms, context: ProtocolContext): Decoded {
  const me = context.user.id;
  const parties = parse(partiesSchema, payload);
  if (parties.ok && otherOf(me, [parties.value.chats.sender, parties.value.chats.receiver]) === null) return null;
  const parsed = parse(messageSchema, payload);
  if (!parsed.ok) return malformed(parsed.issue);
  const { chats, time, countUnReadOnRoom: count, sender, receiver } = parsed.value;
  const own = chats.sender._id === me;
  const other = own ? chats.receiver : chats.sender;
  const isNew = rooms.meet({ username: own ? receiver : sender, ...other }, count?._id);
  const message = messageOf(chats, rooms, context, time);
  if (message === null) return malformed("chats.message: expected a text");
  rooms.hear(other._id, message, own, count?.countUnRead);
  const { conversationId } = message;
  const { unread } = rooms.of(other._id);
  const received = { type: "messageReceived" as const, epoch: null, message, ...(own ? {} : { unreadCount: unread }) };
  const profile = { participants: [rooms.personOf(other._id)] };
  return isNew ? [received, { type: "conversationDescribed", conversationId, profile }] : received;
}

/** Longest history taken; of a longer one the newest. */
const historyLength = 5_000;

/** A whole room at once, for this server knows no pages. A message that can't be read does not take the others with it. */
export function readRoom(raw: unknown, userId: string, rooms: Rooms, context: ProtocolContext): Outcome<HistoryPage> {
  const me = context.user.id;
  const conversationId = conversationIdOf({ kind: "direct", userId }, me);
  const parsed = parse(roomAnswerSchema, raw);
  if (!parsed.ok) return refused("UNAVAILABLE", `The answer can't be read: ${parsed.issue}`);
  const { userId: asked, room } = parsed.value;
  if (asked !== undefined && asked !== me) return refused("FORBIDDEN", "The server takes this for another user's.");
  const people = room.participants ?? [];
  const person = people.find(({ _id }) => _id === userId);
  // A room of others must not be shown under this name, whatever its messages say.
  if (people.length > 0 && (person === undefined || people.every(({ _id }) => _id !== me)))
    return refused("UNAVAILABLE", "The answer is another room.");
  rooms.meet(person ?? { _id: userId }, room._id);
  const messages = readEach(chatSchema, room.messages)
    .map((one) => messageOf(one, rooms, context))
    .filter((message): message is Message => message?.conversationId === conversationId)
    .sort((a, b) => a.createdAt - b.createdAt)
    .slice(-historyLength);
  const unreadCount = rooms.count(userId, messages, room.marked ? 0 : room.countUnRead);
  const profile = { participants: [rooms.personOf(userId)] };
  const page = { conversationId, epoch: null, messages, head: null, olderCursor: null, receipts: [], profile };
  return { ok: true, value: defined({ ...page, unreadCount }) };
}

/** What the answer to a message says of it. Servers answer with the message, with the room, or with a page: only the message itself is taken for it. */
export function readStored(raw: unknown, message: string): Outcome<CommandResult<"sendMessage">> {
  const refusal = parse(refusalSchema, raw);
  if (refusal.ok && refusal.value.success === false) return refused("INVALID", wordsOfRefusal(raw));
  const places = parse(placesSchema, raw);
  const [stored] = readEach(chatSchema, [raw, ...(places.ok ? Object.values(places.value) : [])]).filter(
    (one) => one.message === message,
  );
  return { ok: true, value: { id: stored?._id ?? null, seq: null, epoch: null, createdAt: stored?.createdAt ?? null } };
}

/** What a status says, and what is said beside it. */
export function readFailure(raw: unknown, status: number): Failure {
  const words = wordsOfRefusal(raw);
  if (status === 419 || (status === 403 && /csrf|xsrf/i.test(words ?? "")))
    return failure("STALE", "The token against forged requests was refused.");
  // Between a proxy that waits no longer and the shop nobody knows what was done.
  const { code } = status === 502 || status === 504 ? failure("TIMEOUT") : failureOfStatus(status);
  // A page of HTML is nothing to be read out.
  return failure(code, typeof raw === "string" ? undefined : words);
}

function wordsOfRefusal(raw: unknown): string | undefined {
  const parsed = parse(refusalSchema, raw);
  const { message, error, code } = parsed.ok ? parsed.value : {};
  const words = [code, message ?? error].filter(Boolean).join(": ");
  return (typeof raw === "string" ? raw : words).slice(0, 500) || undefined;
}
