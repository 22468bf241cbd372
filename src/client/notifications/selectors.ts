import { byNewest, type Notification } from "../../contract/notifications.js";
import type { LobbyRootState } from "../lobbyState.js";
import {
  type AllNotificationsState,
  emptyNotifications,
  filterKey,
  fitsFilter,
  idleList,
  type NotificationFilter,
  type NotificationListState,
  type NotificationsState,
} from "./notificationsState.js";

const stateOf = (state: LobbyRootState): NotificationsState => state.lobby.notifications ?? emptyNotifications;

/** How far a list is loaded. The same object until it changes. */
export function selectNotificationList(
  state: LobbyRootState,
  filter: NotificationFilter = "all",
): NotificationListState {
  return stateOf(state).lists[filterKey(filter)] ?? idleList;
}

interface View {
  readonly changes: NotificationsState["changes"];
  /** What is shown of `held` with the user's own changes over it. */
  readonly shown: readonly Notification[];
  readonly lists: Map<
    string,
    { readonly until: NotificationListState["until"]; readonly found: readonly Notification[] }
  >;
}

const views = new WeakMap<NotificationsState["held"], View>();
/** One that the user has read, before the server says so: the same object each time. */
const readCopies = new WeakMap<Notification, Notification>();

function viewOf({ held, changes }: NotificationsState): View {
  const before = views.get(held);
  if (before?.changes === changes) return before;
  const view = { changes, shown: changes.length === 0 ? held : overlaid(held, changes), lists: new Map() };
  views.set(held, view);
  return view;
}

function overlaid(held: NotificationsState["held"], changes: NotificationsState["changes"]): readonly Notification[] {
  const cleared = new Set(changes.flatMap(({ kind, ids }) => (kind === "clear" ? ids : [])));
  const read = new Set(changes.flatMap(({ kind, ids }) => (kind === "clear" ? [] : ids)));
  return held.flatMap((one) => (cleared.has(one.id) ? [] : !one.read && read.has(one.id) ? [readCopy(one)] : [one]));
}

function readCopy(one: Notification): Notification {
  const copy = readCopies.get(one) ?? { ...one, read: true };
  readCopies.set(one, copy);
  return copy;
}

/** What a list shows, newest first. The same array until one of its notifications changes, and each the same object until it changes itself. */
export function selectNotifications(
  state: LobbyRootState,
  filter: NotificationFilter = "all",
): readonly Notification[] {
  const notifications = stateOf(state);
  const view = viewOf(notifications);
  const key = filterKey(filter);
  const { until } = notifications.lists[key] ?? idleList;
  const before = view.lists.get(key);
  if (before !== undefined && before.until === until) return before.found;
  const found =
    key === "all" && until === null
      ? view.shown
      : view.shown.filter((one) => fitsFilter(key, one) && (until === null || byNewest(one, until) <= 0));
  view.lists.set(key, { until, found });
  return found;
}

/** One notification by its id; `undefined` when it is not (or no longer) held. */
export function selectNotification(state: LobbyRootState, id: string): Notification | undefined {
  return viewOf(stateOf(state)).shown.find((one) => one.id === id);
}

/** How many are unread: the server's count with the user's own changes over it. 0 before anything is known. */
export function selectUnreadNotifications(state: LobbyRootState): number {
  const { held, unreadCount, changes } = stateOf(state);
  let count = unreadCount ?? 0;
  if (count === 0 || changes.length === 0) return count;
  const last = changes.findLastIndex(({ kind }) => kind !== "read");
  const all = changes[last];
  // It counted what was unread then, so without what had been read before it.
  if (all !== undefined) count -= all.unreadCount;
  const covered = new Set(all?.ids);
  const read = new Set(
    changes.flatMap(({ kind, ids }, index) =>
      kind !== "read" ? [] : index < last ? ids : ids.filter((id) => !covered.has(id)),
    ),
  );
  for (const one of held) if (!one.read && read.has(one.id)) count -= 1;
  return Math.max(0, count);
}

/** Why the last thing that was asked could not be done, about a list or what the user did. */
export function selectNotificationsFailure(state: LobbyRootState): NotificationsState["failure"] {
  return stateOf(state).failure;
}

/** Everybody's notifications, for admins. */
export function selectAllNotifications(state: LobbyRootState): AllNotificationsState {
  return stateOf(state).all;
}
