"use client";

import { useEffect } from "react";
import { type GiftsApi, type GiftView, giftsFeature } from "../../client/gifts/giftsFeature.js";
import type { ConversationId } from "../../contract/ids.js";
import { useFeature } from "../useFeature.js";
import { useLobby } from "../useLobby.js";
import { conversationIdOfGiftTarget, type GiftTarget } from "./giftTarget.js";

/** Keeps a part of a target's gifts loaded and live while the component is mounted. */
export function useShownGifts(
  target: GiftTarget,
  view: GiftView,
): { readonly gifts: GiftsApi; readonly conversationId: ConversationId | null } {
  const lobby = useLobby();
  const gifts = useFeature(giftsFeature);
  const conversationId = conversationIdOfGiftTarget(lobby, target);
  useEffect(() => {
    if (conversationId === null || !lobby.capabilities.gifts) return;
    const hide = gifts.show(conversationId, view);
    // Who has it open hears of its gifts.
    const close = lobby.openConversation(conversationId);
    return () => {
      close();
      hide();
    };
  }, [lobby, gifts, conversationId, view]);
  return { gifts, conversationId };
}
