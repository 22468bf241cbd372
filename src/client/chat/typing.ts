import type { DomainEventOf } from "../../contract/events.js";
import type { ConversationState } from "./chatState.js";
import type { Draft } from "./draft.js";

/** More people than this are not told apart by anybody. */
const maxTyping = 20;

/** Somebody types, or has stopped. One's own typing (in another tab) is no news. */
export function changeTyping(draft: Draft, event: DomainEventOf<"typingChanged">, until: number): void {
  if (event.userId === draft.me) return;
  if (!event.typing) {
    stopTyping(draft, event.userId);
    return;
  }
  const others = draft.next.typing.filter(({ userId }) => userId !== event.userId);
  if (others.length >= maxTyping) return;
  const typing = { userId: event.userId, ...(event.userName === undefined ? {} : { userName: event.userName }), until };
  const index = draft.next.typing.findIndex(({ userId }) => userId === event.userId);
  // In the order in which they began, so that names don't jump.
  draft.next.typing = index < 0 ? [...others, typing] : draft.next.typing.with(index, typing);
}

export function stopTyping(draft: Draft, userId: string): void {
  if (draft.next.typing.some((typing) => typing.userId === userId))
    draft.next.typing = draft.next.typing.filter((typing) => typing.userId !== userId);
}

/** Lets expire what is past its time. */
export function sweepTyping(conversation: ConversationState, at: number): ConversationState {
  const typing = conversation.typing.filter(({ until }) => until > at);
  return typing.length === conversation.typing.length ? conversation : { ...conversation, typing };
}
