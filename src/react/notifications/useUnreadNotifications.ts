"use client";

import { notificationsFeature } from "../../client/notifications/notificationsFeature.js";
import { selectUnreadNotifications } from "../../client/notifications/selectors.js";
import { useFeature } from "../useFeature.js";
import { useLobbySelector } from "../useLobbySelector.js";

/**
 * How many notifications are unread, as far as known: a bell's badge, a tab's title. Asks for nothing by itself: use it beside `useNotifications` or a `NotificationCenter`.
 *
 * @throws LobbyError `provider-missing`.
 */
export function useUnreadNotifications(): number {
  // What is pushed is understood only with it.
  useFeature(notificationsFeature);
  return useLobbySelector(selectUnreadNotifications);
}
