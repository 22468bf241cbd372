import type { HistoryPage, SyncResult } from "../../contract/chat.js";
import { describe } from "./conversations.js";
import type { Draft } from "./draft.js";
import { setGapLoading } from "./gaps.js";
import { markLost, mergeSequenced } from "./log.js";
import { logStart } from "./order.js";
import { moveReceipts, raiseStatusesOf } from "./receipts.js";
import { noteNewest } from "./receive.js";
import { mergeUnsequenced } from "./unsequenced.js";

/** What a page is for: the first one, the next older one, or a gap (which ends before that sequence). */
type PageTarget = "first" | "older" | { readonly gapBefore: number };

/** The request of a page says by its cursor alone what it is for. */
function targetOf(draft: Draft["next"], cursor: string | null): PageTarget {
  if (cursor === null) return draft.status === "ready" && draft.older === "loading" ? "older" : "first";
  const gap = draft.gaps.find(({ before }) => String(before) === cursor);
  return gap === undefined ? "older" : { gapBefore: gap.before };
}

/** Where the next older page starts: with sequences at the oldest message held, whatever pages it came by. */
export function olderCursorOf(conversation: Draft["next"]): string | null {
  const oldest = conversation.messages[logStart(conversation.messages)]?.seq ?? null;
  return oldest === null ? conversation.olderCursor : String(oldest);
}

/** A page was asked for. */
export function beginPage(next: Draft["next"], cursor: string | null): void {
  const target = targetOf(next, cursor);
  if (target === "older") next.older = "loading";
  else if (typeof target === "object") next.gaps = setGapLoading(next.gaps, target.gapBefore, true);
  else if (next.status !== "ready") next.status = "loading";
}

/** A page of history has arrived. */
export function applyPage(draft: Draft, page: HistoryPage, cursor: string | null): void {
  const target = targetOf(draft.next, cursor);
  // An older page of another epoch tells of another log; the catch-up under way will bring the new one.
  if (!changeEpoch(draft, page.epoch, target === "first")) {
    settleTarget(draft, target, "error");
    return;
  }
  const before = olderCursorOf(draft.next);
  const held = draft.next.messages[logStart(draft.next.messages)];
  moveReceipts(draft, page.receipts);
  if (page.head !== null) draft.next.head = Math.max(draft.next.head ?? 0, page.head);
  const sequenced = page.messages.length === 0 ? page.head !== null : page.messages.every(({ seq }) => seq !== null);
  if (sequenced) {
    const from = page.olderCursor === null ? 0 : Math.min(...page.messages.map(({ seq }) => seq ?? 0));
    const to = cursor === null ? (page.messages.at(-1)?.seq ?? 0) : Number(cursor);
    mergeSequenced(draft, page.messages, { from, to });
  } else mergeUnsequenced(draft, page.messages);
  if (page.statuses !== undefined) raiseStatusesOf(draft, page.statuses);
  const newest = page.messages.at(-1);
  if (newest !== undefined && cursor === null) noteNewest(draft, newest);
  draft.next.unseen = page.unreadCount ?? draft.next.unseen;
  if (page.profile !== undefined) describe(draft, page.profile);
  settleTarget(draft, target, "idle");
  // Whether there is more before what is held is only said by a page that reaches back at least as far.
  const reachesBack = held === undefined || target === "older" || (held.seq !== null && coversFrom(page, held.seq));
  if (typeof target === "object" || !reachesBack) return;
  const moved = page.olderCursor === null || page.olderCursor !== before || held === undefined;
  draft.next.hasOlder = page.olderCursor !== null && moved;
  draft.next.olderCursor = page.olderCursor;
}

const coversFrom = (page: HistoryPage, seq: number) => {
  const first = page.messages[0]?.seq ?? null;
  return first === null || first <= seq;
};

/** A page could not be had. */
export function failPage(draft: Draft, cursor: string | null, failure: Draft["next"]["error"]): void {
  const target = targetOf(draft.next, cursor);
  settleTarget(draft, target, "error");
  if (target !== "first") return;
  draft.next.error = failure;
  if (draft.next.status === "loading") draft.next.status = "error";
}

function settleTarget(draft: Draft, target: PageTarget, to: "idle" | "error"): void {
  if (target === "older") draft.next.older = to;
  else if (typeof target === "object") draft.next.gaps = setGapLoading(draft.next.gaps, target.gapBefore, false);
  else if (to === "idle") {
    draft.next.status = "ready";
    draft.next.error = null;
  }
}

/** Answers whether what comes from that epoch may be merged. */
function changeEpoch(draft: Draft, epoch: string | null, renew: boolean): boolean {
  if (epoch === null || draft.next.epoch === epoch) return true;
  if (draft.next.epoch !== null) {
    if (!renew) return false;
    forgetLog(draft);
  }
  draft.next.epoch = epoch;
  return true;
}

function forgetLog(draft: Draft): void {
  markLost(draft);
  draft.next.receipts = {};
  draft.receipts = null;
  draft.marks = null;
  draft.next.readSeq = 0;
  draft.next.head = null;
  draft.next.lastMessage = null;
  draft.next.hasOlder = false;
  draft.next.olderCursor = null;
}

/** The answer to a catch-up. */
export function applySync(draft: Draft, result: SyncResult): void {
  if (draft.next.status === "idle") return;
  const other = draft.next.epoch !== null && draft.next.epoch !== result.epoch;
  if (result.reset || other) forgetLog(draft);
  draft.next.epoch = result.epoch;
  draft.next.head = Math.max(draft.next.head ?? 0, result.head);
  moveReceipts(draft, result.receipts);
  const first = result.messages[0]?.seq;
  const log = draft.next.messages;
  const held = log[logStart(log)]?.seq ?? null;
  const last = log.at(-1)?.seq ?? null;
  // Without `limited` the server has told all there is after the cursor, so what lies between it and the first message is empty.
  const from = result.limited || last === null ? (first ?? 0) : Math.min(last, first ?? last);
  mergeSequenced(draft, result.messages, { from, to: result.messages.at(-1)?.seq ?? result.head });
  const newest = result.messages.at(-1);
  if (newest !== undefined) noteNewest(draft, newest);
  if (held === null && first !== undefined) draft.next.hasOlder = first > result.oldest;
  if (draft.next.status !== "ready") {
    draft.next.status = "ready";
    draft.next.error = null;
  }
  for (const message of result.messages)
    if (message.senderId === draft.me) draft.next.readSeq = Math.max(draft.next.readSeq, message.seq);
}
