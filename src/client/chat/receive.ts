import type { Message } from "../../contract/chat.js";
import type { DomainEventOf } from "../../contract/events.js";
import { type Draft, writeMessages } from "./draft.js";
import { appendSequenced, type Placement, toChatMessage } from "./log.js";
import { takePending } from "./pending.js";
import { moveReceipt, storedStatus } from "./receipts.js";
import { stopTyping } from "./typing.js";
import { insertUnsequenced } from "./unsequenced.js";

/**
 * A live message. An open conversation takes it into its log; one that nobody has opened only notes that there is something new. A message from another
 * epoch than the one held is only noted: the catch-up that follows brings it.
 */
export function receiveMessage(draft: Draft, { message, epoch, unreadCount }: DomainEventOf<"messageReceived">): void {
  const placement = place(draft, message, epoch);
  noteNewest(draft, message);
  stopTyping(draft, message.senderId);
  noteReading(draft, message, epoch);
  if (message.senderId === draft.me) {
    if (placement === "unopened") takePending(draft, message.clientId);
    if (message.seq !== null && isCurrent(draft, epoch)) draft.next.readSeq = Math.max(draft.next.readSeq, message.seq);
  } else if (message.seq === null && placement !== "held") draft.next.unseen = unreadCount ?? draft.next.unseen + 1;
}

/**
 * Who writes has read what was before: the server moves his watermark with his message and says nothing more of it. In a room only of those whose watermarks
 * are kept, so that a flood of strangers costs nothing.
 */
function noteReading(draft: Draft, { senderId, seq, body }: Message, epoch: string | null): void {
  if (seq === null || senderId === draft.me || body.kind === "system" || !isCurrent(draft, epoch)) return;
  if (draft.next.kind === "direct" || Object.hasOwn(draft.next.receipts, senderId))
    moveReceipt(draft, senderId, { readSeq: seq });
}

function place(draft: Draft, message: Message, epoch: string | null): Placement | "unopened" {
  const { status } = draft.next;
  if (status === "idle") return "unopened";
  if (message.seq === null) return insertUnsequenced(draft, message);
  // Before the first page there is nothing that the message could follow on.
  if (status !== "ready" || !isCurrent(draft, epoch)) return "hole";
  if (draft.next.epoch === null) draft.next.epoch = epoch;
  return appendSequenced(draft, { ...message, seq: message.seq });
}

const isCurrent = (draft: Draft, epoch: string | null) =>
  draft.next.epoch === null || epoch === null || draft.next.epoch === epoch;

/** The newest message and how far the log goes, for lists and unread counts. */
export function noteNewest(draft: Draft, message: Message): void {
  const held = draft.next.lastMessage;
  const newer =
    held === null ||
    (message.seq !== null && held.seq !== null ? message.seq > held.seq : message.createdAt >= held.createdAt);
  if (newer && held?.id !== message.id) draft.next.lastMessage = message;
  if (message.seq !== null) draft.next.head = Math.max(draft.next.head ?? 0, message.seq);
  draft.next.updatedAt = Math.max(draft.next.updatedAt, message.createdAt);
}

/**
 * The server has stored an own message. Where it pushes one's own messages too, the message waits for that, as `sent`; where it does not, this was the last
 * word and the message goes into the log.
 */
export function acknowledge(draft: Draft, event: DomainEventOf<"messageAcknowledged">, echoed: boolean): void {
  const index = draft.next.pending.findIndex((message) => message.key === event.clientId);
  const held = draft.next.pending[index];
  if (held === undefined) return;
  if (event.id !== null && draft.next.messages.some((message) => message.id === event.id)) {
    takePending(draft, held.key);
    return;
  }
  const { failure: _failure, ...rest } = held;
  const stored = {
    ...rest,
    id: event.id ?? held.id,
    seq: event.seq,
    createdAt: event.createdAt ?? held.createdAt,
    status: storedStatus(draft, event.seq),
  };
  if (!echoed && settle(draft, stored)) return;
  draft.next.pending = draft.next.pending.with(index, stored);
  draft.pending = draft.next.pending as typeof draft.pending;
}

/** Moves a waiting message into the log, as nothing more will be heard of it. Answers false while a hole is before it. */
export function settle(draft: Draft, message: Draft["next"]["pending"][number]): boolean {
  if (message.seq !== null) {
    const { key: _key, own: _own, status: _status, failure: _failure, ...plain } = message;
    if (appendSequenced(draft, { ...plain, seq: message.seq, clientId: message.key }) === "hole") return false;
  } else writeMessages(draft).push({ ...toChatMessage(draft, message, message.key), status: message.status });
  takePending(draft, message.key);
  draft.ids = null;
  noteNewest(draft, message);
  return true;
}
