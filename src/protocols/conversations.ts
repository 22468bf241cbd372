import { type ConversationId, conversationRefOf } from "../contract/ids.js";
import { LobbyError } from "../contract/lobbyError.js";

/**
 * The room of a conversation, for servers that have rooms only.
 *
 * @throws LobbyError `unsupported-conversation` for any other: a page asks for what its server has not.
 */
export function roomIdOf(conversationId: ConversationId): string {
  const ref = conversationRefOf(conversationId, "");
  if (ref?.kind === "room") return ref.roomId;
  throw unsupported(conversationId, "rooms only", "Name a room: { roomId }.");
}

/**
 * The other person of a conversation between two, for servers that have no other.
 *
 * @throws LobbyError `unsupported-conversation` for any other: a page asks for what its server has not.
 */
export function otherPersonOf(conversationId: ConversationId, myUserId: string): string {
  const ref = conversationRefOf(conversationId, myUserId);
  if (ref?.kind === "direct") return ref.userId;
  throw unsupported(conversationId, "chat between two people only", "Name the other person by his user id.");
}

function unsupported(conversationId: ConversationId, has: string, remedy: string): LobbyError {
  return new LobbyError(
    "unsupported-conversation",
    `The conversation "${conversationId}" can't be used with this protocol.`,
    `Its server has ${has}.`,
    remedy,
  );
}
