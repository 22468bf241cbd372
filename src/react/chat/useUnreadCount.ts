"use client";

import { selectUnreadCount } from "../../client/chat/selectors.js";
import type { ConversationId } from "../../contract/ids.js";
import { useLobbySelector } from "../useLobbySelector.js";

/** How many messages of others in a conversation the user has not read; 0 without one. */
export function useUnreadCount(conversationId: ConversationId | null): number {
  return useLobbySelector((state) => (conversationId === null ? 0 : selectUnreadCount(state, conversationId)));
}
