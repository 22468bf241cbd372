"use client";

import { useMemo } from "react";
import type { GiftLoadStatus } from "../../client/gifts/giftsState.js";
import { selectGifts } from "../../client/gifts/selectors.js";
import type { Failure } from "../../contract/errors.js";
import type { Gift } from "../../contract/gifts.js";
import { useLobby } from "../useLobby.js";
import { useLobbySelector } from "../useLobbySelector.js";
import type { GiftTarget } from "./giftTarget.js";
import { useShownGifts } from "./useShownGifts.js";

/** Gifts of the past: data, status and functions that are stable while lobby and conversation are the same. */
export interface UseGiftHistoryResult {
  /** Charged gifts, newest first; new ones come by themselves. Each the same object until it changes. */
  readonly gifts: readonly Gift[];
  /** `loading` also while an older page is on its way. */
  readonly status: GiftLoadStatus;
  readonly error: Failure | null;
  readonly hasMore: boolean;
  /** Loads the next older page; resolves when it is there or has failed. */
  readonly loadMore: () => Promise<void>;
  /** Asks for the newest page again. */
  readonly reload: () => Promise<void>;
}

/**
 * Who gave what to whom in a conversation, loaded when first used. Without a target, or signed out, it is empty and `idle`.
 *
 * @throws LobbyError `provider-missing`, `bad-id`.
 */
export function useGiftHistory(target: GiftTarget): UseGiftHistoryResult {
  const can = useLobby().capabilities.gifts;
  const { gifts, conversationId } = useShownGifts(target, "history");
  const history = useLobbySelector((state) => selectGifts(state, conversationId).history);
  const actions = useMemo(
    () => ({
      loadMore: () => (conversationId === null ? Promise.resolve() : gifts.loadMore(conversationId)),
      reload: () => (conversationId === null ? Promise.resolve() : gifts.reload(conversationId, "history")),
    }),
    [gifts, conversationId],
  );
  return useMemo(
    () => ({
      ...actions,
      gifts: history.gifts,
      status: can || conversationId === null ? history.status : "unsupported",
      error: history.error,
      hasMore: history.nextCursor !== null,
    }),
    [actions, history, can, conversationId],
  );
}
