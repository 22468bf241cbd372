import {
  byNewest,
  type Notification,
  notificationCursor,
  readNotificationCursor,
} from "../../contract/notifications.js";
import type { AppendNotification, NotificationQuery, NotificationStore } from "./notificationStore.js";

/** One user's, newest first. */
interface Inbox {
  items: Notification[];
  /** `sender client-id` → the id it was stored under. */
  readonly known: Map<string, string>;
}

/** Notifications in this process's memory. */
export function memoryNotifications(answer: <T>(work: () => T) => Promise<T>): NotificationStore {
  const inboxes = new Map<string, Inbox>();
  const admins = new Set<string>();

  const inboxOf = (userId: string): Inbox => {
    const inbox = inboxes.get(userId) ?? { items: [], known: new Map() };
    inboxes.set(userId, inbox);
    return inbox;
  };
  const unreadOf = (userId: string) => (inboxes.get(userId)?.items ?? []).filter(({ read }) => !read).length;

  const append = ({ notification, userId, senderId, clientId }: AppendNotification, keep: number) => {
    const inbox = inboxOf(userId);
    const key = `${senderId} ${clientId}`;
    const known = clientId === null ? undefined : inbox.known.get(key);
    const held = known === undefined ? undefined : inbox.items.find(({ id }) => id === known);
    if (held !== undefined) return { notification: held, duplicate: true, unreadCount: unreadOf(userId) };
    const stored: Notification = { ...notification, read: false };
    // Nearly always the first: looking from the front costs one comparison.
    const at = inbox.items.findIndex((one) => byNewest(stored, one) < 0);
    inbox.items.splice(at < 0 ? inbox.items.length : at, 0, stored);
    if (clientId !== null) inbox.known.set(key, stored.id);
    if (inbox.items.length > keep) forget(inbox, inbox.items.slice(0, keep));
    return { notification: stored, duplicate: false, unreadCount: unreadOf(userId) };
  };

  return {
    append: (inputs, keep) => answer(() => inputs.map((input) => append(input, keep))),
    list: (userId, query) =>
      answer(() => ({ ...pageOf(inboxes.get(userId)?.items ?? [], query), unreadCount: unreadOf(userId) })),
    all: (query) =>
      answer(() => {
        const everybody = [...inboxes].flatMap(([userId, { items }]) => items.map((one) => ({ ...one, userId })));
        return { ...pageOf(everybody.sort(byNewest), query), unreadCount: 0 };
      }),
    unreadCount: (userId) => answer(() => unreadOf(userId)),
    markRead: (userId, ids) =>
      answer(() => {
        const inbox = inboxes.get(userId);
        const wanted = ids === "all" ? null : new Set(ids);
        const read = (inbox?.items ?? []).filter((one) => !one.read && (wanted === null || wanted.has(one.id)));
        if (inbox !== undefined && read.length > 0) {
          const now = new Set(read);
          inbox.items = inbox.items.map((one) => (now.has(one) ? { ...one, read: true } : one));
        }
        return { ids: read.map(({ id }) => id), unreadCount: unreadOf(userId) };
      }),
    clear: (userId) =>
      answer(() => {
        const count = inboxes.get(userId)?.items.length ?? 0;
        inboxes.delete(userId);
        return count;
      }),
    prune: (before) =>
      answer(() => {
        for (const inbox of inboxes.values()) {
          const kept = inbox.items.filter(({ createdAt }) => createdAt >= before);
          if (kept.length < inbox.items.length) forget(inbox, kept);
        }
      }),
    admins: () => answer(() => [...admins].sort()),
    setAdmin: (userId, isAdmin) => answer(() => void (isAdmin ? admins.add(userId) : admins.delete(userId))),
  };
}

function forget(inbox: Inbox, kept: Notification[]): void {
  inbox.items = kept;
  const ids = new Set(kept.map(({ id }) => id));
  for (const [key, id] of inbox.known) if (!ids.has(id)) inbox.known.delete(key);
}

function pageOf(items: readonly Notification[], { cursor, limit, unreadOnly, kind }: NotificationQuery) {
  const after = readNotificationCursor(cursor);
  const found = items.filter(
    (one) =>
      (after === null || byNewest(after, one) < 0) &&
      !(unreadOnly && one.read) &&
      (kind === undefined || one.kind === kind),
  );
  const notifications = found.slice(0, limit);
  const last = notifications.at(-1);
  return { notifications, nextCursor: last !== undefined && found.length > limit ? notificationCursor(last) : null };
}
