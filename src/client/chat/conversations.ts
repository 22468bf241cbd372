import type { ConversationProfile, ListedConversation } from "../../contract/chat.js";
import type { User } from "../../contract/connection.js";
import { type ConversationId, kindOf } from "../../contract/ids.js";
import type { ConversationState } from "./chatState.js";
import type { Draft } from "./draft.js";
import { noteNewest } from "./receive.js";

const maxParticipants = 50;
const none: readonly never[] = [];

/** A conversation of which nothing is known but its name. */
export function newConversation(id: ConversationId): ConversationState {
  const kind = kindOf(id);
  return {
    id,
    kind,
    title: null,
    avatarUrl: null,
    participants: none,
    memberCount: null,
    status: "idle",
    error: null,
    closed: null,
    epoch: null,
    head: null,
    messages: none,
    pending: none,
    gaps: none,
    hasOlder: false,
    olderCursor: null,
    older: "idle",
    receipts: {},
    readSeq: 0,
    unseen: 0,
    typing: none,
    lastMessage: null,
    updatedAt: 0,
    rateLimitedUntil: null,
    draft: "",
    bounded: kind === "room",
    reading: true,
  };
}

/** What a conversation is called and who is in it. */
export function describe({ next }: Draft, profile: ConversationProfile): void {
  next.title = profile.title ?? null;
  next.avatarUrl = profile.avatarUrl ?? null;
  if (!sameUsers(next.participants, profile.participants)) next.participants = profile.participants;
  next.memberCount = profile.memberCount ?? null;
}

/** What a list says of a conversation. Watermarks only go forward: a list may be older than what came by socket. */
export function applySummary(draft: Draft, summary: ListedConversation): void {
  const { next } = draft;
  describe(draft, summary);
  next.closed = null;
  if (summary.lastMessage !== undefined) noteNewest(draft, summary.lastMessage);
  // A server that counts nothing says how much is unread by number.
  if (summary.head > 0) next.head = Math.max(next.head ?? 0, summary.head);
  else if (next.head === null) next.unseen = summary.unreadCount;
  next.readSeq = Math.max(next.readSeq, summary.readSeq);
  next.updatedAt = Math.max(next.updatedAt, summary.updatedAt);
}

export function joinParticipant(draft: Draft, user: User): void {
  const { next } = draft;
  if (next.memberCount !== null) next.memberCount++;
  const index = next.participants.findIndex(({ id }) => id === user.id);
  if (index >= 0) next.participants = next.participants.with(index, user);
  else if (next.participants.length < maxParticipants) next.participants = [...next.participants, user];
}

export function leaveParticipant(draft: Draft, userId: string): void {
  const { next } = draft;
  if (next.memberCount !== null) next.memberCount = Math.max(0, next.memberCount - 1);
  if (next.participants.some(({ id }) => id === userId))
    next.participants = next.participants.filter(({ id }) => id !== userId);
}

function sameUsers(a: readonly User[], b: readonly User[]): boolean {
  return (
    a.length === b.length &&
    a.every((user, index) => {
      const other = b[index];
      return user.id === other?.id && user.name === other.name && user.avatarUrl === other.avatarUrl;
    })
  );
}
