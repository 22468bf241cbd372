"use client";

import { useCallback } from "react";
import type { ConversationState } from "../../client/chat/chatState.js";
import { selectConversations, selectTotalUnread } from "../../client/chat/selectors.js";
import type { Failure } from "../../contract/errors.js";
import { useLobby } from "../useLobby.js";
import { useLobbySelector } from "../useLobbySelector.js";
import { useListFollowed } from "./useListFollowed.js";

/** The list of conversations: data, status and stable functions. */
export interface UseConversationsResult {
  /** Most recently changed first. Each the same object until it changes. */
  readonly conversations: readonly ConversationState[];
  readonly status: "idle" | "loading" | "ready" | "error";
  readonly error: Failure | null;
  readonly hasMore: boolean;
  /** Unread messages over all conversations. */
  readonly totalUnread: number;
  /** Loads the next page; resolves when it is there or has failed. Stable. */
  readonly loadMore: () => Promise<void>;
  /** Asks for the first page again. Stable. */
  readonly reload: () => Promise<void>;
}

/**
 * The conversations of the signed-in user, loaded when first used and again after a loss of the connection.
 *
 * @throws LobbyError `provider-missing`.
 */
export function useConversations(): UseConversationsResult {
  const lobby = useLobby();
  const conversations = useLobbySelector(selectConversations);
  const totalUnread = useLobbySelector(selectTotalUnread);
  const list = useLobbySelector((state) => state.lobby.chat.list);
  useListFollowed(true);
  const loadMore = useCallback(() => lobby.loadConversations("next"), [lobby]);
  const reload = useCallback(() => lobby.loadConversations("first"), [lobby]);
  return {
    conversations,
    status: list.status,
    error: list.error,
    hasMore: list.nextCursor !== null,
    totalUnread,
    loadMore,
    reload,
  };
}
