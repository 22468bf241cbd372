import { defined } from "../../contract/defined.js";
import type { DomainEventOf } from "../../contract/events.js";
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
  const { next } = draft;
  const { userId, userName } = event;
  const index = next.typing.findIndex((one) => one.userId === userId);
  const typing = defined({ userId, userName, until });
  // In the order in which they began, so that names don't jump.
  if (index >= 0) next.typing = next.typing.with(index, typing);
  else if (next.typing.length < maxTyping) next.typing = [...next.typing, typing];
}

export function stopTyping(draft: Draft, userId: string): void {
  if (draft.next.typing.some((typing) => typing.userId === userId))
    draft.next.typing = draft.next.typing.filter((typing) => typing.userId !== userId);
}

/** Lets expire what is past its time. */
export function sweepTyping({ next }: Draft, at: number): void {
  const typing = next.typing.filter(({ until }) => until > at);
  if (typing.length < next.typing.length) next.typing = typing;
}
