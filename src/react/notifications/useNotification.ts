"use client";

import { selectNotification } from "../../client/notifications/selectors.js";
import type { Notification } from "../../contract/notifications.js";
import { useLobbySelector } from "../useLobbySelector.js";

/** One notification as it is now, by its id; `undefined` when it is not (or no longer) held. The same object until it changes. */
export function useNotification(id: string): Notification | undefined {
  return useLobbySelector((state) => selectNotification(state, id));
}
