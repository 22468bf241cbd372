import { ownValue } from "../../contract/ownValue.js";
import { isRecord, parse, type Schema } from "../../contract/schema.js";
import { type AnswerEvent, answeredBy } from "../around/answeredBy.js";
import { around } from "../around/around.js";
import { authenticated } from "../around/authenticated.js";
import { membership } from "../around/membership.js";
import { paced } from "../around/paced.js";
import { toldOnce } from "../around/toldOnce.js";
import { whileKnown } from "../around/whileKnown.js";
import type { Around } from "../transport.js";
import { idIn, isRefusal, ofSameRoom, refusals, roomOf, wanted, withFields } from "./answers.js";
import { giftSchema, messageSchema, personSchema, roomSchema, wrapped } from "./wire.js";

const marked = (payload: unknown, clientId: string) => withFields(payload, { clientId });
const accepted = (answer: unknown) => (isRefusal(answer) ? null : { payload: (answer as AnswerEvent).payload });

/** What a message says, whichever way it comes. */
function messageKey(payload: unknown): string | null {
  const parsed = parse(wrapped(messageSchema), payload);
  if (!parsed.ok) return null;
  const { roomId, userId, message, imageUrl } = parsed.value;
  return JSON.stringify([roomId, userId, message ?? "", imageUrl ?? ""]);
}

/** What a gift says, whichever way it comes. */
function giftKeyOf(payload: unknown): string | null {
  const parsed = parse(wrapped(giftSchema), payload);
  if (!parsed.ok) return null;
  const { roomId, senderId, receiverId, giftId, quantity = 1, message = "" } = parsed.value;
  return JSON.stringify([roomId, senderId, receiverId, giftId, quantity, message]);
}

/** A gift as it was sent, with the id and the time that its answer gives it. */
function giftAsTold(sent: unknown, answer: unknown): unknown {
  const parsed = parse(wrapped(giftSchema), answer);
  const { timestamp } = parsed.ok ? parsed.value : {};
  const id = idIn(answer);
  return isRecord(sent)
    ? { ...sent, ...(id === undefined ? {} : { id }), ...(timestamp === undefined ? {} : { timestamp }) }
    : sent;
}

const readers: Readonly<Record<string, Schema<{ readonly roomId?: string | undefined }>>> = {
  newMessage: messageSchema,
  chatMessageFromBackend: messageSchema,
  newGift: giftSchema,
  giftFromBackend: giftSchema,
  userJoined: personSchema,
  userLeft: personSchema,
  roomInfo: roomSchema,
  roomUpdate: roomSchema,
};

/** The room that something is told of. */
function roomTold(event: string, payload: unknown): string | null {
  const schema = ownValue(readers, event);
  const parsed = schema === undefined ? undefined : parse(wrapped(schema), payload);
  return parsed?.ok ? (parsed.value.roomId ?? null) : null;
}

/** What was on its way when the token ran out is answered by nothing else than the wish for another. Of a gift, which costs something, that would not be certain enough. */
const messageAnswers = {
  events: ["messageSent", "sendMessageError", wanted],
  matches: ofSameRoom,
  passesOn: true,
} as const;

/** What this server needs around every connection beyond its words. */
export function livestreamWrappers(): Around {
  return around(
    whileKnown({
      lost: [...refusals, wanted],
      by: "authenticate",
      yes: "authSuccess",
      holds: ["sendMessage", "sendImageMessage", "sendGift", "joinRoom"],
    }),
    // A little more than a second and a minute: what is a second apart here may arrive there in less.
    paced(["sendMessage", "sendImageMessage"], { count: 1, perMs: 1_100 }, { count: 30, perMs: 60_100 }),
    toldOnce({
      sends: ["sendMessage", "sendImageMessage"],
      tells: ["newMessage", "chatMessageFromBackend"],
      keyOf: messageKey,
      idOf: idIn,
      marked,
      accepted,
    }),
    toldOnce({
      sends: ["sendGift"],
      tells: ["newGift", "giftFromBackend"],
      keyOf: giftKeyOf,
      idOf: idIn,
      marked,
      accepted,
      tellSender: { event: "newGift", payload: giftAsTold },
      withinMs: 60_000,
    }),
    membership({
      enter: "joinRoom",
      leave: "leaveRoom",
      keyOf: roomOf,
      as: "by",
      isRefusal,
      onceInside: { event: "getRoomInfo", payload: (entered) => ({ roomId: roomOf(entered) }) },
      heartbeat: {
        event: "viewerPing",
        everyMs: 30_000,
        payload: (entered, timestamp) => {
          const { roomId, userId, username } = entered as Readonly<Record<string, unknown>>;
          return { roomId, userId, username, timestamp };
        },
      },
      enterAgainAfter: "authSuccess",
      roomTold,
      unnamed: {
        events: ["userJoined", "userLeft", "viewerPong"],
        named: (payload, roomId) => withFields(payload, { roomId }),
      },
    }),
    answeredBy({
      joinRoom: { events: ["joinedRoom", "joinRoomError"], matches: ofSameRoom },
      sendMessage: messageAnswers,
      sendImageMessage: messageAnswers,
      sendGift: { events: ["giftSent", "sendGiftError"], matches: ofSameRoom },
      authenticate: { events: ["authSuccess", "authFailed", "tokenExpired"] },
    }),
    // `authRequired` may come at once after the connect, while the answer is on its way: it is no refusal.
    authenticated({ event: "authenticate", yes: "authSuccess", no: refusals }),
  );
}
