"use client";

import type { Notification } from "../../contract/notifications.js";
import { iconOf, type NotificationKinds } from "./notificationKinds.js";

export interface NotificationIconProps {
  readonly notification: Notification;
  readonly kinds: NotificationKinds;
}

/** The disc that tells at a glance what a notification is about. Decoration: its words say it too. */
export function NotificationIcon({ notification, kinds }: NotificationIconProps) {
  const { icon, tone } = iconOf(notification, kinds);
  return (
    <span className="lobby-notification-icon" data-tone={tone} aria-hidden="true">
      {icon}
    </span>
  );
}
