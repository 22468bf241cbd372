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

/** Those who follow a topic. */
export function topicAudience(topic: string): Audience {
  return `topic:${topic}`;
}

/** Those who follow a symbol's price. */
export function priceAudience(symbol: string): Audience {
  return `price:${symbol}`;
}

/** The agents who watch the queue of requests for help. No role has a colon in its name, so it is nobody's by a role. */
export function queueAudience(): Audience {
  return "role:agents:queue";
}

/** Those who have a conversation open. */
export function openAudience(conversationId: ConversationId): Audience {
  return `conversation:${conversationId}`;
}

/** Those who are in a room. */
export function roomAudience(roomId: string): Audience {
  return `room:${roomId}`;
}

/** Those who watch a person's presence. */
export function presenceAudience(userId: string): Audience {
  return `presence:${userId}`;
}

/** Those who view something. */
export function viewableAudience(viewableId: string): Audience {
  return `viewable:${viewableId}`;
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
