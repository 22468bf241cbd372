import type { Notification, NotificationsPage } from "../../contract/notifications.js";

/** A notification to be stored. */
export interface AppendNotification {
  /** Its content with the id that it gets if it is new, and the server's clock. */
  readonly notification: Omit<Notification, "read" | "userId">;
  /** Who gets it. */
  readonly userId: string;
  /** Who sends it; empty for the server itself. */
  readonly senderId: string;
  /** The same of the same sender to the same user is stored once; `null`: always. */
  readonly clientId: string | null;
}

/** What storing came to. */
export interface AppendedNotification {
  readonly notification: Notification;
  /** It was there already: `notification` is that one, nothing was added. */
  readonly duplicate: boolean;
  /** Of its user, with it. */
  readonly unreadCount: number;
}

/** Which page. */
export interface NotificationQuery {
  /** Where it starts; the newest for `null` and for what is no cursor. */
  readonly cursor: string | null;
  readonly limit: number;
  readonly unreadOnly?: boolean;
  readonly kind?: string;
}

/** What reading came to. */
export interface ReadNotifications {
  /** Which were unread until now. */
  readonly ids: readonly string[];
  readonly unreadCount: number;
}

/**
 * Where notifications live, newest first: by time, and of the same moment by id. Every method may reject when the storage is unreachable. Whatever is done for a
 * user touches his own only.
 */
export interface NotificationStore {
  /** Stores in one transaction, in the given order, and keeps of each user concerned only the newest `keep`. */
  append(inputs: readonly AppendNotification[], keep: number): Promise<readonly AppendedNotification[]>;
  list(userId: string, query: NotificationQuery): Promise<NotificationsPage>;
  /** Everybody's, each with its `userId`; `unreadCount` is 0. */
  all(query: NotificationQuery): Promise<NotificationsPage>;
  unreadCount(userId: string): Promise<number>;
  /** Ids of others are left alone. */
  markRead(userId: string, ids: readonly string[] | "all"): Promise<ReadNotifications>;
  /** Forgets all of a user. Answers how many there were. */
  clear(userId: string): Promise<number>;
  /** Forgets everybody's from before that time. */
  prune(before: number): Promise<void>;
  /** Who is known to look after the others: gets what is sent to all admins. */
  admins(): Promise<readonly string[]>;
  setAdmin(userId: string, isAdmin: boolean): Promise<void>;
}
