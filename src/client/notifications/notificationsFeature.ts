import { type Failure, isRetryable, type Outcome, refused } from "../../contract/errors.js";
import type { DomainEvent } from "../../contract/events.js";
import * as limits from "../../contract/limits.js";
import { type Notification, notificationCursor, type SendNotification } from "../../contract/notifications.js";
import { notificationsHttp, notificationsWire } from "../../protocols/native/notificationsWire.js";
import { nativePart } from "../../protocols/native/part.js";
import type { Timer } from "../environment.js";
import type { Feature, FeatureHost, FeatureParts } from "../feature.js";
import { runQuery } from "../runQuery.js";
import { createNotificationChanges } from "./notificationChanges.js";
import { notificationsApi } from "./notificationsApi.js";
import { keptNotifications, notificationsReducer, notificationsShrunk } from "./notificationsReducer.js";
import { filterKey, type NotificationFilter } from "./notificationsState.js";
import { selectAllNotifications, selectNotification, selectNotificationList } from "./selectors.js";

/** A notification to be sent by the user. */
export type NotificationToSend = Omit<SendNotification, "clientId" | "to"> & {
  readonly to: { readonly userId: string } | "admins";
};

/** Notifications of a lobby: `lobby.use(notificationsFeature)`. Stable functions, none of which rejects. */
export interface NotificationsApi {
  /**
   * Keeps a list loaded and fresh until every caller has stopped: its first page now and after every reconnect, and once a minute while the socket is down. What is
   * pushed comes in without it.
   */
  readonly watch: (filter?: NotificationFilter) => () => void;
  /** Loads the next older page; resolves when it is there or has failed. Joins a load under way. */
  readonly loadMore: (filter?: NotificationFilter) => Promise<void>;
  /** Asks for the first page again. */
  readonly reload: (filter?: NotificationFilter) => Promise<void>;
  /** Marks as read: shown at once, sent as soon as possible, and taken back when the server refuses. */
  readonly markRead: (ids: string | readonly string[]) => void;
  readonly markAllRead: () => void;
  /** Forgets all of the user's, on the server too. */
  readonly clear: () => void;
  /** Sends to a user or to all admins, if the server lets this user. `id` is `null` where the server does not tell it. */
  readonly send: (notification: NotificationToSend) => Promise<Outcome<{ readonly id: string | null }>>;
  /** Told once of each that arrives live and is unread; never of what was loaded. Returns a stop function. */
  readonly onArrival: (listener: (notification: Notification) => void) => () => void;
  /** Loads the first page of everybody's, or the next one: for admins. */
  readonly loadAll: (page?: "first" | "next") => Promise<void>;
}

const pageSize = 30;
/** A connection that is about to open brings fresher pages than one asked for before. */
const waitForLineMs = 1_500;
const pollMs = 60_000;
const mostTold = 500;
const sendTries = 3;

/** The user's notifications. */
export const notificationsFeature: Feature<NotificationsApi, "notifications"> = {
  name: "notifications",
  reducer: notificationsReducer,
  native: () => nativePart(notificationsWire, notificationsHttp),
  create: createNotifications,
};

