import { clientIdSchema, hrefSchema, httpUrlSchema, idSchema } from "./ids.js";
import * as limits from "./limits.js";
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
  /** Whose it is, where it is not one's own: in the list of everybody's. */
  userId: optional(idSchema),
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

/** Where the page after a notification starts. */
export function notificationCursor({ createdAt, id }: Pick<Notification, "createdAt" | "id">): string {
  return `${createdAt}~${id}`;
}

/** Reads a cursor; `null` for anything that is none. */
export function readNotificationCursor(text: string | null): Pick<Notification, "createdAt" | "id"> | null {
  const parts = /^(\d{1,15})~([A-Za-z0-9_-]{1,64})$/.exec(text ?? "");
  return parts === null ? null : { createdAt: Number(parts[1]), id: parts[2] ?? "" };
}

/** Below zero when `a` is newer: the order of every list. Of two of the same moment the greater id is newer. */
export function byNewest(a: Pick<Notification, "createdAt" | "id">, b: Pick<Notification, "createdAt" | "id">): number {
  return b.createdAt - a.createdAt || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0);
}

/**
 * What happened to notifications. `unreadCount` is how many are unread after it, where the server tells; where not, it is derived.
 */
export type NotificationEvent =
  | { readonly type: "notificationReceived"; readonly notification: Notification; readonly unreadCount?: number }
  | { readonly type: "notificationChanged"; readonly notification: Notification; readonly unreadCount?: number }
  | { readonly type: "notificationsRead"; readonly ids: readonly string[] | "all"; readonly unreadCount?: number }
  | { readonly type: "notificationsCleared" };

/** What a notification says; who gets it is said apart. */
export const notificationDraftSchema = object({
  /** The same again is stored once. */
  clientId: optional(clientIdSchema),
  /** `system` unless told otherwise. */
  kind: optional(string({ min: 1, max: 64 })),
  /** `info` unless told otherwise. */
  level: optional(notificationLevelSchema),
  title: string({ min: 1, max: 200 }),
  message: optional(string({ max: 2_000 })),
  /** http(s), or a path of the app that begins with one slash. */
  href: optional(hrefSchema),
  imageUrl: optional(httpUrlSchema),
  /** For the app's own renderers. */
  data: optional(json()),
});
/** What a notification says; who gets it is said apart. */
export type NotificationDraft = Infer<typeof notificationDraftSchema>;

/** A notification to be sent: to a user, or to all admins. */
export const sendNotificationSchema = object({
  clientId: clientIdSchema,
  to: object({ userId: optional(idSchema), admins: optional(boolean) }),
  kind: optional(string({ min: 1, max: 64 })),
  level: optional(notificationLevelSchema),
  title: string({ min: 1, max: 200 }),
  message: string({ max: 2_000 }),
  href: optional(hrefSchema),
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
  /** `null` for the newest, else what {@link notificationCursor} writes of the last one held: a protocol turns it into what its server understands. */
  readonly cursor: string | null;
  readonly limit: number;
  /** Only these, where a server can tell them apart. */
  readonly unreadOnly?: boolean;
  readonly kind?: string;
}

/** A page of notifications, whatever the server. */
export interface NotificationsAnswer extends Omit<NotificationsPage, "notifications"> {
  readonly notifications: readonly Notification[];
  /** Everything there is, whatever was asked for: this server knows neither pages nor filters. */
  readonly whole?: true;
  /** This server keeps none: those that were pushed are all there is, and they stand. */
  readonly pushedOnly?: true;
}

/** Queries of notifications, with what each is answered. */
export interface NotificationQueries {
  notifications: { input: NotificationsInput; result: NotificationsAnswer };
  /** Everybody's, for admins. `unreadCount` counts nothing there. */
  allNotifications: { input: NotificationsInput; result: NotificationsAnswer };
}
