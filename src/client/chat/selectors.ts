import type { ConversationId } from "../../contract/ids.js";
import { ownValue } from "../../contract/ownValue.js";
import type { LobbyRootState } from "../lobbyState.js";
import type { ChatMessage, ChatState, ConversationState, TypingUser } from "./chatState.js";
import { newConversation } from "./conversations.js";

/** Of the conversation list. */
export function selectConversationList(state: LobbyRootState): ChatState["list"] {
  return state.lobby.chat.list;
}

const blanks = new Map<ConversationId, ConversationState>();

/** A conversation; an empty one, always the same object, before anything is known of it. */
export function selectConversation(state: LobbyRootState, id: ConversationId): ConversationState {
  const held = ownValue(state.lobby.chat.conversations, id);
  if (held !== undefined) return held;
  let blank = blanks.get(id);
  if (blank === undefined) {
    if (blanks.size >= 1_000) blanks.clear();
    blank = newConversation(id);
    blanks.set(id, blank);
  }
  return blank;
}

const shown = new WeakMap<
  readonly ChatMessage[],
  { readonly pending: readonly ChatMessage[]; readonly all: readonly ChatMessage[] }
>();

/** The log and behind it what waits: what a message list shows. The same array until one of its messages changes. */
export function selectMessages(state: LobbyRootState, id: ConversationId): readonly ChatMessage[] {
  const { messages, pending } = selectConversation(state, id);
  if (pending.length === 0) return messages;
  const held = shown.get(messages);
  if (held?.pending === pending) return held.all;
  const all = [...messages, ...pending];
  shown.set(messages, { pending, all });
  return all;
}

/** One message by its key; `undefined` when it is not (or no longer) held. */
export function selectMessage(state: LobbyRootState, id: ConversationId, key: string): ChatMessage | undefined {
  const { messages, pending } = selectConversation(state, id);
  const byKey = (message: ChatMessage) => message.key === key;
  return pending.findLast(byKey) ?? messages.findLast(byKey);
}

const sorted = new WeakMap<ChatState["conversations"], readonly ConversationState[]>();

/** All conversations of which there is something to show, most recently changed first. */
export function selectConversations(state: LobbyRootState): readonly ConversationState[] {
  const { conversations } = state.lobby.chat;
  let list = sorted.get(conversations);
  if (list === undefined) {
    list = Object.values(conversations)
      .filter(({ updatedAt, pending }) => updatedAt > 0 || pending.length > 0)
      .sort((a, b) => b.updatedAt - a.updatedAt || (a.id < b.id ? -1 : 1));
    sorted.set(conversations, list);
  }
  return list;
}

/** Messages of others since the own read watermark, derived and never counted; by count where there are no sequences. */
export function selectUnreadCount(state: LobbyRootState, id: ConversationId): number {
  return unreadOf(selectConversation(state, id));
}

/** Unread messages of one conversation. */
export function unreadOf({ head, readSeq, unseen }: ConversationState): number {
  return head === null ? unseen : Math.max(0, head - readSeq);
}

/** Unread messages of all conversations together. */
export function selectTotalUnread(state: LobbyRootState): number {
  let total = 0;
  for (const conversation of Object.values(state.lobby.chat.conversations)) total += unreadOf(conversation);
  return total;
}

/** Who types. The same array until it changes. */
export function selectTyping(state: LobbyRootState, id: ConversationId): readonly TypingUser[] {
  return selectConversation(state, id).typing;
}
