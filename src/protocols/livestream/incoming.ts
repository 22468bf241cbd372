import type { User } from "../../contract/connection.js";
import { defined } from "../../contract/defined.js";
import type { DomainEvent } from "../../contract/events.js";
import { parse, type Schema } from "../../contract/schema.js";
import { type Decoded, type Malformed, malformed, type Protocol, type ProtocolContext } from "../protocol.js";
import { remembered } from "../remembered.js";
import { heard } from "../words.js";
import { giftOf, giftRowOf, messageOf, notificationOf, placeOf, roomConversation, roomViewOf } from "./read.js";
import {
  countSchema,
  giftSchema,
  type LivestreamRoom,
  messageSchema,
  notificationSchema,
  personSchema,
  roomSchema,
  wrapped,
} from "./wire.js";

const tokenWanted = (): Decoded => ({ type: "tokenExpiring", inMs: 0 });
const nothing = () => null;

/**
 * What this server's events mean.
 *
 * @param imageHosts hosts that pictures may come from
 */
export function incomingOf(imageHosts: readonly string[] | undefined): Protocol["incoming"] {
  const message = read(messageSchema, (raw, context) => {
    const place = placeOf(raw, context);
    if (place === null) return [];
    const shown = messageOf(raw, place, imageHosts, context);
    if (shown === null) return malformed("payload: expected a text, or a picture of a host that is allowed");
    return { type: "messageReceived", epoch: null, message: shown };
  });
  return {
    connected: nothing,
    authSuccess: nothing,
    authRequired: tokenWanted,
    authFailed: tokenWanted,
    tokenExpired: tokenWanted,
    // Answers that came too late for whoever asked; who is in a room twice is told twice.
    joinedRoom: nothing,
    joinRoomError: nothing,
    messageSent: nothing,
    sendMessageError: nothing,
    giftSent: nothing,
    sendGiftError: nothing,
    viewerPong: (payload) => {
      const parsed = parse(wrapped(countSchema), payload);
      return parsed.ok ? counted(parsed.value.roomId, parsed.value.viewerCount) : null;
    },
    viewerPingError: nothing,
    roomInfo: room,
    roomUpdate: room,
    userJoined: person,
    userLeft: gone,
    newMessage: message,
    chatMessageFromBackend: message,
    newGift: gift,
    giftFromBackend: gift,
    notification: notification("notificationReceived", "info"),
    notificationUpdate: notification("notificationChanged", "info"),
    systemNotification: notification("notificationReceived", "system"),
  };
}

type Meant = DomainEvent | Malformed | readonly DomainEvent[];

/** Reads a payload, in its wrapping or without, and says what it means. */
function read<T>(schema: Schema<T>, mean: (value: T, context: ProtocolContext) => Meant) {
  return heard(wrapped(schema), mean);
}

/** How many there are and who has come or gone, for whoever counts viewers and for whoever looks at the room. Who was there before this server need not say. */
function counted(
  roomId: string,
  count: number | undefined,
  joined: readonly User[] = [],
  left: readonly string[] = [],
) {
  const events: DomainEvent[] = [];
  if (count !== undefined) events.push({ type: "viewerCountChanged", viewableId: roomId, count });
  if (count === undefined && joined.length + left.length === 0) return events;
  const counts = { joinedCount: joined.length, leftCount: left.length, count: count ?? null };
  events.push({ type: "rosterChanged", roomId, joined: [...joined], left: [...left], ...counts, truncated: true });
  return events;
}

/** Rooms that were told to stream: of another one it is no news that it does not. */
const live = /* @__PURE__ */ remembered(() => new Set<string>());

/** That a room streams, or does no more. */
function streaming({ roomId, isLive, startedAt }: LivestreamRoom, context: ProtocolContext): DomainEvent[] {
  const rooms = live(context);
  if (isLive ?? startedAt !== undefined) {
    rooms.add(roomId);
    return [{ type: "streamStarted", roomId, startedAt: startedAt ?? null }];
  }
  return isLive === false && rooms.delete(roomId) ? [{ type: "streamEnded", roomId, endedAt: context.now() }] : [];
}

const room = /* @__PURE__ */ read(roomSchema, (raw, context): readonly DomainEvent[] => {
  const { roomId, viewerCount, users } = raw;
  const count = [...counted(roomId, viewerCount), ...streaming(raw, context)];
  if (users !== undefined) {
    const all = { joined: [...users], left: [], joinedCount: users.length, leftCount: 0, truncated: false };
    count.push({ type: "rosterChanged", roomId, ...all, count: viewerCount ?? users.length, whole: true });
  }
  // An update may tell the count alone: what the room is called stands.
  return raw.title === undefined ? count : [{ type: "roomChanged", room: roomViewOf(raw).room }, ...count];
});

const person = /* @__PURE__ */ read(personSchema, (raw, { now }) => {
  const { roomId, userId: id, username: name, avatar: avatarUrl, viewerCount } = raw;
  const user = defined({ id, name, avatarUrl });
  return [
    { type: "participantJoined", conversationId: roomConversation(roomId), user, at: now() },
    ...counted(roomId, viewerCount, [user]),
  ];
});

const gone = /* @__PURE__ */ read(personSchema, ({ roomId, userId, viewerCount }, { now }) => [
  { type: "participantLeft", conversationId: roomConversation(roomId), userId, at: now() },
  ...counted(roomId, viewerCount, [], [userId]),
]);

const gift = /* @__PURE__ */ read(giftSchema, (raw, context) => {
  const given = giftOf(raw, context);
  return [
    { type: "giftReceived", gift: given },
    { type: "messageReceived", epoch: null, message: giftRowOf(given) },
  ];
});

function notification(type: "notificationReceived" | "notificationChanged", kind: string) {
  return read(notificationSchema, (raw, context) => ({ type, notification: notificationOf(raw, kind, context) }));
}
