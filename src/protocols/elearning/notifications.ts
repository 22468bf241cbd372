import { defined } from "../../contract/defined.js";
import { type Outcome, refused } from "../../contract/errors.js";
import { byNewest, type Notification, type NotificationsAnswer } from "../../contract/notifications.js";
import { parse } from "../../contract/schema.js";
import type { ProtocolContext } from "../protocol.js";
import { type ElearningNotification, notificationSchema, notificationsAnswerSchema, readEach } from "./wire.js";

/** What an app may tell a notification's kind by. */
export interface ElearningNotificationWords {
  readonly title: string;
  readonly message: string;
  /** The server's own words for its kind, where it has been taught one. */
  readonly kind?: string | undefined;
  readonly type?: string | undefined;
}

/** Which kind a notification is of. */
export type KindOf = (notification: ElearningNotificationWords) => string;

/** What titles say of their kind, in this order: a reply to a question is a reply. */
const titles = [
  ["reply", /\brepl(?:y|ies|ied)|\banswer|trả lời|phản hồi/i],
  ["purchase", /\border|\bpurchase|\bbought|\bpayment|\benrol|đơn hàng|mua|thanh toán/i],
  ["comment", /\bcomment|\bquestion|\breview|bình luận|câu hỏi|đánh giá/i],
] as const;

/** By the server's own word if it has one, else by the title: this server tells purchases, comments and replies apart by nothing else. */
export const kindOfTitle: KindOf = ({ kind, type, title }) =>
  kind ?? type ?? titles.find(([, words]) => words.test(title))?.[0] ?? "system";

/** The notification as the contract has it. One that was relayed bears no id, no state and no date: they are made up, the id so that it shows. */
export function notificationOf(raw: ElearningNotification, kindOf: KindOf, context: ProtocolContext): Notification {
  return defined({
    id: raw._id ?? `local-${context.newId()}`,
    kind: kindOf(raw).slice(0, 64) || "system",
    level: "info" as const,
    title: raw.title,
    message: raw.message,
    read: raw.status === "read",
    createdAt: raw.createdAt ?? context.now(),
  });
}

/** Whether it is for somebody else. */
export function isOthers({ userId }: ElearningNotification, { user }: ProtocolContext): boolean {
  return userId !== undefined && userId.id !== user.id;
}

/** Longest list taken; of a longer one the newest. */
const listLength = 10_000;

/** The whole list at once, for this server knows neither pages nor filters. One that can't be read, or has no id, does not take the others with it. */
export function readNotifications(
  raw: unknown,
  { kindOf, mineOnly }: { readonly kindOf: KindOf; readonly mineOnly: boolean },
  context: ProtocolContext,
): Outcome<NotificationsAnswer> {
  const parsed = parse(notificationsAnswerSchema, raw);
  if (!parsed.ok) return refused("UNAVAILABLE", `The answer can't be read: ${parsed.issue}`);
  const notifications = readEach(notificationSchema, parsed.value.notifications, context.drop)
    .filter((one) => one._id !== undefined && !(mineOnly && isOthers(one, context)))
    .map((one) => defined({ ...notificationOf(one, kindOf, context), userId: one.userId?.id }))
    .sort(byNewest)
    .slice(0, listLength);
  const unreadCount = notifications.filter(({ read }) => !read).length;
  return { ok: true, value: { notifications, unreadCount, nextCursor: null, whole: true } };
}
