import type { ChatMessage } from "../../../client/chat/chatState.js";

/** Pixels from the end within which the reader counts as being there. */
export const nearEnd = 24;

/** Rows of the tail before the first measurement, and its bounds after it. */
export const tailRows = { first: 30, min: 12, max: 200 } as const;

/**
 * What the list shows.
 *
 * `end`: the reader is at the end, and the last `tail` rows are there. `reading`: the reader is elsewhere, and `count` rows from the one named
 * `startKey` are there. Rows are named by key, because pages loaded above and gaps filled move their indices; the hints say where they were last.
 */
export type ListView =
  | { readonly mode: "end"; readonly tail: number }
  | {
      readonly mode: "reading";
      readonly startKey: string;
      readonly startHint: number;
      readonly count: number;
      /** The last message that was seen before leaving the end: what comes after it is new. */
      readonly leftKey: string;
      readonly leftHint: number;
    };

/** A stretch of messages, `end` excluded. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * Where the message of that key is; -1 when it is gone. Looks around `hint` first: a key rarely moves by more than a page, and the list may hold
 * a hundred thousand.
 */
export function indexOfKey(messages: readonly ChatMessage[], key: string, hint: number): number {
  const middle = Math.max(0, Math.min(hint, messages.length - 1));
  for (let step = 0; step < messages.length; step++) {
    if (messages[middle + step]?.key === key) return middle + step;
    if (messages[middle - step]?.key === key) return middle - step;
    if (middle + step >= messages.length && middle - step < 0) return -1;
  }
  return -1;
}

/** The last rows. */
export function tailRange(total: number, tail: number): Range {
  return { start: Math.max(0, total - tail), end: total };
}

/** Which messages a view shows, and how many are newer than when the reader left the end. Constant time at the end. */
export function resolveView(view: ListView, messages: readonly ChatMessage[]): Range & { readonly fresh: number } {
  const total = messages.length;
  if (view.mode === "end") return { ...tailRange(total, view.tail), fresh: 0 };
  const found = indexOfKey(messages, view.startKey, view.startHint);
  // The first row is gone (deleted, or the log was replaced): stay as near as can be.
  const start = found === -1 ? Math.max(0, Math.min(view.startHint, total - view.count)) : found;
  const left = indexOfKey(messages, view.leftKey, view.leftHint);
  return { start, end: Math.min(total, start + view.count), fresh: left === -1 ? 0 : total - 1 - left };
}

/**
 * Viewports that the tail fills: what it aims at, and between which it is left alone.
 *
 * In quiet times there is a second one above the view, so that the way up is there before the first frame of a scroll. In a flood most of those rows would be
 * made for nothing, to be pushed out unseen by the next batch: then there is little more than the view.
 */
export const tailScreens = {
  quiet: { aim: 2, least: 1.6, most: 5 },
  flood: { aim: 1.15, least: 1.03, most: 1.6 },
} as const;

/** How much of the first tail one commit must bring to count as a flood. */
export const floodShare = 1 / 4;

/** How many rows fill that many viewports, by their average height. */
export function tailFor(viewport: number, average: number, screens: number): number {
  const wanted = Math.ceil((viewport * screens) / Math.max(average, 1));
  return Math.max(tailRows.min, Math.min(tailRows.max, wanted));
}

/** How many messages have come after the one of that key; at most `most`, beyond which nobody looks. */
export function appendedSince(messages: readonly ChatMessage[], key: string, most: number): number {
  for (let count = 0; count < most; count++) {
    const message = messages[messages.length - 1 - count];
    if (message === undefined || message.key === key) return count;
  }
  return most;
}

/**
 * Index of the first message that is not read, by the read watermark; -1 when all are, when there are no sequences, or when it is not loaded. One's
 * own unsent messages stand last without a sequence.
 */
export function firstUnreadIndex(messages: readonly ChatMessage[], readSeq: number, hasOlder: boolean): number {
  let low = 0;
  let high = messages.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const seq = messages[middle]?.seq ?? Number.POSITIVE_INFINITY;
    if (seq > readSeq) high = middle;
    else low = middle + 1;
  }
  const found = messages[low];
  if (found === undefined || found.seq === null || found.own) return -1;
  return low === 0 && hasOlder && found.seq > readSeq + 1 ? -1 : low;
}

/** Sequence of the newest message that the log holds; `null` where there are no sequences. Own unsent ones, which stand last, are passed over. */
export function lastLogged(messages: readonly ChatMessage[]): ChatMessage | undefined {
  for (let index = messages.length - 1; index >= 0; index--) {
    const message = messages[index];
    if (message !== undefined && !(message.own && message.seq === null)) return message;
  }
  return undefined;
}
