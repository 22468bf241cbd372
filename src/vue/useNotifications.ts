import { type ComputedRef, computed, type MaybeRefOrGetter, type Ref, shallowRef, toValue, watch } from "vue";
import { type NotificationsApi, notificationsFeature } from "../client/notifications/notificationsFeature.js";
import {
  filterKey,
  type NotificationFilter,
  type NotificationListState,
} from "../client/notifications/notificationsState.js";
import {
  selectNotificationList,
  selectNotifications,
  selectNotificationsFailure,
  selectUnreadNotifications,
} from "../client/notifications/selectors.js";
import type { Failure } from "../contract/errors.js";
import type { Notification } from "../contract/notifications.js";
import { useLobby } from "./useLobby.js";
import { useLobbySelector } from "./useLobbySelector.js";
import { useSource } from "./useSource.js";

/** Options of {@link useNotifications}. */
export interface UseNotificationsOptions {
  /** Which ones, at first and whenever it changes; all unless told otherwise. */
  readonly filter?: MaybeRefOrGetter<NotificationFilter>;
  /** `false`: asks for nothing, and shows what is known. */
  readonly enabled?: MaybeRefOrGetter<boolean>;
}

/** The user's notifications: data and status as refs, and stable functions. */
export interface UseNotificationsResult extends Pick<NotificationsApi, "markAllRead" | "clear" | "markRead" | "send"> {
  /** Newest first, those that fit the filter. */
  readonly notifications: ComputedRef<readonly Notification[]>;
  /** Of all, whatever the filter. */
  readonly unreadCount: ComputedRef<number>;
  /** Of the first page. */
  readonly status: ComputedRef<NotificationListState["status"]>;
  /** Why the last page could not be had, or the last change was taken back. */
  readonly error: ComputedRef<Failure | null>;
  readonly hasMore: ComputedRef<boolean>;
  /** Of the next older page. */
  readonly more: ComputedRef<NotificationListState["more"]>;
  /** May be set, for tabs. */
  readonly filter: Ref<NotificationFilter>;
  readonly loadMore: () => Promise<void>;
  readonly reload: () => Promise<void>;
  /** Whether this server has notifications at all, and whether it can forget them. */
  readonly supported: boolean;
  readonly clearable: boolean;
}

/**
 * The signed-in user's notifications, loaded when first used and kept fresh while the component is mounted.
 *
 * @throws LobbyError `outside-setup`, `plugin-missing`
 */
export function useNotifications(options: UseNotificationsOptions = {}): UseNotificationsResult {
  const lobby = useLobby();
  const { capabilities, store } = lobby;
  const api = lobby.use(notificationsFeature);
  const supported = capabilities.notifications !== false;
  const given = () => toValue(options.filter) ?? "all";
  const filter = shallowRef<NotificationFilter>(given());
  // A new object of the same kind is the same filter.
  watch(
    () => filterKey(given()),
    () => {
      filter.value = given();
    },
    { flush: "sync" },
  );
  const userId = useLobbySelector((state) => state.lobby.connection.userId);
  const notifications = useSource(() => {
    const shown = filter.value;
    const wanted = (toValue(options.enabled) ?? true) && supported && userId.value !== null;
    return {
      get: () => selectNotifications(store.getState(), shown),
      subscribe: (listener) => {
        const stops = [store.subscribe(listener), ...(wanted ? [api.watch(shown)] : [])];
        return () => {
          for (const stop of stops) stop();
        };
      },
    };
  });
  const list = useLobbySelector((state) => selectNotificationList(state, filter.value));
  const unread = useLobbySelector(selectUnreadNotifications);
  const failure = useLobbySelector(selectNotificationsFailure);
  const { markRead, markAllRead, clear, send } = api;
  return {
    notifications: computed(() => notifications.value),
    unreadCount: computed(() => unread.value),
    status: computed(() => list.value.status),
    error: computed(() => list.value.error ?? failure.value),
    hasMore: computed(() => list.value.until !== null),
    more: computed(() => list.value.more),
    filter,
    loadMore: () => api.loadMore(filter.value),
    reload: () => api.reload(filter.value),
    markRead,
    markAllRead,
    clear,
    send,
    supported,
    clearable: capabilities.notifications === true,
  };
}
