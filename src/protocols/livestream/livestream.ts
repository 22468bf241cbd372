import type { CommandResult } from "../../contract/commands.js";
import { defined } from "../../contract/defined.js";
import { type ErrorCode, failure, type Outcome, refused } from "../../contract/errors.js";
import type { DomainEvent } from "../../contract/events.js";
import type { CatalogueGift } from "../../contract/gifts.js";
import { conversationRefOf } from "../../contract/ids.js";
import { isRecord, object, parse, type Schema } from "../../contract/schema.js";
import { type AnswerEvent, answeredBy } from "../around/answeredBy.js";
import { around } from "../around/around.js";
import { authenticated } from "../around/authenticated.js";
import { membership } from "../around/membership.js";
import { paced, tooSoon } from "../around/paced.js";
import { defineProtocol } from "../defineProtocol.js";
import {
  type Decoded,
  type Emission,
  malformed,
  type Protocol,
  type ProtocolContext,
  type Refusal,
} from "../protocol.js";
import { giftOf, isImageAllowed, messageOf, notificationOf, roomConversation, roomViewOf } from "./read.js";
import {
  answerSchema,
  countSchema,
  giftSchema,
  messageSchema,
  notificationSchema,
  personSchema,
  roomSchema,
  wrapped,
} from "./wire.js";

/** What the app knows of its livestream server that the server does not tell. */
export interface LivestreamOptions {
  /** What can be given: this server has no catalogue. Without one there are no gifts. */
  readonly gifts?: readonly CatalogueGift[];
  /** Hosts that pictures may come from: the host itself or a subdomain of it. Any if absent. */
  readonly imageHosts?: readonly string[];
}

/** Longest text that this server takes. */
const textLength = 500;
const tokenWanted = (): Decoded => ({ type: "tokenExpiring", inMs: 0 });
const nothing = () => null;

/**
 * A livestream server: a socket gateway in front of Redis and a REST API, with rooms, gifts and notifications. Answers are events of their own, one at a time in each room, so
 * that a loss is visible (level L1); there is no history, and a message a second, thirty a minute.
 *
 * `url` is the gateway's address, `apiUrl` that of the REST API up to `/api/v1`. Pages get tokens by `livestreamAuth`.
 */
