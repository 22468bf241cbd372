"use client";

import { useSyncExternalStore } from "react";
import { type AlertPermission, readPermission, requestPermission, subscribePermission } from "./browserAlerts.js";

/** What the browser lets a page do. */
export interface UseAlertPermissionResult {
  /** `unsupported`: this browser has no notifications, or not on this page. */
  readonly permission: AlertPermission;
  /** Asks the user. Call it from a click of his, and nowhere else: an unasked question is answered with no, for ever. Stable. */
  readonly requestPermission: () => Promise<AlertPermission>;
}

/** Whether the user has allowed notifications of the browser, and asking him. */
export function useAlertPermission(): UseAlertPermissionResult {
  const permission = useSyncExternalStore(subscribePermission, readPermission, () => "unsupported" as const);
  return { permission, requestPermission };
}
