import { clientIdSchema, idSchema } from "./ids.js";
import { limits } from "./limits.js";
import {
  array,
  boolean,
  type Infer,
  integer,
  json,
  nullable,
  number,
  object,
  oneOf,
  optional,
  string,
} from "./schema.js";

/** How loud a notification is. */
export const notificationLevelSchema = oneOf("info", "success", "warning", "error");

/** A notification as the server keeps it. */
export const notificationSchema = object({
  id: idSchema,
  /** What it is about: `purchase`, `comment`, `reply`, `system` or the app's own word. */
  kind: string({ min: 1, max: 64 }),
  level: notificationLevelSchema,
  title: string({ max: 200 }),
  message: string({ max: 2_000 }),
  /** Where a click leads: a path of the app or an http(s) URL. */
  href: optional(string({ max: limits.urlLength })),
  imageUrl: optional(string({ max: limits.urlLength })),
  data: optional(json()),
  read: boolean,
  createdAt: number({ min: 0 }),
});
/** A notification as the server keeps it. */
export type Notification = Infer<typeof notificationSchema>;

/** A page of notifications, newest first. */
export const notificationsPageSchema = object({
  notifications: array(notificationSchema, { max: limits.pageSize }),
  unreadCount: integer(),
  nextCursor: nullable(string({ max: 200 })),
});
/** A page of notifications, newest first. */
export type NotificationsPage = Infer<typeof notificationsPageSchema>;

/** What happened to notifications. */
export type NotificationEvent =
  | { readonly type: "notificationReceived"; readonly notification: Notification }
  | { readonly type: "notificationChanged"; readonly notification: Notification }
  | { readonly type: "notificationsRead"; readonly ids: readonly string[] | "all" }
  | { readonly type: "notificationsCleared" };

/** A notification to be sent: to a user, or to all admins. */
export const sendNotificationSchema = object({
  clientId: clientIdSchema,
  to: object({ userId: optional(idSchema), admins: optional(boolean) }),
  kind: optional(string({ min: 1, max: 64 })),
  level: optional(notificationLevelSchema),
  title: string({ min: 1, max: 200 }),
  message: string({ max: 2_000 }),
  href: optional(string({ max: limits.urlLength })),
});
/** A notification to be sent: to a user, or to all admins. */
export type SendNotification = Infer<typeof sendNotificationSchema>;

/** Commands of notifications, with what each is answered. */
export interface NotificationCommands {
  sendNotification: { input: SendNotification; result: { readonly id: string | null } };
  markNotificationsRead: {
    input: { readonly ids: readonly string[] | "all" };
    result: { readonly unreadCount: number | null };
  };
  clearNotifications: { input: object; result: object };
}

/** Which page of one's own notifications. */
export interface NotificationsInput {
  readonly cursor: string | null;
  readonly limit: number;
  /** Only these, where a server can tell them apart. */
  readonly unreadOnly?: boolean;
  readonly kind?: string;
}

/** Queries of notifications, with what each is answered. */
export interface NotificationQueries {
  notifications: { input: NotificationsInput; result: NotificationsPage };
  /** Everybody's, for admins. */
  allNotifications: { input: NotificationsInput; result: NotificationsPage };
}
