"use client";

import { useMemo } from "react";
import { shallowEqual } from "react-redux";
import type { ConversationState } from "../../client/chat/chatState.js";
import { selectConversation, selectUnreadCount } from "../../client/chat/selectors.js";
import type { LobbyRootState } from "../../client/lobby.js";
import type { User } from "../../contract/connection.js";
import { type ConversationId, conversationRefOf } from "../../contract/ids.js";
import { useLobby } from "../useLobby.js";
import { useLobbySelector } from "../useLobbySelector.js";

type Picked = Pick<
  ConversationState,
  | "kind"
  | "title"
  | "avatarUrl"
  | "participants"
  | "memberCount"
  | "status"
  | "error"
  | "closed"
  | "gaps"
  | "hasOlder"
  | "older"
  | "readSeq"
  | "rateLimitedUntil"
> & {
  /** Messages of others that this user has not read. */
  readonly unreadCount: number;
};

/** A conversation but for its messages, its draft and who types. */
export interface ConversationInfo extends Picked {
  readonly conversationId: ConversationId | null;
  /** The other person of a 1:1; only the id until more is known. `null` otherwise. */
  readonly peer: User | null;
}

const nobody: readonly never[] = [];
const absent: Picked = {
  kind: "direct",
  title: null,
  avatarUrl: null,
  participants: nobody,
  memberCount: null,
  status: "idle",
  error: null,
  closed: null,
  gaps: nobody,
  hasOlder: false,
  older: "idle",
  readSeq: 0,
  rateLimitedUntil: null,
  unreadCount: 0,
};

function pick(state: LobbyRootState, id: ConversationId | null): Picked {
  if (id === null) return absent;
  const conversation = selectConversation(state, id);
  return {
    kind: conversation.kind,
    title: conversation.title,
    avatarUrl: conversation.avatarUrl,
    participants: conversation.participants,
    memberCount: conversation.memberCount,
    status: conversation.status,
    error: conversation.error,
    closed: conversation.closed,
    gaps: conversation.gaps,
    hasOlder: conversation.hasOlder,
    older: conversation.older,
    readSeq: conversation.readSeq,
    rateLimitedUntil: conversation.rateLimitedUntil,
    unreadCount: selectUnreadCount(state, conversation.id),
  };
}

/**
 * A conversation but for its messages (`useMessages`) and who types (`useTyping`). The object is the same until one of its fields changes. Does not open
 * the conversation: see `useOpenConversation`.
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