export function livestream(options: LivestreamOptions = {}): Protocol {
  const catalogue = options.gifts ?? [];
  return defineProtocol({
    name: "livestream",
    capabilities: {
      acks: true,
      echo: "others",
      rooms: true,
      images: true,
      reauthenticate: true,
      notifications: true,
      viewers: true,
      gifts: catalogue.length > 0,
    },
    connect: {
      path: "/socket",
      transports: ["websocket"],
      timeoutMs: 20_000,
      auth: ({ token, user, now }) => ({ token, userId: user.id, timestamp: now }),
      refusal: ({ message }) => ({ kind: refusals.includes(message) ? "unauthenticated" : "retry" }),
      around: around(
        paced(["sendMessage", "sendImageMessage"], { count: 1, perMs: 1_000 }, { count: 30, perMs: 60_000 }),
        answeredBy({
          joinRoom: { events: ["joinedRoom", "joinRoomError"], matches: ofSameRoom },
          sendMessage: { events: ["messageSent", "sendMessageError"], matches: ofSameRoom },
          sendImageMessage: { events: ["messageSent", "sendMessageError"], matches: ofSameRoom },
          sendGift: { events: ["giftSent", "sendGiftError"], matches: ofSameRoom },
          authenticate: { events: ["authSuccess", "authFailed"] },
        }),
        membership({
          enter: "joinRoom",
          leave: "leaveRoom",
          keyOf: roomOf,
          heartbeat: {
            event: "viewerPing",
            everyMs: 30_000,
            payload: (entered, timestamp) => ({ ...(entered as object), timestamp }),
          },
          enterAgainAfter: "authSuccess",
        }),
        authenticated({ event: "authenticate", yes: "authSuccess", no: refusals }),
      ),
    },
    incoming: {
      connected: nothing,
      authSuccess: nothing,
      authRequired: tokenWanted,
      authFailed: tokenWanted,
      tokenExpired: tokenWanted,
      // Answers that came too late for whoever asked; who joined twice is told twice.
      joinedRoom: nothing,
      joinRoomError: nothing,
      messageSent: nothing,
      sendMessageError: nothing,
      giftSent: nothing,
      sendGiftError: nothing,
      viewerPong: (payload) => {
        const parsed = parse(wrapped(countSchema), payload);
        if (!parsed.ok) return null;
        return { type: "viewerCountChanged", viewableId: parsed.value.roomId, count: parsed.value.viewerCount };
      },
      viewerPingError: nothing,
      roomInfo: decodeRoom,
      roomUpdate: decodeRoom,
      userJoined: read(personSchema, ({ roomId, userId: id, username: name, avatar: avatarUrl }, { now }) =>
        roomId === undefined
          ? null
          : {
              type: "participantJoined",
              conversationId: roomConversation(roomId),
              user: defined({ id, name, avatarUrl }),
              at: now(),
            },
      ),
      userLeft: read(personSchema, ({ roomId, userId }, { now }) =>
        roomId === undefined
          ? null
          : { type: "participantLeft", conversationId: roomConversation(roomId), userId, at: now() },
      ),
      newMessage: decodeMessage,
      chatMessageFromBackend: decodeMessage,
      newGift: decodeGift,
      giftFromBackend: decodeGift,
      notification: decodeNotification("notificationReceived", "info"),
      notificationUpdate: decodeNotification("notificationChanged", "info"),
      systemNotification: decodeNotification("notificationReceived", "system"),
    },
    outgoing: {
      reauthenticate: ({ token }, { user, now }) =>
        asked("authenticate", { token, userId: user.id, timestamp: now() }, () => ({})),
      openConversation: ({ conversationId }, context) => {
        const ref = conversationRefOf(conversationId, context.user.id);
        if (ref?.kind === "support") return null;
        if (ref?.kind !== "room") return unsupported;
        return asked("joinRoom", join(ref.roomId, context), (answer) => {
          const room = parse(wrapped(roomSchema), answer);
          const title = room.ok ? (room.value.title ?? room.value.name) : undefined;
          return title === undefined ? { head: null } : { head: null, profile: { title, participants: [] } };
        });
      },
      closeConversation: ({ conversationId }, context) => {
        const ref = conversationRefOf(conversationId, context.user.id);
        return ref?.kind === "room" ? emit("leaveRoom", { roomId: ref.roomId }) : null;
      },
      sendMessage: ({ conversationId, clientId, body }, context) => {
        const { user } = context;
        const ref = conversationRefOf(conversationId, user.id);
        const timestamp = context.now();
        const text = body.text?.trim() ?? "";
        if (text.length > textLength) return tooLong;
        const from = { userId: user.id, username: user.name ?? user.id };
        if (ref?.kind === "support" && body.kind === "text")
          return emit("chatWithAdmin", { ...from, message: text, supportType: "general", timestamp });
        if (ref?.kind !== "room") return unsupported;
        const sent = { roomId: ref.roomId, ...from, clientId };
        if (body.kind === "text") return asked("sendMessage", { ...sent, message: text, timestamp }, stored);
        if (!isImageAllowed(body.url, options.imageHosts)) return foreignImage;
        const picture = { ...sent, imageUrl: body.url, messageType: "image", timestamp };
        return asked("sendImageMessage", text === "" ? picture : { ...picture, message: text }, stored);
      },
      // Nothing of the sort is on this wire: what is read is read here.
      markRead: nothing,
      markNotificationsRead: nothing,
      clearNotifications: nothing,
      joinViewers: ({ viewableId }, context) =>
        asked("joinRoom", join(viewableId, context), (answer) => {
          const room = parse(wrapped(roomSchema), answer);
          return { count: room.ok ? (room.value.viewerCount ?? null) : null };
        }),
      leaveViewers: ({ viewableId }) => emit("leaveRoom", { roomId: viewableId }),
      watchRoom: ({ roomId }, context) =>
        asked("joinRoom", join(roomId, context), (answer) => {
          const room = parse(wrapped(roomSchema), answer);
          return roomViewOf(room.ok ? room.value : {}, roomId);
        }),
      unwatchRoom: ({ roomId }) => emit("leaveRoom", { roomId }),
      sendGift: ({ conversationId, clientId, giftId, quantity, receiverId, note }, { user, now }) => {
        const ref = conversationRefOf(conversationId, user.id);
        const gift = catalogue.find(({ id }) => id === giftId);
        if (ref?.kind !== "room" || gift === undefined) return unsupported;
        const payload = {
          roomId: ref.roomId,
          clientId,
          senderId: user.id,
          senderName: user.name ?? user.id,
          receiverId,
          giftId,
          giftName: gift.name,
          giftType: gift.animation,
          giftValue: gift.price,
          quantity,
          message: note ?? "",
          animation: gift.animation,
          timestamp: now(),
        };
        return asked("sendGift", payload, () => ({ gift: null, balance: null }));
      },
    },
    http: {
      health: { request: () => ({ method: "GET", path: "system/health" }), read: () => ({ ok: true, value: {} }) },
    },
    known: {
      giftShop: () => ({ ok: true, value: { gifts: [...catalogue], balance: null } }),
    },
  });

  function decodeMessage(payload: unknown, context: ProtocolContext): Decoded {
    const parsed = parse(wrapped(messageSchema), payload);
    if (!parsed.ok) return malformed(parsed.issue);
    const message = messageOf(parsed.value, options.imageHosts, context);
    if (message === null) return malformed("payload: expected a text, or a picture of a host that is allowed");
    return { type: "messageReceived", epoch: null, message };
  }
}

