"use client";

import { useCallback, useMemo } from "react";
import type { GiftLoadStatus } from "../../client/gifts/giftsState.js";
import { selectGifts } from "../../client/gifts/selectors.js";
import type { Failure } from "../../contract/errors.js";
import type { GiftLeader } from "../../contract/gifts.js";
import { useLobby } from "../useLobby.js";
import { useLobbySelector } from "../useLobbySelector.js";
import type { GiftTarget } from "./giftTarget.js";
import { useShownGifts } from "./useShownGifts.js";

/** Who has given how much. */
export interface UseGiftLeaderboardResult {
  /** Most generous first, at most 20: sums of price × quantity by the server's ledger. The same array until it is loaded anew. */
  readonly leaders: readonly GiftLeader[];
  readonly status: GiftLoadStatus;
  readonly error: Failure | null;
  /** Asks for it again. Stable while lobby and conversation are the same. */
  readonly reload: () => Promise<void>;
}

/**
 * Who has given most in a conversation, loaded when first used and again 5 to 15 s after gifts were given. Without a target, or signed out, it is empty and `idle`.
 *
 * @throws LobbyError `provider-missing`, `bad-id`.
 */
export function useGiftLeaderboard(target: GiftTarget): UseGiftLeaderboardResult {
  const can = useLobby().capabilities.gifts;
  const { gifts, conversationId } = useShownGifts(target, "leaderboard");
  const { leaders, status, error } = useLobbySelector((state) => selectGifts(state, conversationId).leaderboard);
  const reload = useCallback(
    () => (conversationId === null ? Promise.resolve() : gifts.reload(conversationId, "leaderboard")),
    [gifts, conversationId],
  );
  const shown = can || conversationId === null ? status : "unsupported";
  return useMemo(() => ({ leaders, status: shown, error, reload }), [leaders, shown, error, reload]);
}
