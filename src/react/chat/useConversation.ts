"use client";

import { useMemo } from "react";
import { shallowEqual } from "react-redux";
import type { ConversationState } from "../../client/chat/chatState.js";
import { selectConversation } from "../../client/chat/selectors.js";
import type { LobbyRootState } from "../../client/lobbyState.js";
import type { User } from "../../contract/connection.js";
import { type ConversationId, conversationRefOf } from "../../contract/ids.js";
import { useLobby } from "../useLobby.js";
import { useLobbySelector } from "../useLobbySelector.js";

const fields = [
  "kind",
  "title",
  "avatarUrl",
  "participants",
  "memberCount",
  "status",
  "error",
  "closed",
  "gaps",
  "hasOlder",
  "older",
  "rateLimitedUntil",
] as const;

type Picked = Pick<ConversationState, (typeof fields)[number]>;

/** A conversation but for what changes with every message: the messages, what is unread, the draft and who types. */
export interface ConversationInfo extends Picked {
  readonly conversationId: ConversationId | null;
  /** The other person of a 1:1; only the id until more is known. `null` otherwise. */
  readonly peer: User | null;
}

// Without a conversation, what is shown is that nothing is known of one.
function pick(state: LobbyRootState, id: ConversationId | null): Picked {
  const conversation = selectConversation(state, id ?? "");
  return Object.fromEntries(fields.map((field) => [field, conversation[field]])) as Picked;
}

/**
 * A conversation but for its messages (`useMessages`), how many are unread (`useUnreadCount`) and who types (`useTyping`): what changes with every message
 * would render its users with every message. The object is the same until one of its fields changes. Does not open the conversation: see `useOpenConversation`.
 */
export function useConversation(conversationId: ConversationId | null): ConversationInfo {
  const { user } = useLobby();
  const picked = useLobbySelector((state) => pick(state, conversationId), shallowEqual);
  return useMemo(() => {
    const ref = conversationId === null || user === null ? null : conversationRefOf(conversationId, user.id);
    const peer =
      ref?.kind === "direct" ? (picked.participants.find(({ id }) => id === ref.userId) ?? { id: ref.userId }) : null;
    return { ...picked, kind: ref?.kind ?? picked.kind, conversationId, peer };
  }, [picked, conversationId, user]);
}
