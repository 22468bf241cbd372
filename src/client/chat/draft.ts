import type { Receipt } from "../../contract/chat.js";
import type { ChatMessage, ConversationState } from "./chatState.js";

/** How far the others have come at most: what statuses of own messages follow from. */
export interface Marks {
  delivered: number;
  read: number;
}

/**
 * A conversation being reduced: the state as it was, and a copy that may be written to. Arrays are copied at the first write and only once, so that a
 * batch of a thousand messages costs one copy and not a thousand. (Immer would wrap every message in a proxy.)
 */
export interface Draft {
  readonly base: ConversationState;
  readonly next: { -readonly [K in keyof ConversationState]: ConversationState[K] };
  /** Who is signed in. */
  readonly me: string | null;
  messages: ChatMessage[] | null;
  pending: ChatMessage[] | null;
  receipts: Record<string, Receipt> | null;
  /** Computed when first needed. */
  marks: Marks | null;
  /** Ids in the log, collected when first needed; only for logs without sequences. */
  ids: Set<string> | null;
}

export function openDraft(base: ConversationState, me: string | null): Draft {
  return { base, next: { ...base }, me, messages: null, pending: null, receipts: null, marks: null, ids: null };
}

/** The log, to be written to. */
export function writeMessages(draft: Draft): ChatMessage[] {
  if (draft.messages === null) {
    draft.messages = draft.next.messages.slice();
    draft.next.messages = draft.messages;
  }
  return draft.messages;
}

/** Replaces the log. The array becomes the draft's own. */
export function replaceMessages(draft: Draft, messages: ChatMessage[]): void {
  draft.messages = messages;
  draft.next.messages = messages;
  draft.ids = null;
}

/** The messages that wait, to be written to. */
export function writePending(draft: Draft): ChatMessage[] {
  if (draft.pending === null) {
    draft.pending = draft.next.pending.slice();
    draft.next.pending = draft.pending;
  }
  return draft.pending;
}

/** The receipts, to be written to. */
export function writeReceipts(draft: Draft): Record<string, Receipt> {
  if (draft.receipts === null) {
    draft.receipts = { ...draft.next.receipts };
    draft.next.receipts = draft.receipts;
  }
  return draft.receipts;
}

/** The reduced conversation: the very object it was when nothing has changed. */
export function closeDraft({ base, next }: Draft): ConversationState {
  for (const key of Object.keys(next) as (keyof ConversationState)[]) {
    if (!Object.is(base[key], next[key])) return next;
  }
  return base;
}
