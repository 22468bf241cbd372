import type { Failure } from "../../contract/errors.js";
import type { Notification } from "../../contract/notifications.js";

/** Which notifications a list shows. */
export type NotificationFilter = "all" | "unread" | { readonly kind: string };

/** When a notification was made, and which of that moment it is: its place in every list. */
export type NotificationPlace = Pick<Notification, "createdAt" | "id">;

/** How far one list is loaded. */
export interface NotificationListState {
  /** Of its first page: `idle` never asked for, `loading`, `ready`, or `error` with nothing loaded. */
  readonly status: "idle" | "loading" | "ready" | "error";
  /** Why the last page could not be had. */
  readonly error: Failure | null;
  /** Of the next older page. */
  readonly more: "idle" | "loading" | "error";
  /** The oldest that is loaded without a hole; what is held beyond it is not shown. `null`: there is nothing older. */
  readonly until: NotificationPlace | null;
  /** The newest when the first page was last loaded: a later first page that does not reach back to it leaves a hole. */
  readonly anchor: NotificationPlace | null;
}

/** Something the user did that the server has not confirmed yet: an overlay over what the server said, taken off when it has, or when it refused. */
export interface NotificationChange {
  readonly key: string;
  readonly kind: "read" | "readAll" | "clear";
  /** Which ones; of `readAll` and `clear` all that were held then. */
  readonly ids: readonly string[];
  /** How many were unread then. */
  readonly unreadCount: number;
}

/** The admins' list of everybody's notifications. */
export interface AllNotificationsState {
  readonly status: "idle" | "loading" | "ready" | "error";
  readonly error: Failure | null;
  readonly more: "idle" | "loading" | "error";
  readonly hasMore: boolean;
  readonly notifications: readonly Notification[];
}

/** In which order things were said, to tell what an answer that was under way can know. Counted in events, never by a clock. */
export interface NotificationJournal {
  readonly count: number;
  /** When each notification was last told of, while answers are under way. */
  readonly touched: Readonly<Record<string, number>>;
  /** When the server last told how many are unread. */
  readonly toldAt: number;
  readonly readAllAt: number;
  readonly clearedAt: number;
  /** Requests for pages under way, and when each was asked. */
  readonly asked: Readonly<Record<string, number>>;
  /** Told to be read before they were told of. The newest 500. */
  readonly readAhead: readonly string[];
  /** Local clock of the arrival by HTTP of those that a push without an id may still be about to repeat. */
  readonly unclaimed: Readonly<Record<string, number>>;
}

/** State of notifications, in the store at `lobby.notifications`. */
export interface NotificationsState {
  /** All that are held, newest first, as the server has them. The same array, and each the same object, until it changes. */
  readonly held: readonly Notification[];
  /** As the server tells it, or derived where it does not; `null` before anything is known. */
  readonly unreadCount: number | null;
  /** By filter: `all`, `unread`, `kind:…`. */
  readonly lists: Readonly<Record<string, NotificationListState>>;
  readonly changes: readonly NotificationChange[];
  /** Why the last change was taken back. */
  readonly failure: Failure | null;
  /** How many were loaded by pages: so many are kept, and 100 at least. */
  readonly loaded: number;
  readonly journal: NotificationJournal;
  readonly all: AllNotificationsState;
}

export const emptyNotifications: NotificationsState = {
  held: [],
  unreadCount: null,
  lists: {},
  changes: [],
  failure: null,
  loaded: 0,
  journal: {
    count: 0,
    touched: {},
    toldAt: 0,
    readAllAt: 0,
    clearedAt: 0,
    asked: {},
    readAhead: [],
    unclaimed: {},
  },
  all: { status: "idle", error: null, more: "idle", hasMore: false, notifications: [] },
};

export const idleList: NotificationListState = { status: "idle", error: null, more: "idle", until: null, anchor: null };

/** The name of a filter's list. */
export function filterKey(filter: NotificationFilter): string {
  return typeof filter === "string" ? filter : `kind:${filter.kind}`;
}

/** Whether a list of that name shows a notification. */
export function fitsFilter(key: string, { read, kind }: Pick<Notification, "read" | "kind">): boolean {
  if (key === "all") return true;
  return key === "unread" ? !read : key === `kind:${kind}`;
}