/** What this server says to whoever it does not know (any more). */
const refusals = ["authFailed", "authRequired", "tokenExpired"];
const unsupported: Refusal = { via: "nothing", failure: failure("UNSUPPORTED") };
const tooLong: Refusal = { via: "nothing", failure: failure("TOO_LARGE", `at most ${textLength} characters`) };
const foreignImage: Refusal = { via: "nothing", failure: failure("INVALID", "pictures of this host are not allowed") };

/** Reads a payload, in its wrapping or without, and says what it means. */
function read<T>(schema: Schema<T>, mean: (value: T, context: ProtocolContext) => DomainEvent | null) {
  return (payload: unknown, context: ProtocolContext): Decoded => {
    const parsed = parse(wrapped(schema), payload);
    return parsed.ok ? mean(parsed.value, context) : malformed(parsed.issue);
  };
}

function decodeRoom(payload: unknown): Decoded {
  const parsed = parse(wrapped(roomSchema), payload);
  const roomId = parsed.ok ? (parsed.value.roomId ?? parsed.value.id ?? parsed.value._id) : undefined;
  if (!parsed.ok || roomId === undefined) return malformed(parsed.ok ? "payload: expected a room's id" : parsed.issue);
  const { viewerCount } = parsed.value;
  const changed: DomainEvent = { type: "roomChanged", room: roomViewOf(parsed.value, roomId).room };
  return viewerCount === undefined
    ? changed
    : [changed, { type: "viewerCountChanged", viewableId: roomId, count: viewerCount }];
}

const decodeGift = /* @__PURE__ */ read(giftSchema, (raw, context) => {
  const gift = giftOf(raw, context);
  return { type: "giftReceived", gift };
});

function decodeNotification(type: "notificationReceived" | "notificationChanged", kind: string) {
  return read(notificationSchema, (raw, context) => ({ type, notification: notificationOf(raw, kind, context) }));
}

function emit(event: string, payload: unknown): Emission<never> {
  return { via: "socket", event, payload };
}

/** What is answered by an event. */
function asked<R>(event: string, payload: unknown, yes: (answer: unknown) => R): Emission<R> {
  return { via: "socket", event, payload, acknowledge: (raw) => outcomeOf(raw as AnswerEvent, yes) };
}

function outcomeOf<R>({ event, payload }: AnswerEvent, yes: (answer: unknown) => R): Outcome<R> {
  const parsed = parse(wrapped(answerSchema), payload);
  const said = parsed.ok ? parsed.value : {};
  if (event === tooSoon) return refused("RATE_LIMITED", undefined, said.retryAfterMs);
  if (event === "authFailed") return refused("UNAUTHENTICATED", said.message ?? said.error);
  if (!event.endsWith("Error")) return { ok: true, value: yes(payload) };
  return refused(codeOf(said.code, said.message ?? said.error ?? ""), said.message ?? said.error, said.retryAfterMs);
}

/** This server says why in words. */
function codeOf(code = "", words: string): ErrorCode {
  const text = `${code} ${words}`.toLowerCase();
  if (/auth|token|login/.test(text)) return "UNAUTHENTICATED";
  if (/rate|too (many|fast)|slow down|cooldown/.test(text)) return "RATE_LIMITED";
  if (/not found|no such/.test(text)) return "NOT_FOUND";
  if (/banned|forbidden|not allowed|permission|muted/.test(text)) return "FORBIDDEN";
  if (/balance|funds|insufficient/.test(text)) return "INSUFFICIENT_FUNDS";
  return "INVALID";
}

function stored(answer: unknown): CommandResult<"sendMessage"> {
  const parsed = parse(wrapped(answerSchema), answer);
  const { id, _id, timestamp } = parsed.ok ? parsed.value : {};
  return { id: id ?? _id ?? null, seq: null, epoch: null, createdAt: timestamp ?? null };
}

function join(roomId: string, { user }: ProtocolContext) {
  return defined({ roomId, userId: user.id, username: user.name ?? user.id, avatar: user.avatarUrl });
}

/** The room that a payload names, in its wrapping or without; `null` when it names none. */
function roomOf(payload: unknown): string | null {
  const room = parse(wrapped(object({ roomId: roomIdSchema })), payload);
  return room.ok ? room.value.roomId : null;
}

const roomIdSchema: Schema<string> = (input, path) =>
  typeof input === "string"
    ? { ok: true, value: input }
    : { ok: false, issue: `${path ?? "roomId"}: expected a string` };

/** An answer that names a room answers who asked about that one; one that names none answers by turn. */
function ofSameRoom(sent: unknown, answer: unknown): boolean {
  const room = roomOf(answer);
  return room === null || !isRecord(sent) || room === sent.roomId;
}
