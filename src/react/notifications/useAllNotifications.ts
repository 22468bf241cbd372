"use client";

import { useCallback, useEffect } from "react";
import { notificationsFeature } from "../../client/notifications/notificationsFeature.js";
import { selectAllNotifications } from "../../client/notifications/selectors.js";
import type { Failure } from "../../contract/errors.js";
import type { Notification } from "../../contract/notifications.js";
import { useFeature } from "../useFeature.js";
import { useLobby } from "../useLobby.js";
import { useLobbySelector } from "../useLobbySelector.js";

/** Everybody's notifications: data, status and stable functions. */
export interface UseAllNotificationsResult {
  /** Newest first, each with the `userId` whose it is. The same array until a page is loaded. */
  readonly notifications: readonly Notification[];
  readonly status: "idle" | "loading" | "ready" | "error";
  /** `FORBIDDEN` for who is no admin. */
  readonly error: Failure | null;
  readonly hasMore: boolean;
  readonly more: "idle" | "loading" | "error";
  /** Loads the next older page. Stable. */
  readonly loadMore: () => Promise<void>;
  /** Asks for the first page again: this list is not live. Stable. */
  readonly reload: () => Promise<void>;
}

/**
 * Everybody's notifications, for admins, loaded when first used. `enabled: false` asks for nothing.
 *
 * @throws LobbyError `provider-missing`.
 */
export function useAllNotifications({
  enabled = true,
}: {
  readonly enabled?: boolean;
} = {}): UseAllNotificationsResult {
  const { capabilities, user } = useLobby();
  const { loadAll } = useFeature(notificationsFeature);
  const supported = capabilities.notifications !== false;
  const userId = user?.id ?? null;
  useEffect(() => {
    if (enabled && supported && userId !== null) void loadAll("first");
  }, [loadAll, enabled, supported, userId]);
  const all = useLobbySelector(selectAllNotifications);
  const loadMore = useCallback(() => loadAll("next"), [loadAll]);
  const reload = useCallback(() => loadAll("first"), [loadAll]);
  return { ...all, loadMore, reload };
}
