"use client";

import type { ChatMessage } from "../../client/chat/chatState.js";
import { selectMessages } from "../../client/chat/selectors.js";
import type { ConversationId } from "../../contract/ids.js";
import { useLobbySelector } from "../useLobbySelector.js";

const none: readonly ChatMessage[] = [];

/**
 * A conversation's messages as far as loaded, oldest first, one's own unsent ones last. The array is another one only when something changed, and each
 * message is the same object until something about it changed. Does not open the conversation: see `useOpenConversation`.
 */
export function useMessages(conversationId: ConversationId | null): readonly ChatMessage[] {
  return useLobbySelector((state) => (conversationId === null ? none : selectMessages(state, conversationId)));
}
