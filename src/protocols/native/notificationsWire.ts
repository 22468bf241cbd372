import { idSchema } from "../../contract/ids.js";
import { limits } from "../../contract/limits.js";
import { notificationSchema } from "../../contract/notifications.js";
import { array, either, integer, nullable, object, oneOf } from "../../contract/schema.js";
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
    notificationReceived: object({ notification: notificationSchema }),
    notificationChanged: object({ notification: notificationSchema }),
    /** To all tabs and devices of whoever has read them. */
    notificationsRead: object({ ids: either(array(idSchema, { max: limits.pageSize }), oneOf("all")) }),
    notificationsCleared: object({}),
  },
} as const satisfies DomainWire;
