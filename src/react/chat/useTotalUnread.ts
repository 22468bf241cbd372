"use client";

import { selectTotalUnread } from "../../client/chat/selectors.js";
import { useLobbySelector } from "../useLobbySelector.js";
import { useListFollowed } from "./useListFollowed.js";

/**
 * Unread messages over all conversations: the sum of what `useUnreadCount` says of each, so that a bell, the list and the tab's title can't differ. Loads the list if nothing
 * has yet. 0 when signed out.
 *
 * @throws LobbyError `provider-missing`.
 */
export function useTotalUnread(): number {
  useListFollowed(false);
  return useLobbySelector(selectTotalUnread);
}
