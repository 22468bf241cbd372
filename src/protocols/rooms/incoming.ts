import type { User } from "../../contract/connection.js";
import { defined } from "../../contract/defined.js";
import type { DomainEvent } from "../../contract/events.js";
import { idSchema } from "../../contract/ids.js";
import { isRecord, parse } from "../../contract/schema.js";
import { isElsewhere, toldOf } from "../around/entered.js";
import type { RosterNews } from "../around/roster.js";
import { type Decoded, malformed, type Protocol, type ProtocolContext } from "../protocol.js";
import { heard } from "../words.js";
import type { RoomsOptions } from "./options.js";
import { crowdOf, historyOf, messageOf, notificationOf, notificationsOf, readEach, roomConversation } from "./read.js";
import { conflictOf, stateOf, stepOf } from "./state.js";
import {
  goneSchema,
  messageSchema,
  newsSchema,
  notificationSchema,
  personSchema,
  priceSchema,
  typingSchema,
} from "./wire.js";

/** The most people that a conversation's header knows. */
const headerPeople = 50;

/**
 * The room that a payload names: its own, that of the first of a list, or the one that the wrappers gave it. `null` when it names none.
 */
export function roomOf(payload: unknown): string | null {
  try {
    const named = Array.isArray(payload) ? payload[0] : payload;
    const roomId = isRecord(named) && Object.hasOwn(named, "roomId") ? named.roomId : undefined;
    const parsed = parse(idSchema, roomId);
    return parsed.ok ? parsed.value : null;
  } catch {
    return null;
  }
}

/** Reads what is told of a room. */
function ofRoom(read: (told: unknown, roomId: string, context: ProtocolContext, payload: unknown) => Decoded) {
  return (payload: unknown, context: ProtocolContext): Decoded => {
    if (isElsewhere(payload)) return malformed("payload: of a room that is not entered");
    const { told } = toldOf(payload);
    // Of what is inside nothing is believed of the room: the wrappers have seen to that.
    const roomId = roomOf(payload);
    return roomId === null
      ? malformed("payload: expected a room's id, as no room or more than one is entered")
      : read(told, roomId, context, payload);
  };
}

