"use client";

import { useMemo } from "react";
import type { ChatMessage, TypingUser } from "../../client/chat/chatState.js";
import type { ChatTarget } from "../../client/chat/chatTarget.js";
import { selectConversation } from "../../client/chat/selectors.js";
import type { Capabilities } from "../../protocols/protocol.js";
import { useLobby } from "../useLobby.js";
import { useLobbySelector } from "../useLobbySelector.js";
import { type ChatActions, useChatActions } from "./useChatActions.js";
import { type ConversationInfo, useConversation } from "./useConversation.js";
import { useMessages } from "./useMessages.js";
import { useOpenConversation } from "./useOpenConversation.js";
import { useTyping } from "./useTyping.js";
import { useUnreadCount } from "./useUnreadCount.js";

/** A whole conversation: data, status and stable functions. */
export interface UseChatResult extends ConversationInfo, ChatActions {
  /** Oldest first, own unsent ones last; each the same object until it changes. */
  readonly messages: readonly ChatMessage[];
  /** Messages of others that this user has not read. */
  readonly unreadCount: number;
  /** Own read watermark: the newest sequence read. */
  readonly readSeq: number;
  /** Others who type now. */
  readonly typing: readonly TypingUser[];
  /** What was being written when this conversation was last left. */
  readonly draft: string;
  /** What this server can do. */
  readonly capabilities: Capabilities;
}

/**
 * Chat with a user (`useChat("userId")`), in a room (`useChat({ roomId })`) or in a conversation of the list (`useChat({ conversationId })`).
 * The conversation is open while the component is mounted. Without a target, or signed out, everything is empty and `status` is `idle`.
 *
 * @throws LobbyError `provider-missing`, `bad-id`.
 *
 * @example
 * const { messages, send } = useChat({ roomId: "lobby" });
 */
export function useChat(target: ChatTarget): UseChatResult {
  const { capabilities } = useLobby();
  const conversationId = useOpenConversation(target);
  const info = useConversation(conversationId);
  const messages = useMessages(conversationId);
  const actions = useChatActions(conversationId);
  const { users: typing } = useTyping(conversationId === null ? null : { conversationId });
  const unreadCount = useUnreadCount(conversationId);
  const readSeq = useLobbySelector((state) => selectConversation(state, conversationId ?? "").readSeq);
  const draft = useLobbySelector((state) => selectConversation(state, conversationId ?? "").draft);
  return useMemo(
    () => ({ ...info, ...actions, messages, unreadCount, readSeq, typing, draft, capabilities }),
    [info, actions, messages, unreadCount, readSeq, typing, draft, capabilities],
  );
}
