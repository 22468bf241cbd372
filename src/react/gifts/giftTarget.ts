import type { Lobby } from "../../client/lobby.js";
import type { ConversationId } from "../../contract/ids.js";

/** Where gifts are given: in a room, to a user alone, or in a conversation by its id; `null`: nowhere yet. */
export type GiftTarget =
  | { readonly roomId: string }
  | { readonly userId: string }
  | { readonly conversationId: ConversationId }
  | null
  | undefined;

/**
 * The conversation that a target means; `null` for none or when nobody is signed in.
 *
 * @throws LobbyError `bad-id` for a malformed id.
 */
export function conversationIdOfGiftTarget(lobby: Lobby, target: GiftTarget): ConversationId | null {
  if (target === null || target === undefined || lobby.user === null) return null;
  if ("roomId" in target) return lobby.conversationId({ kind: "room", roomId: target.roomId });
  if ("userId" in target) return lobby.conversationId({ kind: "direct", userId: target.userId });
  return target.conversationId;
}
