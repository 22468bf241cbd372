"use client";

import { useEffect } from "react";
import { presenceFeature } from "../../client/presence/presenceFeature.js";
import type { Presence, PresenceStatus } from "../../contract/presence.js";
import { useFeature } from "../useFeature.js";
import { useKeyed } from "../useKeyed.js";

/** One person's presence. */
export interface UsePresenceResult {
  /** `null` as long as nothing is known. The same object until it changes. */
  readonly presence: Presence | null;
  /** `offline` as long as nothing is known. */
  readonly status: PresenceStatus;
  /** The connection is lost: this is what was known before. */
  readonly stale: boolean;
  /** Whether this server tells presence at all. */
  readonly supported: boolean;
}

/**
 * One person's presence, for a row of a list: renders again only when he changes. A thousand of these cost one subscription of the store, and the server
 * two requests. `null` asks for nobody.
 *
 * @throws LobbyError `provider-missing`, `bad-id`.
 */
export function usePresence(userId: string | null): UsePresenceResult {
  const feature = useFeature(presenceFeature);
  useEffect(() => (userId === null ? undefined : feature.watch([userId])), [feature, userId]);
  const presence = useKeyed(feature.people, userId) ?? null;
  const stale = useKeyed(feature.signs, userId === null ? null : "stale") ?? false;
  return { presence, status: presence?.status ?? "offline", stale, supported: feature.supported };
}
