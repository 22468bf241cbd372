"use client";

import { useCallback, useEffect, useMemo } from "react";
import { presenceFeature } from "../../client/presence/presenceFeature.js";
import { selectPresenceStale } from "../../client/presence/selectors.js";
import { demandId } from "../../contract/demandId.js";
import type { Presence, PresenceStatus } from "../../contract/presence.js";
import { useFeature } from "../useFeature.js";
import { useKeyedMany } from "../useKeyedMany.js";
import { useLobbySelector } from "../useLobbySelector.js";

/** Who is there. */
export interface UseOnlineStatusResult {
  /** By user id, those of whom the server has said something. The same object until one of them changes. */
  readonly presences: Readonly<Record<string, Presence>>;
  /** `offline` as long as nothing is known. Stable until somebody changes. */
  readonly status: (userId: string) => PresenceStatus;
  /** Whether he is connected and looks: who is away is not. Stable until somebody changes. */
  readonly isOnline: (userId: string) => boolean;
  /** Whether this server tells presence at all. */
  readonly supported: boolean;
  /** The connection is lost: this is what was known before. */
  readonly stale: boolean;
}

/**
 * Who of these people is online, away or gone. Wants of all components are merged: each person is asked for once, up to 500 in one request, and again after every
 * reconnect. `null` asks for nobody. For one person in each row of a long list use `usePresence`.
 *
 * @throws LobbyError `provider-missing`, `bad-id`.
 *
 * @example
 * const { isOnline } = useOnlineStatus(["binh", "chi"]);
 */
export function useOnlineStatus(userIds: string | readonly string[] | null): UseOnlineStatusResult {
  const presence = useFeature(presenceFeature);
  const given = userIds === null ? [] : typeof userIds === "string" ? [userIds] : userIds;
  // A list made anew at every render means the same people.
  const key = given.join(" ");
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the list.
  const list = useMemo(() => given.map(checked), [key]);
  useEffect(() => presence.watch(list), [presence, list]);
  const presences = useKeyedMany(presence.people, list);
  const stale = useLobbySelector(selectPresenceStale);
  const status = useCallback((userId: string) => presences[userId]?.status ?? "offline", [presences]);
  const isOnline = useCallback((userId: string) => presences[userId]?.status === "online", [presences]);
  const { supported } = presence;
  return useMemo(
    () => ({ presences, status, isOnline, supported, stale }),
    [presences, status, isOnline, supported, stale],
  );
}

function checked(userId: string): string {
  demandId(userId, "a user id");
  return userId;
}
