import { createAction, type UnknownAction } from "@reduxjs/toolkit";
import { type Failure, failure } from "../../contract/errors.js";
import type { NotificationEvent } from "../../contract/notifications.js";
import { eventsReceived, userChanged } from "../lobbyActions.js";
import { reduceAll } from "./allNotificationsReducer.js";
import { notificationsApi } from "./notificationsApi.js";
import {
  clearHeld,
  closeDraft,
  type Draft,
  markHeld,
  openDraft,
  receive,
  receiveChange,
  setCount,
  trim,
} from "./notificationsDraft.js";
import { keyOfInput, takePage } from "./notificationsPage.js";
import {
  emptyNotifications,
  idleList,
  type NotificationChange,
  type NotificationListState,
  type NotificationsState,
} from "./notificationsState.js";

/** The user has read or cleared some: shown at once, before the server has heard of it. */
export const notificationChangeMade = createAction<NotificationChange>("lobby/notifications/changeMade");

/** What became of changes. `since`: the journal's count when they were sent. */
export const notificationChangesSettled = createAction<{
  readonly keys: readonly string[];
  readonly since: number;
  /** `null`: done. */
  readonly failure: Failure | null;
  readonly unreadCount: number | null;
}>("lobby/notifications/changesSettled");

/** Nobody looks any more: only the newest are kept. */
export const notificationsShrunk = createAction<{ readonly keep: number }>("lobby/notifications/shrunk");

/** Kept in memory beyond what was loaded by pages. */
export const keptNotifications = 100;

/**
 * The state of notifications after an action. Sources are merged so that neither their number nor their order matters: by id; where a push came without one by what
 * it says; read wins over unread; an event wins over a page that was asked for before it.
 */
export function notificationsReducer(
  state: NotificationsState = emptyNotifications,
  action: UnknownAction,
): NotificationsState {
  if (eventsReceived.match(action)) {
    const events = action.payload.events.filter(isOurs);
    if (events.length === 0) return state;
    return edit(state, (draft) => {
      for (const event of events) {
        reduceEvent(draft, event, action.payload.at);
        // Each is looked for among those that are held: of a flood no more may be held at any time.
        trimBeyond(draft);
      }
    });
  }
  if (userChanged.match(action)) return action.payload.keep ? state : emptyNotifications;
  if (notificationChangeMade.match(action))
    return { ...state, changes: [...state.changes, action.payload], failure: null };
  if (notificationChangesSettled.match(action)) return edit(state, (draft) => settle(draft, action.payload));
  if (notificationsShrunk.match(action)) {
    const { keep } = action.payload;
    return state.held.length <= keep ? state : edit(state, (draft) => trim(draft, keep));
  }
  return reducePages(state, action);
}

function edit(state: NotificationsState, work: (draft: Draft) => void): NotificationsState {
  const draft = openDraft(state);
  work(draft);
  return closeDraft(state, draft);
}

const ours: ReadonlySet<string> = /* @__PURE__ */ new Set<NotificationEvent["type"]>([
  "notificationReceived",
  "notificationChanged",
  "notificationsRead",
  "notificationsCleared",
]);

function isOurs(event: { readonly type: string }): event is NotificationEvent {
  return ours.has(event.type);
}

function reduceEvent(draft: Draft, event: NotificationEvent, at: number): void {
  draft.journal.count += 1;
  switch (event.type) {
    case "notificationReceived":
      receive(draft, event.notification, at);
      break;
    case "notificationChanged":
      receiveChange(draft, event.notification, at);
      break;
    case "notificationsRead":
      markHeld(draft, event.ids);
      if (event.ids === "all") {
        draft.journal.readAllAt = draft.journal.count;
        draft.next.changes = draft.next.changes.filter(({ kind }) => kind !== "readAll");
      }
      break;
    case "notificationsCleared":
      clearHeld(draft);
      return;
  }
  if (event.unreadCount === undefined) return;
  setCount(draft, event.unreadCount);
  draft.journal.toldAt = draft.journal.count;
}

/** With a quarter of slack, so that not every one that comes costs a cut. */
function trimBeyond(draft: Draft): void {
  const keep = Math.max(keptNotifications, draft.next.loaded);
  if (draft.held.length > keep * 1.25) trim(draft, keep);
}

function settle(
  draft: Draft,
  { keys, since, failure: why, unreadCount }: ReturnType<typeof notificationChangesSettled>["payload"],
): void {
  const settled = draft.next.changes.filter(({ key }) => keys.includes(key));
  draft.next.changes = draft.next.changes.filter(({ key }) => !keys.includes(key));
  if (why !== null) {
    draft.next.failure = why;
    return;
  }
  draft.journal.count += 1;
  for (const { kind, ids } of settled) {
    // An event that said so has come before, or comes yet: both are the same.
    if (kind === "clear") clearHeld(draft, ids);
    else markHeld(draft, ids);
  }
  // A count that was told since knows more than the answer.
  if (unreadCount !== null && draft.journal.toldAt <= since) setCount(draft, unreadCount);
}

const { notifications, allNotifications } = notificationsApi.endpoints;

function reducePages(state: NotificationsState, action: UnknownAction): NotificationsState {
  if (notifications.matchPending(action)) {
    const { originalArgs: input } = action.meta.arg;
    const journal = {
      ...state.journal,
      asked: { ...state.journal.asked, [action.meta.requestId]: state.journal.count },
    };
    return withList({ ...state, journal }, keyOfInput(input), (list) =>
      input.cursor !== null
        ? { ...list, more: "loading" }
        : list.status === "ready"
          ? list
          : { ...list, status: "loading", error: null },
    );
  }
  if (notifications.matchFulfilled(action)) {
    const { requestId, arg } = action.meta;
    const page = action.payload;
    return edit(state, (draft) => {
      takePage(
        draft,
        arg.originalArgs,
        page,
        draft.journal.asked[requestId] ?? draft.journal.count,
        action.meta.fulfilledTimeStamp,
      );
      forgetRequest(draft, requestId);
    });
  }
  if (notifications.matchRejected(action)) {
    const { requestId, arg, condition } = action.meta;
    if (condition) return state;
    const why = action.payload ?? failure("UNAVAILABLE");
    const forgotten = edit(state, (draft) => forgetRequest(draft, requestId));
    return withList(forgotten, keyOfInput(arg.originalArgs), (list) => {
      if (arg.originalArgs.cursor !== null) return { ...list, more: "error", error: why };
      return { ...list, status: list.status === "ready" ? "ready" : "error", error: why };
    });
  }
  const all = reduceAll(state.all, action, allNotifications);
  return all === state.all ? state : { ...state, all };
}

function forgetRequest(draft: Draft, requestId: string): void {
  const { [requestId]: _answered, ...asked } = draft.journal.asked;
  draft.journal.asked = asked;
  // Nothing that is under way can be overtaken any more.
  if (Object.keys(asked).length === 0) draft.journal.touched = {};
}

function withList(
  state: NotificationsState,
  key: string,
  change: (list: NotificationListState) => NotificationListState,
): NotificationsState {
  const before = state.lists[key] ?? idleList;
  const list = change(before);
  return list === before ? state : { ...state, lists: { ...state.lists, [key]: list } };
}
