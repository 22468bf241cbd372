import { type ConversationId, parseConversationId } from "../../contract/ids.js";
import type { Audience } from "./hub.js";

/** All tabs and devices of a user. */
export function userAudience(userId: string): Audience {
  return `user:${userId}`;
}

/** All sessions of those who have a role. */
export function roleAudience(role: string): Audience {
  return `role:${role}`;
}

/** Those who have a conversation open. */
export function openAudience(conversationId: ConversationId): Audience {
  return `conversation:${conversationId}`;
}

/**
 * Who hears of a conversation. The two of a 1:1 wherever they are, a room's openers, and for support its openers (the agents) and the visitor wherever he is.
 * Always the same audiences for the same conversation, because only that keeps its events in order.
 */
export function conversationAudiences(conversationId: ConversationId): readonly Audience[] {
  const parts = parseConversationId(conversationId);
  switch (parts?.kind) {
    case "direct":
      return parts.userIds.map(userAudience);
    case "support":
      return [openAudience(conversationId), userAudience(parts.visitorId)];
    default:
      return [openAudience(conversationId)];
  }
}

/** Who gets a conversation in his list when `userId` writes in it. */
export function membersByWriting(conversationId: ConversationId, userId: string): readonly string[] {
  const parts = parseConversationId(conversationId);
  if (parts?.kind === "direct") return parts.userIds;
  if (parts?.kind === "support" && parts.visitorId !== userId) return [parts.visitorId, userId];
  return [userId];
}
