"use client";

import { useEffect, useRef } from "react";
import { defined } from "../../contract/defined.js";
import { isHttpUrl } from "../../contract/ids.js";
import type { Notification } from "../../contract/notifications.js";
import { type BrowserAlerts, createBrowserAlerts } from "../browserAlerts.js";
import { playChime } from "../chime.js";
import { type UseAlertPermissionResult, useAlertPermission } from "../useAlertPermission.js";
import { useLobby } from "../useLobby.js";
import { useNotificationArrivals } from "./useNotificationArrivals.js";

/** Options of {@link useNotificationAlerts}. */
export interface UseNotificationAlertsOptions {
  /** A sound, at most one a second: `true` for two soft notes, or a function that plays your own. None unless told otherwise. */
  readonly sound?: boolean | (() => void) | undefined;
  /** Notifications of the browser, once the user has allowed them; none unless told otherwise. */
  readonly browser?: boolean | undefined;
  /** Which ones; all unless told otherwise. */
  readonly filter?: ((notification: Notification) => boolean) | undefined;
  /** One was clicked; the window is in front then. Go to its `href` here. */
  readonly onOpen?: ((notification: Notification) => void) | undefined;
}

/** What the browser lets a page do. */
export type UseNotificationAlertsResult = UseAlertPermissionResult;

const soundEveryMs = 1_000;

/**
 * Tells of notifications that arrive while the tab is hidden: by a sound, by a notification of the browser, or both. Never of what was loaded or is read, never in a tab that is
 * shown (a `LobbyToaster` does that), and never asks for the permission by itself. They go as soon as somebody looks at the page.
 *
 * @throws LobbyError `provider-missing`.
 */
export function useNotificationAlerts(options: UseNotificationAlertsOptions = {}): UseNotificationAlertsResult {
  const { url } = useLobby();
  const latest = useRef(options);
  const alerts = useRef<BrowserAlerts | null>(null);
  const sounded = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    latest.current = options;
  });
  useEffect(() => {
    const own = createBrowserAlerts();
    alerts.current = own;
    return () => {
      alerts.current = null;
      own.end();
    };
  }, []);
  useNotificationArrivals((notification) => {
    const { sound, browser, filter } = latest.current;
    if (!document.hidden || filter?.(notification) === false) return;
    const now = Date.now();
    if (sound && now - sounded.current >= soundEveryMs) {
      sounded.current = now;
      if (sound === true) playChime();
      else sound();
    }
    if (browser !== true) return;
    const { id, title, message, imageUrl } = notification;
    const icon = imageUrl !== undefined && isHttpUrl(imageUrl) ? imageUrl : undefined;
    // The same in every tab, so that two of them make one; and of this server's, as another may have one of the same id.
    const tag = `${url} notification ${id}`;
    const onOpen = () => latest.current.onOpen?.(notification);
    alerts.current?.show(defined({ title, body: message, tag, icon, onOpen }));
  });
  return useAlertPermission();
}
