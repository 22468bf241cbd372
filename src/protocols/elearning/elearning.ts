import type { CommandResult } from "../../contract/commands.js";
import { type ErrorCode, failure } from "../../contract/errors.js";
import { conversationRefOf } from "../../contract/ids.js";
import { LobbyError } from "../../contract/lobbyError.js";
import { parse } from "../../contract/schema.js";
import { defineProtocol } from "../defineProtocol.js";
import { type Decoded, type HttpCall, malformed, type Protocol, type ProtocolContext } from "../protocol.js";
import { messageOf, readHistory } from "./messages.js";
import { notificationOf, readNotifications } from "./notifications.js";
import { messageSchema, notificationSchema, refusalSchema, userStatusSchema, viewerCountSchema } from "./wire.js";

/**
 * An e-learning server of Express, Socket.IO, the Redis adapter and MongoDB with JWT: 1:1 chat, notifications, presence
 * and viewers of a video. Nothing is acknowledged (level L0), the sender gets no echo, and history comes over HTTP.
 *
 * `apiUrl` is the address that `message/history/…` hangs from; the API takes cookies (`auth: { cookie: true }`) or a
 * bearer token. The server's `batchMessages` is not used: single events do the same.
 */
export const elearning: Protocol = defineProtocol({
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
    namespaces: { admin: "/admin" },
    refusal: ({ message }) => {
      if (message === "Authentication error") return { kind: "unauthenticated" };
      return { kind: message === "Admin authentication failed" ? "forbidden" : "retry" };
    },
  },
  incoming: {
    newMessage: decodeMessage,
    newNotification: decodeNotification,
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
    notifications: {
      request: () => ({ method: "GET", path: "get-user-notifications" }),
      read: (raw, _input, context) => readNotifications(raw, context),
    },
    allNotifications: {
      request: () => ({ method: "GET", path: "get-all-notifications" }),
      read: (raw, _input, context) => readNotifications(raw, context),
    },
    failure: (raw, status) => {
      const parsed = parse(refusalSchema, raw);
      return failure(codeOf(status), parsed.ok ? parsed.value.message?.slice(0, 500) : undefined);
    },
  },
});

function emit(event: string, payload: unknown) {
  return { via: "socket", event, payload } as const;
}

function markNotificationRead(id: string): HttpCall<CommandResult<"markNotificationsRead">> {
  return {
    via: "http",
    request: { method: "PUT", path: `update-notification/${encodeURIComponent(id)}` },
    acknowledge: (_raw, status) =>
      status < 300 ? { ok: true, value: { unreadCount: null } } : { ok: false, failure: failure(codeOf(status)) },
  };
}

/** Whether the server knows this id: those that were made up here it has never heard of. */
function isKnown(id: string | null | undefined): id is string {
  return id !== null && id !== undefined && !id.startsWith("local-");
}

function otherPersonOf(conversationId: string, myUserId: string): string {
  const ref = conversationRefOf(conversationId, myUserId);
  if (ref?.kind === "direct") return ref.userId;
  throw new LobbyError(
    "unsupported-conversation",
    `The conversation "${conversationId}" can't be used with the protocol "elearning".`,
    "That server has chat between two people only.",
    "Name the other person by his user id.",
  );
}

function decodeMessage(payload: unknown, context: ProtocolContext): Decoded {
  const parsed = parse(messageSchema, payload);
  if (!parsed.ok) return malformed(parsed.issue);
  const message = messageOf(parsed.value, context);
  return message === null ? null : { type: "messageReceived", epoch: null, message };
}

function decodeNotification(payload: unknown, context: ProtocolContext): Decoded {
  const parsed = parse(notificationSchema, payload);
  return parsed.ok
    ? { type: "notificationReceived", notification: notificationOf(parsed.value, context) }
    : malformed(parsed.issue);
}

function codeOf(status: number): ErrorCode {
  if (status === 401) return "UNAUTHENTICATED";
  if (status === 403) return "FORBIDDEN";
  if (status === 404) return "NOT_FOUND";
  if (status === 429) return "RATE_LIMITED";
  return status >= 500 ? "UNAVAILABLE" : "INVALID";
}
