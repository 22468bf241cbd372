import { defined } from "../../contract/defined.js";
import { type Outcome, refused } from "../../contract/errors.js";
import { byNewest, type Notification, type NotificationsAnswer } from "../../contract/notifications.js";
import { parse } from "../../contract/schema.js";
import type { ProtocolContext } from "../protocol.js";
import { type ElearningNotification, notificationSchema, notificationsAnswerSchema, readEach } from "./wire.js";

/** The notification as the contract has it. One that was relayed bears no id, no state and no date: they are made up, the id so that it shows. */
export function notificationOf(raw: ElearningNotification, context: ProtocolContext): Notification {
  return defined({
    id: raw._id ?? `local-${context.newId()}`,
    kind: "system",
    level: "info" as const,
    title: raw.title,
    message: raw.message,
    read: raw.status === "read",
    createdAt: raw.createdAt ?? context.now(),
  });
}

/** Longest list taken; of a longer one the newest. */
const listLength = 10_000;

/** The whole list at once, for this server knows neither pages nor filters. One that can't be read, or has no id, does not take the others with it. */
export function readNotifications(raw: unknown, context: ProtocolContext): Outcome<NotificationsAnswer> {
  const parsed = parse(notificationsAnswerSchema, raw);
  if (!parsed.ok) return refused("UNAVAILABLE", `The answer can't be read: ${parsed.issue}`);
  const notifications = readEach(notificationSchema, parsed.value.notifications)
    .filter(({ _id }) => _id !== undefined)
    .map((one) => defined({ ...notificationOf(one, context), userId: one.userId?.id }))
    .sort(byNewest)
    .slice(0, listLength);
  const unreadCount = notifications.filter(({ read }) => !read).length;
  return { ok: true, value: { notifications, unreadCount, nextCursor: null, whole: true } };
}