/** What this server's events mean, once the wrappers have given them their rooms. */
export function incomingOf({ topic = "state", imageHosts }: RoomsOptions): Protocol["incoming"] {
  return {
    message: ofRoom((told, roomId, context, payload) => {
      const parsed = parse(messageSchema, told);
      if (!parsed.ok) return malformed(parsed.issue);
      const message = messageOf(parsed.value, roomId, clientIdIn(payload), imageHosts, context);
      if (message === null) return malformed("payload: expected a text, or a file with an address");
      return { type: "messageReceived", epoch: null, message };
    }),
    "message-history": ofRoom((told, roomId, context) => {
      const history = historyOf(told, roomId, imageHosts, context);
      if (history === null) return malformed("payload: expected a list");
      return [...history.issues.map(malformed), { type: "historyReceived", page: history.page }];
    }),
    "user-typing": ofRoom((told, roomId) => {
      const parsed = parse(typingSchema, told);
      if (!parsed.ok) return malformed(parsed.issue);
      const { userId, isTyping: typing, username: userName } = parsed.value;
      return {
        type: "typingChanged",
        conversationId: roomConversation(roomId),
        ...defined({ userId, userName, typing }),
      };
    }),
    "users-online": ofRoom((told, roomId, _context, payload) => {
      const crowd = crowdOf(told);
      if (crowd === null) return malformed("payload: expected a list of users");
      const people = crowd.read;
      const count = newsOf(payload)?.count ?? people.length;
      return [
        ...crowd.issues.map(malformed),
        ...present(people, newsOf(payload)),
        { type: "rosterChanged", roomId, ...moves(people, [], count), whole: true },
        {
          type: "conversationDescribed",
          conversationId: roomConversation(roomId),
          profile: { participants: people.slice(0, headerPeople), memberCount: count },
        },
      ];
    }),
    "user-joined": ofRoom((told, roomId, { now }, payload) => {
      const parsed = parse(personSchema, told);
      if (!parsed.ok) return malformed(parsed.issue);
      const user = parsed.value;
      const news = newsOf(payload);
      return [
        ...present([user], news),
        { type: "participantJoined", conversationId: roomConversation(roomId), user, at: now() },
        ...(news === null ? [] : [{ type: "rosterChanged" as const, roomId, ...moves([user], [], news.count) }]),
      ];
    }),
    "user-left": ofRoom((told, roomId, { now }, payload) => {
      const parsed = parse(goneSchema, told);
      if (!parsed.ok) return malformed(parsed.issue);
      const news = newsOf(payload);
      const userId = parsed.value;
      return [
        ...present([], news),
        { type: "participantLeft", conversationId: roomConversation(roomId), userId, at: now() },
        ...(news === null ? [] : [{ type: "rosterChanged" as const, roomId, ...moves([], [userId], news.count) }]),
      ];
    }),

    notification: heard(notificationSchema, (raw, context) => ({
      type: "notificationReceived",
      notification: notificationOf(raw, context),
    })),
    // Told without having been asked for: what is in the list is not new, so nobody is alerted.
    "notification-history": (payload, context) => {
      const all = notificationsOf(payload, context);
      if (all === null) return malformed("payload: expected a list");
      // An empty list says nothing, and nothing is wrong with it.
      return [
        ...all.issues.map(malformed),
        ...all.notifications.map((notification) => ({ type: "notificationChanged" as const, notification })),
      ];
    },

    "price-update": (payload) => pricesOf([payload]),
    "price-batch": pricesOf,
    STATE_SYNC: (payload) => stateOf(payload, topic),
    STATE_PATCH: (payload) => stepOf(payload, topic),
    CONFLICT: (payload) => conflictOf(payload, topic),
  };
}

function pricesOf(payload: unknown): Decoded {
  const list = readEach(priceSchema, payload);
  if (list === null) return malformed("payload: expected a list of prices");
  const prices = list.read.map(({ timestamp: at, change = 0, changePercent = 0, ...rest }) => ({
    ...rest,
    change,
    changePercent,
    at,
  }));
  const issues = list.issues.map(malformed);
  if (prices.length > 0) return [...issues, { type: "pricesChanged", prices }];
  return issues.length > 0 ? issues : malformed("payload: expected prices, not an empty list");
}

/** The client's own id of a message that it knew again. */
function clientIdIn(payload: unknown): string | undefined {
  const clientId = isRecord(payload) && Object.hasOwn(payload, "clientId") ? payload.clientId : undefined;
  const parsed = parse(idSchema, clientId);
  return parsed.ok ? parsed.value : undefined;
}

/** What the wrappers have added of who has come and gone; `null`: nothing. */
function newsOf(payload: unknown): RosterNews | null {
  const news = isRecord(payload) && Object.hasOwn(payload, "news") ? payload.news : undefined;
  const parsed = parse(newsSchema, news);
  if (!parsed.ok) return null;
  const ids = (list: readonly unknown[]) => list.filter((id): id is string => parse(idSchema, id).ok);
  return { count: parsed.value.count, left: ids(parsed.value.left), gone: ids(parsed.value.gone) };
}

/** Who is here is online, and who is nowhere any more is offline as far as this server tells. */
function present(people: readonly User[], news: RosterNews | null): DomainEvent[] {
  const here = people.map(({ id: userId }) => ({ userId, status: "online" as const, lastSeenAt: null }));
  const gone = (news?.gone ?? []).map((userId) => ({ userId, status: "offline" as const, lastSeenAt: null }));
  return here.length + gone.length === 0 ? [] : [{ type: "presenceChanged", presences: [...here, ...gone] }];
}

function moves(joined: readonly User[], left: readonly string[], count: number) {
  return {
    joined: [...joined],
    left: [...left],
    joinedCount: joined.length,
    leftCount: left.length,
    count,
    truncated: false,
  };
}
