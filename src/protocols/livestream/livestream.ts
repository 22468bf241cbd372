import type { CommandResult } from "../../contract/commands.js";
import { defined } from "../../contract/defined.js";
import { failure } from "../../contract/errors.js";
import type { CatalogueGift } from "../../contract/gifts.js";
import { type ConversationId, parseConversationId } from "../../contract/ids.js";
import { parse, passing } from "../../contract/schema.js";
import { defineProtocol } from "../defineProtocol.js";
import { isImageAllowed } from "../imageAllowed.js";
import type { Protocol, ProtocolContext, Refusal } from "../protocol.js";
import { emit } from "../words.js";
import { asked, refusals, storedAs } from "./answers.js";
import { incomingOf } from "./incoming.js";
import { roomViewOf } from "./read.js";
import { roomSchema, wrapped } from "./wire.js";
import { livestreamWrappers } from "./wrappers.js";

/** What the app knows of its livestream server that the server does not tell. */
export interface LivestreamOptions {
  /** What can be given: this server has no catalogue. Without one there are no gifts. `type` goes on the wire as `giftType`, the animation's name unless told otherwise. */
  readonly gifts?: readonly (CatalogueGift & { readonly type?: string })[];
  /**
   * Hosts that pictures may come from: the host itself or a subdomain of it. What comes from elsewhere is dropped, and components load the others unasked. Absent: pictures may
   * come from anywhere, and components load one when the reader asks for it.
   */
  readonly imageHosts?: readonly string[];
  /** What words to the admins are about (`supportType`); `general` unless told otherwise. */
  readonly supportType?: string;
}

/** Longest text that this server takes, and the form of its rooms' ids. */
const textLength = 500;
const userIdSchema = /* @__PURE__ */ passing<string>(
  (id) => typeof id === "string" && /^[A-Za-z0-9]{1,50}$/.test(id),
  "1 to 50 of A-Z a-z 0-9",
);
const roomIdPattern = /^[A-Za-z0-9_]{1,50}$/;

const nothing = () => null;
const no = (...words: Parameters<typeof failure>): Refusal => ({ via: "nothing", failure: failure(...words) });
const unsupported = /* @__PURE__ */ no("UNSUPPORTED");
const badRoom = /* @__PURE__ */ no("INVALID", "A room's id has 1 to 50 of A-Z a-z 0-9 _.");
const empty = /* @__PURE__ */ no("INVALID", "There is no text.");
const tooLong = /* @__PURE__ */ no("TOO_LARGE", `At most ${textLength} characters.`);
const foreignImage = /* @__PURE__ */ no("INVALID", "Pictures of this address are not allowed.");

/**
 * A livestream server: a socket gateway in front of Redis and a REST API, with rooms, gifts, notifications and words to the admins. A message's answer is an event of its own,
 * so that a loss is visible (level L1); there is no history, and a message a second, thirty a minute.
 *
 * `url` is the gateway's address, `apiUrl` that of the REST API up to `/api/v1`. Pages get tokens by `livestreamAuth`. Words to the admins go to the conversation
 * `support:<user id>`; the gateway answers them with nothing, so they show as unconfirmed.
 *
 * @example
 * createLobby({ url, apiUrl, user, protocol: livestream({ gifts }), auth: livestreamAuth({ apiUrl, refreshToken }) });
 */
