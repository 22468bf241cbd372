"use client";

import { useCallback, useEffect, useMemo, useState } from "react";
import {
  type NotificationsApi,
  type NotificationToSend,
  notificationsFeature,
} from "../../client/notifications/notificationsFeature.js";
import { filterKey, type NotificationFilter } from "../../client/notifications/notificationsState.js";
import {
  selectNotificationList,
  selectNotifications,
  selectNotificationsFailure,
  selectUnreadNotifications,
} from "../../client/notifications/selectors.js";
import type { Failure, Outcome } from "../../contract/errors.js";
import type { Notification } from "../../contract/notifications.js";
import { useFeature } from "../useFeature.js";
import { useLobby } from "../useLobby.js";
import { useLobbySelector } from "../useLobbySelector.js";

/** Options of {@link useNotifications}. */
export interface UseNotificationsOptions {
  /** Which ones, at first or, when it changes, from then on; all unless told otherwise. */
  readonly filter?: NotificationFilter | undefined;
  /** `false`: asks for nothing, and shows what is known. */
  readonly enabled?: boolean | undefined;
}

/** The user's notifications: data, status and stable functions. */
export interface UseNotificationsResult extends Pick<NotificationsApi, "markAllRead" | "clear" | "markRead"> {
  /** Newest first, those that fit the filter. The same array until one changes, and each the same object until it changes. */
  readonly notifications: readonly Notification[];
  /** Of all, whatever the filter; 0 before anything is known. */
  readonly unreadCount: number;
  /** Of the first page: `idle` not asked for, `loading`, `ready`, or `error` with nothing loaded. */
  readonly status: "idle" | "loading" | "ready" | "error";
  /** Why the last page could not be had, or the last change was taken back; `null` when all is well. */
  readonly error: Failure | null;
  readonly hasMore: boolean;
  /** Of the next older page. */
  readonly more: "idle" | "loading" | "error";
  readonly filter: NotificationFilter;
  /** Stable. */
  readonly setFilter: (filter: NotificationFilter) => void;
  /** Loads the next older page; resolves when it is there or has failed. Stable while the filter is the same. */
  readonly loadMore: () => Promise<void>;
  /** Asks for the first page again. Stable while the filter is the same. */
  readonly reload: () => Promise<void>;
  /** Sends one to a user or to all admins, if the server lets this user. Never rejects. Stable. */
  readonly send: (notification: NotificationToSend) => Promise<Outcome<{ readonly id: string | null }>>;
  /** Whether this server has notifications at all. */
  readonly supported: boolean;
  /** Whether it can forget them. */
  readonly clearable: boolean;
}

/**
 * The signed-in user's notifications, loaded when first used and kept fresh: by what the server pushes, by the first page after every reconnect, and once a minute
 * while the socket is down. `markRead(id | ids)`, `markAllRead()` and `clear()` show at once and are taken back (`error`) when the server refuses.
 *
 * @throws LobbyError `provider-missing`.
 *
 * @example
 * const { notifications, unreadCount, markRead } = useNotifications({ filter: "unread" });
 */
export function useNotifications(options: UseNotificationsOptions = {}): UseNotificationsResult {
  const enabled = options.enabled ?? true;
  const given = options.filter ?? "all";
  const givenKey = filterKey(given);
  const [chosen, setChosen] = useState<{ readonly over: string; readonly filter: NotificationFilter } | null>(null);
  const wanted = chosen !== null && chosen.over === givenKey ? chosen.filter : given;
  const key = filterKey(wanted);
  // A new object of the same kind is the same filter.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the filter
  const filter = useMemo(() => wanted, [key]);
  const setFilter = useCallback((next: NotificationFilter) => setChosen({ over: givenKey, filter: next }), [givenKey]);

  const { capabilities, user } = useLobby();
  const api = useFeature(notificationsFeature);
  const supported = capabilities.notifications !== false;
  const userId = user?.id ?? null;
  useEffect(
    () => (enabled && supported && userId !== null ? api.watch(filter) : undefined),
    [api, enabled, supported, userId, filter],
  );
  const notifications = useLobbySelector((state) => selectNotifications(state, filter));
  const list = useLobbySelector((state) => selectNotificationList(state, filter));
  const unreadCount = useLobbySelector(selectUnreadNotifications);
  const failure = useLobbySelector(selectNotificationsFailure);
  const loadMore = useCallback(() => api.loadMore(filter), [api, filter]);
  const reload = useCallback(() => api.reload(filter), [api, filter]);
  const { markRead, markAllRead, clear, send } = api;
  return {
    notifications,
    unreadCount,
    status: list.status,
    error: list.error ?? failure,
    hasMore: list.until !== null,
    more: list.more,
    filter,
    setFilter,
    loadMore,
    reload,
    markRead,
    markAllRead,
    clear,
    send,
    supported,
    clearable: capabilities.notifications === true,
  };
}
