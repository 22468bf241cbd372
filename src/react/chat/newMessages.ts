import type { ChatState, ConversationState } from "../../client/chat/chatState.js";
import { unreadOf } from "../../client/chat/selectors.js";
import type { Message } from "../../contract/chat.js";

/** Older than this it was not just written, but has only now become known. */
const recentMs = 60_000;

/**
 * The newest message of each conversation that others have just written: what has become known of between two states, but not what a list or a first page brought along.
 */
export function newMessages(
  before: ChatState,
  after: ChatState,
  me: string,
  now: number,
): readonly { readonly conversation: ConversationState; readonly message: Message }[] {
  if (before.conversations === after.conversations) return [];
  // A page of the list is on its way: what comes into being with it was there before.
  const listing = before.list.status === "loading";
  return Object.values(after.conversations).flatMap((conversation) => {
    const old = before.conversations[conversation.id];
    const message = conversation.lastMessage;
    if (old === conversation || message === null || message.id === old?.lastMessage?.id) return [];
    if (message.senderId === me || unreadOf(conversation) === 0) return [];
    const known = old !== undefined && (old.lastMessage !== null || old.status === "ready");
    const arrived = known
      ? message.createdAt >= (old.lastMessage?.createdAt ?? 0)
      : !listing && message.createdAt > now - recentMs;
    return arrived ? [{ conversation, message }] : [];
  });
}