export function livestream(options: LivestreamOptions = {}): Protocol {
  const { gifts: catalogue = [], imageHosts, supportType = "general" } = options;
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
      around: livestreamWrappers(),
    },
    userId: userIdSchema,
    ...defined({ imageHosts }),
    incoming: incomingOf(imageHosts),
    outgoing: {
      reauthenticate: ({ token }, { user, now }) =>
        asked("authenticate", { token, userId: user.id, timestamp: now() }, () => ({})),
      openConversation: ({ conversationId }, context) => {
        // Answers come to whoever has asked: there is nothing to open.
        if (isOwnSupport(conversationId, context)) return null;
        const roomId = roomIdOf(conversationId);
        if (roomId === null) return unsupported;
        return enter(roomId, "chat", context, (answer) => {
          const title = roomIn(answer)?.title;
          return title === undefined ? { head: null } : { head: null, profile: { title, participants: [] } };
        });
      },
      closeConversation: ({ conversationId }) => leave(roomIdOf(conversationId), "chat"),
      sendMessage: ({ conversationId, clientId, body }, context) => {
        const from = sender(context);
        const timestamp = context.now();
        const roomId = roomIdOf(conversationId);
        const isSupport = isOwnSupport(conversationId, context);
        if (roomId === null && !isSupport) return unsupported;
        if (body.kind === "image" && !isImageAllowed(body.url, imageHosts)) return foreignImage;
        if (body.kind === "image" && roomId !== null && !body.text?.trim()) {
          const picture = { roomId, ...from, imageUrl: body.url, messageType: "image", timestamp };
          return asked("sendImageMessage", { ...picture, clientId }, storedAs);
        }
        // A picture has no words on this wire: with some, or where there are no pictures, it goes as its address, so that nothing of it is lost.
        const words = body.kind === "text" ? body.text : `${body.text ?? ""}\n${body.url}`;
        const message = words.trim();
        if (message === "") return empty;
        if (message.length > textLength) return tooLong;
        return roomId === null
          ? emit("chatWithAdmin", { ...from, message, supportType, timestamp })
          : asked("sendMessage", { roomId, ...from, message, timestamp, clientId }, storedAs);
      },
      // Nothing of the sort is on this wire: what is read or cleared is so on this page only.
      markRead: nothing,
      markNotificationsRead: nothing,
      clearNotifications: nothing,
      joinViewers: ({ viewableId }, context) =>
        enter(viewableId, "viewers", context, (answer) => ({ count: roomIn(answer)?.viewerCount ?? null })),
      leaveViewers: ({ viewableId }) => leave(viewableId, "viewers"),
      watchRoom: ({ roomId }, context) =>
        enter(roomId, "room", context, (answer) => roomViewOf({ ...roomIn(answer), roomId })),
      unwatchRoom: ({ roomId }) => leave(roomId, "room"),
      sendGift: ({ conversationId, clientId, giftId, quantity, receiverId, receiverName, note }, context) => {
        const roomId = roomIdOf(conversationId);
        const gift = catalogue.find(({ id }) => id === giftId);
        if (roomId === null || gift === undefined) return unsupported;
        const { userId: senderId, username: senderName } = sender(context);
        const payload = {
          roomId,
          senderId,
          senderName,
          receiverId,
          receiverName: receiverName ?? receiverId,
          giftId,
          giftName: gift.name,
          giftType: gift.type ?? gift.animation,
          giftValue: gift.price,
          quantity,
          message: note ?? "",
          animation: gift.animation,
          timestamp: context.now(),
          clientId,
        };
        // The wrappers tell of it as of everybody's.
        return asked("sendGift", payload, (): CommandResult<"sendGift"> => ({ gift: null, balance: null }));
      },
    },
    http: {
      health: { request: () => ({ method: "GET", path: "system/health" }), read: () => ({ ok: true, value: {} }) },
    },
    known: {
      giftShop: () => ({
        ok: true,
        value: { gifts: catalogue.map(({ type: _type, ...gift }) => gift), balance: null },
      }),
      notifications: () => ({
        ok: true,
        value: { notifications: [], unreadCount: 0, nextCursor: null, pushedOnly: true },
      }),
    },
  });
}

/** The room of a conversation; `null` for any other. */
function roomIdOf(conversationId: ConversationId): string | null {
  const parts = parseConversationId(conversationId);
  return parts?.kind === "room" ? parts.roomId : null;
}

function isOwnSupport(conversationId: ConversationId, { user }: ProtocolContext): boolean {
  return conversationId === `support:${user.id}`;
}

function sender({ user }: ProtocolContext) {
  return { userId: user.id, username: user.name ?? user.id };
}

/** What is open in a room, for the wrappers: each enters as often as it likes and leaves once. */
type By = "chat" | "viewers" | "room";

function enter<R>(roomId: string, by: By, context: ProtocolContext, yes: (answer: unknown) => R) {
  if (!roomIdPattern.test(roomId)) return badRoom;
  return asked("joinRoom", defined({ roomId, ...sender(context), avatar: context.user.avatarUrl, by }), yes);
}

function leave(roomId: string | null, by: By) {
  return roomId === null ? null : emit("leaveRoom", { roomId, by });
}

function roomIn(answer: unknown) {
  const room = parse(wrapped(roomSchema), answer);
  return room.ok ? room.value : undefined;
}
