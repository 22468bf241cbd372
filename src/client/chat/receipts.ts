import type { Receipt } from "../../contract/chat.js";
import { ownValue } from "../../contract/ownValue.js";
import type { ChatMessage, MessageStatus } from "./chatState.js";
import { type Draft, type Marks, writeMessages, writePending, writeReceipts } from "./draft.js";
import { findSequence, logStart } from "./order.js";

/** A room of thousands would fill the state with watermarks that nobody draws: only so many people's are kept. */
const maxReceipts = 200;

const ranks: Partial<Record<MessageStatus, number>> = { sent: 1, delivered: 2, read: 3 };

/** How far the others have come at most. */
export function marksOf(draft: Draft): Marks {
  if (draft.marks !== null) return draft.marks;
  const marks: Marks = { delivered: 0, read: 0 };
  const receipts = draft.next.receipts;
  for (const userId of Object.keys(receipts)) {
    const receipt = receipts[userId];
    if (userId === draft.me || receipt === undefined) continue;
    marks.delivered = Math.max(marks.delivered, receipt.deliveredSeq, receipt.readSeq);
    marks.read = Math.max(marks.read, receipt.readSeq);
  }
  draft.marks = marks;
  return marks;
}

/** The status of an own message that the server has stored under this sequence. */
export function storedStatus(draft: Draft, seq: number | null): MessageStatus {
  if (seq === null) return "sent";
  const marks = marksOf(draft);
  if (seq <= marks.read) return "read";
  return seq <= marks.delivered ? "delivered" : "sent";
}

/** Somebody's watermarks have moved. They never move back, whatever the order in which the news arrive. */
export function moveReceipt(
  draft: Draft,
  userId: string,
  to: { readonly deliveredSeq?: number | undefined; readonly readSeq?: number | undefined },
): void {
  const held = ownValue(draft.next.receipts, userId);
  const readSeq = Math.max(held?.readSeq ?? 0, to.readSeq ?? 0);
  const deliveredSeq = Math.max(held?.deliveredSeq ?? 0, to.deliveredSeq ?? 0, readSeq);
  if (userId === draft.me) draft.next.readSeq = Math.max(draft.next.readSeq, readSeq);
  if (held !== undefined && held.readSeq === readSeq && held.deliveredSeq === deliveredSeq) return;
  const marks = userId === draft.me ? null : marksOf(draft);
  if (held !== undefined || Object.keys(draft.next.receipts).length < maxReceipts)
    writeReceipts(draft)[userId] = { userId, deliveredSeq, readSeq };
  if (marks === null) return;
  const before = { ...marks };
  marks.delivered = Math.max(marks.delivered, deliveredSeq);
  marks.read = Math.max(marks.read, readSeq);
  raiseStatuses(draft, before, marks);
}

export function moveReceipts(draft: Draft, receipts: readonly Receipt[]): void {
  for (const receipt of receipts) moveReceipt(draft, receipt.userId, receipt);
}

/** Own messages between the old and the new watermark, and only those, get their new status. */
function raiseStatuses(draft: Draft, before: Marks, after: Marks): void {
  const from = Math.min(
    before.delivered < after.delivered ? before.delivered : Number.POSITIVE_INFINITY,
    before.read < after.read ? before.read : Number.POSITIVE_INFINITY,
  );
  const to = Math.max(after.delivered, after.read);
  const log = draft.next.messages;
  const start = logStart(log);
  if (log[start]?.seq === null) return;
  for (let index = findSequence(log, from + 1, start); index < log.length; index++) {
    const message = log[index];
    if (message === undefined || message.seq === null || message.seq > to) break;
    if (!message.own) continue;
    const higher = raised(message, storedStatus(draft, message.seq));
    if (higher !== message) writeMessages(draft)[index] = higher;
  }
}

/** States of single messages by id, from servers without watermarks. */
export function raiseStatusesOf(draft: Draft, statuses: Readonly<Record<string, "sent" | "delivered" | "read">>): void {
  for (const [list, write] of [
    [draft.next.messages, writeMessages],
    [draft.next.pending, writePending],
  ] as const)
    for (const [index, message] of list.entries()) {
      const status = message.own && message.status !== "lost" ? ownValue(statuses, message.id) : undefined;
      if (status === undefined) continue;
      const higher = raised(message, status);
      if (higher !== message) write(draft)[index] = higher;
    }
}

/** Raises a stored own message to what the server now says of it. */
export function raised(message: ChatMessage, status: MessageStatus): ChatMessage {
  return (ranks[status] ?? 0) > (ranks[message.status] ?? 0) ? { ...message, status } : message;
}
