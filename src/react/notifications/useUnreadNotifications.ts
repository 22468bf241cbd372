"use client";

import { selectUnreadNotifications } from "../../client/notifications/selectors.js";
import { useLobbySelector } from "../useLobbySelector.js";

/**
 * How many notifications are unread, as far as known: a bell's badge, a tab's title. Asks for nothing by itself: use it beside `useNotifications` or a `NotificationCenter`.
 *
 * @throws LobbyError `provider-missing`.
 */
export function useUnreadNotifications(): number {
  return useLobbySelector(selectUnreadNotifications);
}