function createNotifications(host: FeatureHost): FeatureParts<NotificationsApi> {
  const { environment, capabilities, timings } = host;
  const supported = capabilities.notifications !== false;
  /** How many watch each list. */
  const watched = new Map<string, { readonly filter: NotificationFilter; count: number }>();
  const loads = new Map<string, Promise<void>>();
  const listeners = new Set<(notification: Notification) => void>();
  /** Ids that listeners were told of, oldest first. */
  const told = new Set<string>();
  let timer: Timer | null = null;
  /** Whether what happens is pushed. */
  let live = false;
  /** Counts up with every user: what was asked for the one before is nobody's. */
  let term = 0;

  const state = () => host.store().getState();
  const changes = createNotificationChanges(host);

  const once = (key: string, load: () => Promise<void>): Promise<void> => {
    const running = loads.get(key);
    if (running !== undefined) return running;
    const promise = load().finally(() => {
      if (loads.get(key) === promise) loads.delete(key);
    });
    loads.set(key, promise);
    return promise;
  };
  const load = (filter: NotificationFilter, cursor: string | null) =>
    once(`${filterKey(filter)} ${cursor}`, async () => {
      if (!supported || host.user() === null) return;
      const which = typeof filter === "object" ? filter : filter === "unread" ? { unreadOnly: true } : {};
      const input = { cursor, limit: pageSize, ...which };
      await runQuery(host.store(), notificationsApi.endpoints.notifications.initiate(input, { forceRefetch: true }));
      changes.named();
    });
  const first = (filter: NotificationFilter) => load(filter, null);
  const refresh = () => {
    for (const { filter } of watched.values()) void first(filter);
  };

  const stopTimer = () => {
    if (timer !== null) environment.clearTimeout(timer);
    timer = null;
  };
  /** While the socket is down, what it would push has to be asked for. Jittered, so that a thousand pages don't ask in the same moment. */
  const poll = () => {
    if (timer !== null || watched.size === 0 || live || host.user() === null) return;
    timer = environment.setTimeout(
      () => {
        timer = null;
        if (!environment.isHidden()) refresh();
        poll();
      },
      pollMs * (0.8 + 0.4 * environment.random()),
    );
  };
  /** First pages, by a session that is about to open, or without it. */
  const begin = () => {
    stopTimer();
    if (!supported || host.user() === null || watched.size === 0) return;
    if (live) {
      for (const { filter } of watched.values())
        if (selectNotificationList(state(), filter).status !== "ready") void first(filter);
      return;
    }
    timer = environment.setTimeout(() => {
      timer = null;
      refresh();
      poll();
    }, waitForLineMs);
  };

  /** Where nothing was pushed for a while, an old list may have holes. */
  const stale = new Set<string>();

  const arrived = (events: readonly DomainEvent[]) => {
    for (const event of events) {
      if (event.type !== "notificationReceived" || told.has(event.notification.id)) continue;
      const held = selectNotification(state(), event.notification.id);
      told.add(event.notification.id);
      for (const id of told) {
        if (told.size <= mostTold) break;
        told.delete(id);
      }
      if (held === undefined || held.read) continue;
      for (const listener of [...listeners]) listener(held);
    }
  };

  const pause = (ms: number) => new Promise<void>((resolve) => void environment.setTimeout(resolve, ms));
  const send = async ({ to, ...rest }: NotificationToSend): Promise<Outcome<{ readonly id: string | null }>> => {
    const mine = term;
    const clientId = environment.newId();
    const input = { clientId, to: to === "admins" ? { admins: true } : to, ...rest };
    let why: Failure = { code: "UNAUTHENTICATED" };
    for (let tried = 0; tried < sendTries; tried += 1) {
      if (tried > 0) await pause(Math.max(why.retryAfterMs ?? 0, 1_000 * 2 ** (tried - 1)));
      const line = host.line();
      if (line === null || mine !== term) return refused("UNAUTHENTICATED");
      const outcome = await line.execute("sendNotification", input, { timeoutMs: timings.ackTimeoutMs });
      if (outcome.ok) return { ok: true, value: { id: outcome.value?.id ?? null } };
      why = outcome.failure;
      // Without an id that the server remembers, a repetition could be a second one.
      if (!isRetryable(why.code) || (why.code === "TIMEOUT" && !capabilities.dedupe)) break;
    }
    return { ok: false, failure: why };
  };

  return {
    api: {
      watch(filter = "all") {
        const key = filterKey(filter);
        const held = watched.get(key) ?? { filter, count: 0 };
        held.count += 1;
        watched.set(key, held);
        if (held.count === 1) {
          if (stale.delete(key) && live) void first(filter);
          else begin();
        }
        let stopped = false;
        return () => {
          if (stopped) return;
          stopped = true;
          held.count -= 1;
          if (held.count > 0) return;
          watched.delete(key);
          if (!live) stale.add(key);
          if (watched.size > 0) return;
          stopTimer();
          host.store().dispatch(notificationsShrunk({ keep: keptNotifications }));
        };
      },
      async loadMore(filter = "all") {
        const { status, until } = selectNotificationList(state(), filter);
        if (status === "ready" && until !== null) await load(filter, notificationCursor(until));
      },
      reload: (filter = "all") => first(filter),
      markRead: (ids) => changes.markRead(typeof ids === "string" ? [ids] : ids),
      markAllRead: changes.markAllRead,
      clear: changes.clear,
      send,
      onArrival(listener) {
        const own = (notification: Notification) => listener(notification);
        listeners.add(own);
        return () => void listeners.delete(own);
      },
      loadAll: (page = "first") =>
        once("everybody's", async () => {
          if (!supported || host.user() === null) return;
          const { hasMore, notifications } = selectAllNotifications(state());
          const last = notifications.at(-1);
          if (page === "next" && (!hasMore || last === undefined)) return;
          const input = {
            cursor: page === "next" && last !== undefined ? notificationCursor(last) : null,
            limit: limits.historyPageSize,
          };
          await runQuery(
            host.store(),
            notificationsApi.endpoints.allNotifications.initiate(input, { forceRefetch: true }),
          );
        }),
    },
    ready: () => {
      live = true;
      stopTimer();
      // One page closes the gap, or shows that there is one.
      refresh();
      changes.resume();
    },
    down: () => {
      live = false;
      for (const [key, { status }] of Object.entries(state().lobby.notifications?.lists ?? {}))
        if (status === "ready" && !watched.has(key)) stale.add(key);
      poll();
    },
    received: (events) => {
      if (listeners.size > 0) arrived(events);
    },
    reset: () => {
      term += 1;
      live = false;
      loads.clear();
      told.clear();
      stale.clear();
      changes.reset();
      stopTimer();
      // Those who watch go on watching, as the next user.
      void Promise.resolve().then(begin);
    },
  };
}
