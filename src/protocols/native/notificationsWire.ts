import { refused } from "../../contract/errors.js";
import { idSchema } from "../../contract/ids.js";
import * as limits from "../../contract/limits.js";
import { type NotificationsInput, notificationSchema, notificationsPageSchema } from "../../contract/notifications.js";
import { array, either, integer, nullable, object, oneOf, optional, parse } from "../../contract/schema.js";
import type { HttpQueries, HttpQuery } from "../protocol.js";
import type { DomainWire } from "./envelope.js";

/** The words of notifications on the native wire. */
export const notificationsWire = {
  commands: {
    sendNotification: "lobby:notify",
    markNotificationsRead: "lobby:notifications-read",
    clearNotifications: "lobby:notifications-clear",
  },
  results: {
    sendNotification: object({ id: nullable(idSchema) }),
    markNotificationsRead: object({ unreadCount: nullable(integer()) }),
    clearNotifications: object({}),
  },
  events: {
    /** To the receiver, wherever he is. */
    notificationReceived: object({ notification: notificationSchema, unreadCount: optional(integer()) }),
    notificationChanged: object({ notification: notificationSchema, unreadCount: optional(integer()) }),
    /** To all tabs and devices of whoever has read them. */
    notificationsRead: object({
      ids: either(array(idSchema, { max: limits.pageSize }), oneOf("all")),
      unreadCount: optional(integer()),
    }),
    notificationsCleared: object({}),
  },
} as const satisfies DomainWire;

function listAt(path: string) {
  return {
    request: ({ cursor, limit, unreadOnly, kind }: NotificationsInput) => {
      const query = new URLSearchParams({ limit: String(limit) });
      if (cursor !== null) query.set("cursor", cursor);
      if (unreadOnly) query.set("unread", "true");
      if (kind !== undefined) query.set("kind", kind);
      return { method: "GET" as const, path: `${path}?${query}` };
    },
    read: (raw: unknown) => {
      const parsed = parse(notificationsPageSchema, raw);
      return parsed.ok ? { ok: true as const, value: parsed.value } : refused("UNAVAILABLE", parsed.issue);
    },
  } satisfies HttpQuery<NotificationsInput, unknown>;
}

/** Where a native server's notifications are listed. */
export const notificationsHttp: HttpQueries = {
  notifications: /* @__PURE__ */ listAt("notifications"),
  allNotifications: /* @__PURE__ */ listAt("notifications/all"),
};
