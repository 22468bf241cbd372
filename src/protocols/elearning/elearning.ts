import type { CommandResult } from "../../contract/commands.js";
import { failure, failureOfStatus } from "../../contract/errors.js";
import type { NotificationsAnswer, NotificationsInput } from "../../contract/notifications.js";
import { parse } from "../../contract/schema.js";
import { oneByOne } from "../around/oneByOne.js";
import { otherPersonOf } from "../conversations.js";
import { defineProtocol } from "../defineProtocol.js";
import {
  type Decoded,
  type HttpCall,
  type HttpQuery,
  malformed,
  type Protocol,
  type ProtocolContext,
} from "../protocol.js";
import { emit } from "../words.js";
import { messageOf, readHistory } from "./messages.js";
import { isOthers, type KindOf, kindOfTitle, notificationOf, readNotifications } from "./notifications.js";
import { relaysOf } from "./relays.js";
import { messageSchema, notificationSchema, refusalSchema, userStatusSchema, viewerCountSchema } from "./wire.js";

/** What the app knows of its e-learning server that the server does not tell. */
export interface ElearningOptions {
  /**
   * For pages of admins: joins the namespace `/admin` too, which lets in nobody else, and shows notifications that are about other users. On somebody else's page
   * all goes as without it; the refusal is reported.
   */
  readonly admin?: boolean;
  /**
   * Which kind a notification is of: `purchase`, `comment` and `reply` have an icon of their own. Unless told otherwise it is the server's `kind` or `type`, else what the
   * title says in English or Vietnamese. Must not throw.
   */
  readonly kindOf?: KindOf;
}

/**
 * {@link elearning} with what the app adds.
 *
 * @example
 * createLobby({ url, apiUrl, user, auth, protocol: elearningWith({ admin: true }) });
 */
