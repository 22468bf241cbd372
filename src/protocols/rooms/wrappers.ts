import { isRecord, parse } from "../../contract/schema.js";
import { answeredBy } from "../around/answeredBy.js";
import { around } from "../around/around.js";
import { entered, toldOf } from "../around/entered.js";
import { heartbeat } from "../around/heartbeat.js";
import { membership } from "../around/membership.js";
import { roster } from "../around/roster.js";
import { toldOnce } from "../around/toldOnce.js";
import type { Around } from "../transport.js";
import { refusalOf, whoIsThere } from "./answers.js";
import { roomOf } from "./incoming.js";
import { peopleOf } from "./read.js";
import { isOfChange } from "./state.js";
import { attachmentSchema, goneSchema, messageSchema } from "./wire.js";

const enter = "join-room";
const leave = "leave-room";

/** What a message says and whose it is, be it sent or told. */
function messageKey(payload: unknown): string | null {
  const roomId = roomOf(payload);
  const parsed = parse(messageSchema, toldOf(payload).told);
  if (!parsed.ok) return null;
  const { sender, text, attachments } = parsed.value;
  const urls = attachments.map((one) => parse(attachmentSchema, one)).map((one) => (one.ok ? one.value.url : ""));
  return JSON.stringify([roomId, sender.id, text, urls]);
}

/** The server's own id in what is told or answered. */
function idIn(payload: unknown): string | undefined {
  const parsed = parse(messageSchema, toldOf(payload).told);
  return parsed.ok ? parsed.value.id : undefined;
}

function goneOf(told: unknown): string | null {
  const parsed = parse(goneSchema, told);
  return parsed.ok ? parsed.value : null;
}

/**
 * What this server needs around every connection beyond its words.
 *
 * @param beat the event of a heartbeat, if it has one
 */
export function roomsWrappers(beat: string | undefined): Around {
  return around(
    toldOnce({
      sends: ["send-message"],
      // Whose it is the server knows by itself.
      hidden: ["senderId"],
      tells: ["message"],
      keyOf: messageKey,
      idOf: idIn,
      marked: (payload, clientId) => (isRecord(payload) ? { ...payload, clientId } : payload),
      accepted: (answer) => (refusalOf(answer) === null ? { payload: answer } : null),
      withinMs: 60 * 60_000,
    }),
    membership({ enter, leave, keyOf: roomOf, as: "by" }),
    roster({
      enter,
      leave,
      roomOf,
      all: "users-online",
      joined: "user-joined",
      left: "user-left",
      peopleOf,
      goneOf,
      whoIsThere,
    }),
    entered({
      enter,
      leave,
      roomOf,
      answer: "message-history",
      nothing: [],
      tells: ["message", "user-typing", "users-online", "user-joined", "user-left"],
    }),
    answeredBy({
      "get-notifications": { events: ["notification-history"] },
      REQUEST_SYNC: { events: ["STATE_SYNC"], passesOn: true },
      CHANGE: { events: ["STATE_PATCH", "CONFLICT"], matches: isOfChange, passesOn: true, silentAfterMs: 2_000 },
    }),
    ...(beat === undefined ? [] : [heartbeat({ event: beat })]),
  );
}
