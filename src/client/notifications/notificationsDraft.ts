import type { Notification } from "../../contract/notifications.js";
import { hasMadeUpId, insertNewest, isLikelySame, sameOr } from "./heldNotifications.js";
import type { NotificationJournal, NotificationListState, NotificationsState } from "./notificationsState.js";

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** The state while one action changes it: copies of what is written to, made when the first of it is. */
export interface Draft {
  readonly next: Writable<NotificationsState>;
  readonly journal: Writable<NotificationJournal>;
  held: readonly Notification[];
  /** Whether `held` is this draft's own. */
  own: boolean;
  /** Whether what is touched is. */
  ownTouched: boolean;
}

export function openDraft(state: NotificationsState): Draft {
  return { next: { ...state }, journal: { ...state.journal }, held: state.held, own: false, ownTouched: false };
}

export function closeDraft(state: NotificationsState, draft: Draft): NotificationsState {
  const same = draft.held.length === state.held.length && draft.held.every((one, index) => one === state.held[index]);
  return { ...draft.next, journal: draft.journal, held: same ? state.held : draft.held };
}

export function writeHeld(draft: Draft): Notification[] {
  if (!draft.own) draft.held = [...draft.held];
  draft.own = true;
  return draft.held as Notification[];
}

/** A push may come so long after the answer that had it already. */
const claimWindowMs = 30_000;
const mostReadAhead = 500;

/** A notification that was pushed. One that is held already is a repetition, and says nothing new. */
export function receive(draft: Draft, notification: Notification, at: number): void {
  const known = draft.held.findIndex(({ id }) => id === notification.id);
  const before = draft.held[known];
  if (before !== undefined) {
    touch(draft, notification.id);
    if (notification.read && !before.read) markHeld(draft, [notification.id]);
    return;
  }
  if (hasMadeUpId(notification) && claim(draft, notification, at)) return;
  const read = notification.read || draft.journal.readAhead.includes(notification.id);
  add(draft, notification.read === read ? notification : { ...notification, read });
}

/** A notification that is other than before. */
export function receiveChange(draft: Draft, notification: Notification, at: number): void {
  const known = draft.held.findIndex(({ id }) => id === notification.id);
  const before = draft.held[known];
  if (before === undefined) {
    receive(draft, notification, at);
    return;
  }
  touch(draft, notification.id);
  const read = notification.read || before.read;
  const after = sameOr(before, { ...notification, read });
  if (after === before) return;
  const held = writeHeld(draft);
  held.splice(known, 1);
  insertNewest(held, after);
  if (read && !before.read) addCount(draft, -1);
}

/** Marks those that are held; the others are remembered, for when they come. */
export function markHeld(draft: Draft, ids: readonly string[] | "all"): void {
  const wanted = ids === "all" ? null : new Set(ids);
  let count = 0;
  for (const [index, one] of draft.held.entries()) {
    if (wanted !== null && !wanted.delete(one.id)) continue;
    touch(draft, one.id);
    if (one.read) continue;
    writeHeld(draft)[index] = { ...one, read: true };
    count += 1;
  }
  if (wanted === null) draft.next.unreadCount = 0;
  else {
    addCount(draft, -count);
    const ahead = [...wanted].filter((id) => !draft.journal.readAhead.includes(id));
    if (ahead.length > 0) draft.journal.readAhead = [...draft.journal.readAhead, ...ahead].slice(-mostReadAhead);
  }
}

/** Forgets those ids, or all there are. */
export function clearHeld(draft: Draft, ids?: readonly string[]): void {
  const gone = ids === undefined ? null : new Set(ids);
  draft.held = gone === null ? [] : draft.held.filter(({ id }) => !gone.has(id));
  draft.own = true;
  draft.next.unreadCount = unreadOf(draft.held);
  draft.next.loaded = 0;
  const { journal } = draft;
  journal.clearedAt = journal.count;
  journal.toldAt = journal.count;
  journal.touched = {};
  journal.unclaimed = {};
  const empty = (list: NotificationListState): NotificationListState =>
    list.status === "ready" ? { ...list, until: null, anchor: null, more: "idle", error: null } : list;
  draft.next.lists = Object.fromEntries(Object.entries(draft.next.lists).map(([key, list]) => [key, empty(list)]));
}

export function setCount(draft: Draft, count: number): void {
  draft.next.unreadCount = count;
}

/** Keeps the newest. What is cut off can be loaded again. */
export function trim(draft: Draft, keep: number): void {
  const last = draft.held[keep - 1];
  if (last === undefined) return;
  draft.held = draft.held.slice(0, keep);
  draft.own = true;
  draft.next.loaded = Math.min(draft.next.loaded, keep);
  const place = { createdAt: last.createdAt, id: last.id };
  const reachesBeyond = ({ until }: NotificationListState) =>
    until === null || until.createdAt < place.createdAt || (until.createdAt === place.createdAt && until.id < place.id);
  draft.next.lists = Object.fromEntries(
    Object.entries(draft.next.lists).map(([key, list]) => [
      key,
      reachesBeyond(list) ? { ...list, until: place } : list,
    ]),
  );
}

export function unreadOf(list: readonly Notification[]): number {
  let count = 0;
  for (const { read } of list) if (!read) count += 1;
  return count;
}

export function touch(draft: Draft, id: string): void {
  // Only an answer under way could be overtaken.
  if (Object.keys(draft.journal.asked).length === 0) return;
  if (!draft.ownTouched) draft.journal.touched = { ...draft.journal.touched };
  draft.ownTouched = true;
  (draft.journal.touched as Record<string, number>)[id] = draft.journal.count;
}

function add(draft: Draft, notification: Notification): void {
  insertNewest(writeHeld(draft), notification);
  touch(draft, notification.id);
  addCount(draft, notification.read ? 0 : 1);
}

function addCount(draft: Draft, change: number): void {
  draft.next.unreadCount = Math.max(0, (draft.next.unreadCount ?? 0) + change);
}

/** A push without an id that repeats what an answer has just brought. Each may be repeated once: the same words again are another one. */
function claim(draft: Draft, notification: Notification, at: number): boolean {
  const { unclaimed } = draft.journal;
  const same = draft.held.find((one) => {
    const since = unclaimed[one.id];
    return since !== undefined && Math.abs(at - since) <= claimWindowMs && isLikelySame(one, notification);
  });
  if (same === undefined) return false;
  const { [same.id]: _claimed, ...rest } = unclaimed;
  draft.journal.unclaimed = rest;
  return true;
}