export function elearningWith(options: ElearningOptions): Protocol {
  const { admin = false, kindOf = kindOfTitle } = options;
  const list = (path: string, mineOnly: boolean): HttpQuery<NotificationsInput, NotificationsAnswer> => ({
    request: () => ({ method: "GET", path }),
    read: (raw, _input, context) => readNotifications(raw, { kindOf, mineOnly }, context),
  });
  return defineProtocol({
    name: "elearning",
    capabilities: {
      echo: "others",
      history: "http",
      catchUp: "history",
      direct: true,
      receipts: "messages",
      notifications: "simple",
      presence: true,
      viewers: true,
    },
    connect: {
      transports: ["websocket"],
      timeoutMs: 10_000,
      auth: ({ token }) => (token === null ? {} : { token }),
      ...(admin ? { namespaces: { admin: "/admin" } } : {}),
      refusal: ({ message }) => {
        if (message === "Authentication error") return { kind: "unauthenticated" };
        return { kind: message === "Admin authentication failed" ? "forbidden" : "retry" };
      },
      // The server marks the message that is named, and no other.
      around: oneByOne({ brings: "newMessage", marks: "markAsRead", read: nameOf }),
    },
    incoming: {
      newMessage: decodeMessage,
      newNotification: (payload, context) => {
        const parsed = parse(notificationSchema, payload);
        if (!parsed.ok) return malformed(parsed.issue);
        // Admins are told of what concerns others, and nobody else is.
        if (!admin && isOthers(parsed.value, context)) return null;
        return { type: "notificationReceived", notification: notificationOf(parsed.value, kindOf, context) };
      },
      userStatusUpdate: (payload) => {
        const parsed = parse(userStatusSchema, payload);
        if (!parsed.ok) return malformed(parsed.issue);
        const { userId, status } = parsed.value;
        const presence = { userId, status: status ? ("online" as const) : ("offline" as const), lastSeenAt: null };
        return { type: "presenceChanged", presences: [presence] };
      },
      viewerCount: (payload) => {
        const parsed = parse(viewerCountSchema, payload);
        if (!parsed.ok) return malformed(parsed.issue);
        // It names no video: whoever counts has to know what is being watched.
        return { type: "viewerCountChanged", viewableId: parsed.value.videoId ?? null, count: parsed.value.count };
      },
    },
    outgoing: {
      // The server sends whoever is signed in all his messages: nothing to open, nothing to close.
      openConversation: () => null,
      closeConversation: () => null,
      sendMessage: ({ conversationId, body }, { user }) => ({
        via: "socket",
        event: "message",
        payload: {
          // Its messages are text only: a picture goes as its address, so that nothing of it is lost.
          content: body.kind === "text" ? body.text : body.text === undefined ? body.url : `${body.text}\n${body.url}`,
          senderId: user.id,
          recipientId: otherPersonOf(conversationId, user.id),
        },
      }),
      markRead: ({ messageId }) => (isKnown(messageId) ? emit("markAsRead", { messageId }) : null),
      sendNotification: ({ to, title, message }) =>
        emit("notification", {
          title,
          message,
          ...(to.userId === undefined ? {} : { userId: to.userId }),
          ...(to.admins === undefined ? {} : { toAdmin: to.admins }),
        }),
      // The server marks one at a time, so whoever marks several gives one command for each.
      markNotificationsRead: ({ ids }) =>
        ids !== "all" && ids.length === 1 && isKnown(ids[0]) ? markNotificationRead(ids[0]) : null,
      setPresence: ({ status }) => emit("userStatus", status === "online"),
      watchPresence: ({ userIds }) => emit("getUsersStatus", userIds),
      unwatchPresence: () => null,
      joinViewers: ({ viewableId }) => emit("watchingVideo", { videoId: viewableId }),
      leaveViewers: ({ viewableId }) => emit("leaveVideo", { videoId: viewableId }),
    },
    http: {
      history: {
        request: ({ conversationId }, { user }) => ({
          method: "GET",
          path: `message/history/${encodeURIComponent(otherPersonOf(conversationId, user.id))}`,
        }),
        read: (raw, { conversationId }, context) => readHistory(raw, conversationId, context),
      },
      notifications: list("get-user-notifications", !admin),
      allNotifications: list("get-all-notifications", false),
      failure: (raw, status) => {
        const parsed = parse(refusalSchema, raw);
        return failure(failureOfStatus(status).code, parsed.ok ? parsed.value.message?.slice(0, 500) : undefined);
      },
    },
  });
}

/**
 * An e-learning server of Express, Socket.IO, the Redis adapter and MongoDB with JWT: 1:1 chat, notifications, presence
 * and viewers of a video. Nothing is acknowledged (level L0), the sender gets no echo, and history comes over HTTP.
 *
 * `apiUrl` is the address that `message/history/…` hangs from; the API takes cookies (`auth: { cookie: true }`) or a
 * bearer token. The server's `batchMessages` is not used: single events do the same.
 */
export const elearning: Protocol = /* @__PURE__ */ elearningWith({});

function markNotificationRead(id: string): HttpCall<CommandResult<"markNotificationsRead">> {
  return {
    via: "http",
    request: { method: "PUT", path: `update-notification/${encodeURIComponent(id)}` },
    acknowledge: (_raw, status) =>
      status < 300 ? { ok: true, value: { unreadCount: null } } : { ok: false, failure: failureOfStatus(status) },
  };
}

/** Whether the server knows this id: those that were made up here it has never heard of. */
function isKnown(id: string | null | undefined): id is string {
  return id !== null && id !== undefined && !id.startsWith("local-");
}

function nameOf(payload: unknown): { readonly id: string; readonly from: string } | null {
  const parsed = parse(messageSchema, payload);
  return parsed.ok && parsed.value.id !== undefined ? { id: parsed.value.id, from: parsed.value.sender.id } : null;
}

function decodeMessage(payload: unknown, context: ProtocolContext): Decoded {
  const parsed = parse(messageSchema, payload);
  if (!parsed.ok) return malformed(parsed.issue);
  const message = messageOf(relaysOf(context).told(parsed.value), context);
  return message === null ? null : { type: "messageReceived", epoch: null, message };
}
