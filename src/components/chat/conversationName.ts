import type { ConversationState } from "../../client/chat/chatState.js";
import type { User } from "../../contract/connection.js";
import { conversationRefOf } from "../../contract/ids.js";

/** What a conversation is called in a list: its title, or the other person's name; `null` when neither is known. */
export function conversationName(
  conversation: Pick<ConversationState, "id" | "title" | "participants">,
  myUserId: string | null,
): string | null {
  return conversation.title ?? conversationPeer(conversation, myUserId)?.name ?? null;
}

/** The other person of a 1:1, or for an agent the visitor who asks; `null` in rooms, in one's own request for help and for signed-out users. */
export function conversationPeer(
  conversation: Pick<ConversationState, "id" | "participants">,
  myUserId: string | null,
): User | null {
  const ref = myUserId === null ? null : conversationRefOf(conversation.id, myUserId);
  const other = ref?.kind === "direct" ? ref.userId : ref?.kind === "support" ? ref.visitorId : null;
  if (other === null || other === myUserId) return null;
  return conversation.participants.find(({ id }) => id === other) ?? { id: other };
}
