import {
  byNewest,
  type Notification,
  type NotificationsAnswer,
  type NotificationsInput,
  readNotificationCursor,
} from "../../contract/notifications.js";
import { hasMadeUpId, insertNewest, isLikelySame, sameOr } from "./heldNotifications.js";
import { type Draft, setCount, unreadOf, writeHeld } from "./notificationsDraft.js";
import { fitsFilter, idleList, type NotificationListState, type NotificationPlace } from "./notificationsState.js";

/** The name of the list that a page is of. */
export function keyOfInput({ unreadOnly, kind }: NotificationsInput): string {
  if (kind !== undefined) return `kind:${kind}`;
  return unreadOnly === true ? "unread" : "all";
}

/** Of a list that comes all at once, the newest: whoever has more can't want them here. */
const mostOfWhole = 10_000;

/**
 * Takes a page into the state. The page says what was so when it was asked for (`asked`, the journal's count then): of what was told since, the telling stands.
 *
 * @param at local clock of the answer
 */
export function takePage(
  draft: Draft,
  input: NotificationsInput,
  page: NotificationsAnswer,
  asked: number,
  at: number,
): void {
  if (page.pushedOnly === true) {
    setCount(draft, unreadOf(draft.held));
    noteList(draft, keyOfInput(input), input, page, []);
    return;
  }
  const { journal } = draft;
  const key = page.whole === true ? "all" : keyOfInput(input);
  const cleared = journal.clearedAt > asked;
  const answered = cleared ? [] : [...page.notifications].sort(byNewest).slice(0, mostOfWhole);
  const toldSince = (id: string) => (journal.touched[id] ?? -1) > asked;

  const held = new Map(draft.held.map((one) => [one.id, one]));
  const brought = new Set<string>();
  let fresh = 0;
  /** Unread in the page, read as far as is known here. */
  let readSince = 0;
  for (const one of answered) {
    if (brought.has(one.id)) continue;
    brought.add(one.id);
    const known = held.get(one.id) ?? adopt(draft, held, one);
    const read = one.read || known?.read === true || journal.readAllAt > asked || journal.readAhead.includes(one.id);
    if (read && !one.read) readSince += 1;
    if (known === undefined) fresh += 1;
    if (known?.id !== one.id)
      journal.unclaimed = { ...recent(journal.unclaimed, at), ...(known === undefined ? { [one.id]: at } : {}) };
    const content = known !== undefined && known.id === one.id && toldSince(one.id) ? known : one;
    const merged = content.read === read ? content : { ...content, read };
    put(draft, held, known, known === undefined ? merged : sameOr(known, merged));
  }

  const { start, end } = rangeOf(input, page, answered);
  let pushedSince = 0;
  for (const one of cleared ? [] : [...draft.held]) {
    if (brought.has(one.id)) continue;
    if (toldSince(one.id)) {
      if (!one.read) pushedSince += 1;
      continue;
    }
    if (hasMadeUpId(one) || !fitsFilter(key, one) || !isWithin(one, start, end)) continue;
    // The server has it no more in this list: gone, or read.
    if (key === "unread") put(draft, held, one, { ...one, read: true });
    else writeHeld(draft).splice(draft.held.indexOf(one), 1);
  }

  if (page.whole === true) setCount(draft, unreadOf(draft.held));
  else if (journal.toldAt <= asked) setCount(draft, Math.max(0, page.unreadCount - readSince + pushedSince));
  const first = input.cursor === null && key === "all";
  const joined = joins(draft.next.lists[key], answered);
  if (!first) draft.next.loaded += fresh;
  else draft.next.loaded = Math.max(answered.length, joined ? draft.next.loaded : 0);
  noteList(draft, key, input, page, answered);
  if (page.whole === true && keyOfInput(input) !== key) noteList(draft, keyOfInput(input), input, page, answered);
}

/** The same that was pushed without an id: it takes that one's place. */
function adopt(draft: Draft, held: Map<string, Notification>, one: Notification): Notification | undefined {
  const local = draft.held.find((each) => hasMadeUpId(each) && held.has(each.id) && isLikelySame(each, one));
  if (local !== undefined) held.delete(local.id);
  return local;
}

function put(
  draft: Draft,
  held: Map<string, Notification>,
  before: Notification | undefined,
  after: Notification,
): void {
  if (before === after) return;
  const list = writeHeld(draft);
  if (before !== undefined) {
    const at = list.findIndex(({ id }) => id === before.id);
    if (byNewest(before, after) === 0) {
      list[at] = after;
      held.set(after.id, after);
      return;
    }
    if (at >= 0) list.splice(at, 1);
  }
  insertNewest(list, after);
  held.set(after.id, after);
}

interface Range {
  /** Where it begins, itself left out; `null`: at the newest. */
  readonly start: NotificationPlace | null;
  /** Its last; `null`: everything older is in it. */
  readonly end: NotificationPlace | null;
}

/** What a page speaks of: of what is in there and not in the page, the server knows nothing. */
function rangeOf(input: NotificationsInput, page: NotificationsAnswer, answered: readonly Notification[]): Range {
  const last = answered.at(-1);
  const whole = page.whole === true;
  return {
    start: whole ? null : readNotificationCursor(input.cursor),
    end: whole || page.nextCursor === null || last === undefined ? null : last,
  };
}

function isWithin(one: NotificationPlace, start: NotificationPlace | null, end: NotificationPlace | null): boolean {
  return (start === null || byNewest(start, one) < 0) && (end === null || byNewest(one, end) <= 0);
}

/** Whether a first page reaches back to what was held; if not, what is between is not known. */
function joins(before: NotificationListState | undefined, answered: readonly Notification[]): boolean {
  const oldest = answered.at(-1);
  if (before?.status !== "ready" || before.anchor === null || oldest === undefined) return false;
  return byNewest(before.anchor, oldest) <= 0;
}

function noteList(
  draft: Draft,
  key: string,
  input: NotificationsInput,
  page: NotificationsAnswer,
  answered: readonly Notification[],
): void {
  const before = draft.next.lists[key] ?? idleList;
  const [newest, oldest] = [answered[0], answered.at(-1)];
  const complete = page.whole === true || page.nextCursor === null || oldest === undefined;
  const until = complete ? null : placeOf(oldest);
  let list: NotificationListState;
  if (input.cursor === null || page.whole === true) {
    list = {
      status: "ready",
      error: null,
      more: before.more === "loading" ? "loading" : "idle",
      until: complete ? null : joins(before, answered) ? before.until : until,
      anchor: newest === undefined ? null : placeOf(newest),
    };
  } else {
    // The list may have been cut, cleared or loaded anew in the meantime: the page then continues something else.
    const follows =
      before.until !== null && byNewest(before.until, readNotificationCursor(input.cursor) ?? before.until) === 0;
    list = { ...before, more: "idle", error: null, until: follows ? until : before.until };
  }
  draft.next.lists = { ...draft.next.lists, [key]: list };
}

function placeOf({ createdAt, id }: NotificationPlace): NotificationPlace {
  return { createdAt, id };
}

function recent(unclaimed: Readonly<Record<string, number>>, at: number): Record<string, number> {
  return Object.fromEntries(Object.entries(unclaimed).filter(([, since]) => Math.abs(at - since) <= 30_000));
}
