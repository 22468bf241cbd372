"use client";

import { notificationsFeature } from "../../client/notifications/notificationsFeature.js";
import { useFeature } from "../useFeature.js";

/** Marks notifications as read, for who shows single ones and no list. Stable. */
export function useMarkNotificationsRead(): (ids: string | readonly string[]) => void {
  return useFeature(notificationsFeature).markRead;
}
