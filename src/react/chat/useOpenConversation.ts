"use client";

import { useEffect } from "react";
import { type ChatTarget, conversationIdOfTarget } from "../../client/chat/chatTarget.js";
import type { ConversationId } from "../../contract/ids.js";
import { useLobby } from "../useLobby.js";

/**
 * Keeps a conversation open while the component is mounted: its first page is loaded, live events come in, and it catches up after every reconnect.
 * Any number of components may open the same one; the server hears of it once.
 *
 * @returns the conversation's id; `null` for no target or when signed out.
 * @throws LobbyError `provider-missing`, `bad-id`.
 */
export function useOpenConversation(target: ChatTarget): ConversationId | null {
  const lobby = useLobby();
  const conversationId = conversationIdOfTarget(lobby, target);
  useEffect(() => {
    if (conversationId !== null) return lobby.openConversation(conversationId);
  }, [lobby, conversationId]);
  return conversationId;
}
