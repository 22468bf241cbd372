import type { ConversationId } from "../../contract/ids.js";
import type { Lobby } from "../lobby.js";

/** Whom or what to chat with: a user (his id), a room, a conversation by its id, or nobody yet (`null`). */
export type ChatTarget =
  | string
  | { readonly userId: string }
  | { readonly roomId: string }
  | { readonly conversationId: ConversationId }
  | null
  | undefined;

/**
 * The conversation that a target means; `null` for none or when nobody is signed in.
 *
 * @throws LobbyError `bad-id` for a malformed id.
 */
export function conversationIdOfTarget(lobby: Lobby, target: ChatTarget): ConversationId | null {
  if (target === null || target === undefined || lobby.user === null) return null;
  if (typeof target === "string") return lobby.conversationId({ kind: "direct", userId: target });
  if ("userId" in target) return lobby.conversationId({ kind: "direct", userId: target.userId });
  if ("roomId" in target) return lobby.conversationId({ kind: "room", roomId: target.roomId });
  return target.conversationId;
}
