import type { Receipt } from "../../contract/chat.js";
import type { ChatMessage, MessageStatus } from "./chatState.js";
import { type Draft, type Marks, writeMessages, writePending, writeReceipts } from "./draft.js";
import { findSequence, logStart } from "./order.js";

/** A room of thousands would fill the state with watermarks that nobody draws: only so many people's are kept. */
const maxReceipts = 200;

const ranks: Partial<Record<MessageStatus, number>> = { sent: 1, delivered: 2, read: 3 };

/** The higher of two statuses of a stored own message. Anything else gives way to a stored one. */
export function higherStatus(a: MessageStatus, b: MessageStatus): MessageStatus {
  return (ranks[b] ?? 0) > (ranks[a] ?? 0) ? b : a;
}

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
  const held = Object.hasOwn(draft.next.receipts, userId) ? draft.next.receipts[userId] : undefined;
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
  if (before.delivered === after.delivered && before.read === after.read) return;
  const from = Math.min(
    before.delivered === after.delivered ? Number.POSITIVE_INFINITY : before.delivered,
    before.read === after.read ? Number.POSITIVE_INFINITY : before.read,
  );
  const to = Math.max(after.delivered, after.read);
  const log = draft.next.messages;
  const start = logStart(log);
  if (log[start]?.seq === null) return;
  for (let index = findSequence(log, from + 1, start); index < log.length; index++) {
    const message = log[index];
    if (message === undefined || message.seq === null || message.seq > to) break;
    if (!message.own) continue;
    const status = higherStatus(message.status, storedStatus(draft, message.seq));
    if (status !== message.status) writeMessages(draft)[index] = { ...message, status };
  }
}

/** One message's state, from servers without watermarks. */
export function setMessageStatus(draft: Draft, messageId: string, status: "sent" | "delivered" | "read"): void {
  const raise = (list: readonly ChatMessage[], write: () => ChatMessage[]): boolean => {
    const index = list.findLastIndex((message) => message.id === messageId);
    const message = list[index];
    if (message === undefined) return false;
    const higher = higherStatus(message.status, status);
    if (message.own && message.status !== "lost" && higher !== message.status)
      write()[index] = { ...message, status: higher };
    return true;
  };
  if (!raise(draft.next.messages, () => writeMessages(draft))) raise(draft.next.pending, () => writePending(draft));
}

/** The states of single messages that a page of history tells, in one pass. */
export function setMessageStatuses(
  draft: Draft,
  statuses: Readonly<Record<string, "sent" | "delivered" | "read">>,
): void {
  for (const [index, message] of draft.next.messages.entries()) {
    const told = message.own && message.status !== "lost" ? statuses[message.id] : undefined;
    if (told === undefined) continue;
    const status = higherStatus(message.status, told);
    if (status !== message.status) writeMessages(draft)[index] = { ...message, status };
  }
}
