"use client";

import { useCallback } from "react";
import type { TypingUser } from "../../client/chat/chatState.js";
import { type ChatTarget, conversationIdOfTarget } from "../../client/chat/chatTarget.js";
import { selectTyping } from "../../client/chat/selectors.js";
import { useLobby } from "../useLobby.js";
import { useLobbySelector } from "../useLobbySelector.js";

/** Who types, and saying that one does. */
export interface UseTypingResult {
  /** Others who type now. The same array until somebody starts or stops. */
  readonly users: readonly TypingUser[];
  /** Whether this server tells and takes typing at all. */
  readonly supported: boolean;
  /** Says that the user types (sent at most every 3 s), or has stopped. Stable. */
  readonly setTyping: (typing: boolean) => void;
}

const nobody: readonly TypingUser[] = [];

/**
 * Who types in a conversation. Does not open it: use it beside `useChat` or inside a `ChatRoom`.
 *
 * @throws LobbyError `provider-missing`, `bad-id`.
 */
export function useTyping(target: ChatTarget): UseTypingResult {
  const lobby = useLobby();
  const conversationId = conversationIdOfTarget(lobby, target);
  const users = useLobbySelector((state) => (conversationId === null ? nobody : selectTyping(state, conversationId)));
  const setTyping = useCallback(
    (typing: boolean) => {
      if (conversationId !== null) lobby.setTyping(conversationId, typing);
    },
    [lobby, conversationId],
  );
  return { users, supported: lobby.capabilities.typing, setTyping };
}
