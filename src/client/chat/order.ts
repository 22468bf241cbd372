import type { ChatMessage } from "./chatState.js";

/**
 * How a log is laid out: messages of a lost epoch first, kept for the reader though the server no longer has them (they have no sequence any more), then
 * the log itself, by sequence. Where the server counts nothing: by its clock, see `unsequenced.ts`.
 */
export function logStart(messages: readonly ChatMessage[]): number {
  let start = 0;
  while (messages[start]?.status === "lost") start++;
  return start;
}

/** Index of the first message from `start` on whose sequence is at least `seq`. */
export function findSequence(messages: readonly ChatMessage[], seq: number, start: number): number {
  let low = start;
  let high = messages.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((messages[middle]?.seq ?? 0) < seq) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether the message bears an id that a client made up because the server gave none. */
export function hasLocalId(message: { readonly id: string }): boolean {
  return message.id.startsWith("local-");
}
