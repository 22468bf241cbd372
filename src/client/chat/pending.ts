import type { Message } from "../../contract/chat.js";
import { defined } from "../../contract/defined.js";
import type { Failure } from "../../contract/errors.js";
import type { ChatMessage } from "./chatState.js";
import { type Draft, writePending } from "./draft.js";
import { hasLocalId } from "./order.js";

/** Removes the waiting message of that key and returns it; `undefined` when there is none. */
export function takePending(draft: Draft, key: string | undefined): ChatMessage | undefined {
  if (key === undefined) return undefined;
  const index = draft.next.pending.findIndex((message) => message.key === key);
  return index < 0 ? undefined : writePending(draft).splice(index, 1)[0];
}

/** Clocks may differ by an hour, and a message may take two minutes: beyond that, the same words are another message. */
const matchWindowMs = 62 * 60_000;

/**
 * Removes the waiting message that an own message from the server is. When the server doesn't say which one: the oldest of the same body that is on its
 * way, or of which nobody knows whether it arrived. Servers keep a sender's order, so the oldest is the right one.
 */
export function claimPending(draft: Draft, message: Message): ChatMessage | undefined {
  if (message.clientId !== undefined) return takePending(draft, message.clientId);
  const { pending } = draft.next;
  const same = pending.find(({ id }) => id === message.id);
  const match =
    same ??
    pending.find(
      (held) =>
        // Two that the server has given ids of its own are two, whatever they say.
        (hasLocalId(held) || hasLocalId(message)) &&
        (held.status === "sending" ||
          held.status === "sent" ||
          held.status === "unconfirmed" ||
          held.failure?.code === "TIMEOUT") &&
        isLikely(held, message),
    );
  return takePending(draft, match?.key);
}

/** Whether two messages may be one: they say the same at about the same time. */
export function isLikely(a: Message, b: Message): boolean {
  return Math.abs(a.createdAt - b.createdAt) <= matchWindowMs && sameBody(a.body, b.body);
}

/** The outbox has come further with a message. What the server has confirmed is not taken back. */
export function changeSending(
  draft: Draft,
  key: string,
  status: "queued" | "sending" | "unconfirmed" | "failed",
  failure: Failure | undefined,
): void {
  const index = draft.next.pending.findIndex((message) => message.key === key);
  const held = draft.next.pending[index];
  if (held === undefined || held.status === "sent" || held.status === "delivered" || held.status === "read") return;
  writePending(draft)[index] = defined({ ...held, status, failure });
}

/** Whether two messages say the same. Servers take white space off the ends. */
export function sameBody(a: Message["body"], b: Message["body"]): boolean {
  if (a.kind !== b.kind || (a.text ?? "").trim() !== (b.text ?? "").trim()) return false;
  return a.kind !== "image" || b.kind !== "image" || a.url === b.url;
}
