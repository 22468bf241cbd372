"use client";

import { useEffect, useRef } from "react";
import { notificationsFeature } from "../../client/notifications/notificationsFeature.js";
import type { Notification } from "../../contract/notifications.js";
import { useFeature } from "../useFeature.js";

/**
 * Calls `listener` once for each notification that arrives live and is unread, never for what was loaded: for toasts, sounds, browser notifications. The latest function
 * given is called, so it need not be stable. `enabled: false` calls nothing.
 *
 * @throws LobbyError `provider-missing`.
 */
export function useNotificationArrivals(
  listener: (notification: Notification) => void,
  { enabled = true }: { readonly enabled?: boolean } = {},
): void {
  const { onArrival } = useFeature(notificationsFeature);
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  }, [listener]);
  useEffect(() => (enabled ? onArrival((one) => latest.current(one)) : undefined), [onArrival, enabled]);
}
