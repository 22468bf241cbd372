import type { Failure } from "../../contract/errors.js";
import type { ChatMessage } from "./chatState.js";
import { type Draft, writePending } from "./draft.js";

/** Removes the waiting message of that key and returns it; `undefined` when there is none. */
export function takePending(draft: Draft, key: string | undefined): ChatMessage | undefined {
  if (key === undefined) return undefined;
  const index = draft.next.pending.findIndex((message) => message.key === key);
  return index < 0 ? undefined : writePending(draft).splice(index, 1)[0];
}

/** Clocks may differ by an hour, and a message may take two minutes: beyond that, the same words are another message. */
export const matchWindowMs = 62 * 60_000;

/**
 * Removes the waiting message that an own message from the server is, when the server doesn't say which one: the oldest of the same body that is on its
 * way. Servers keep a sender's order, so the oldest is the right one.
 */
export function claimPending(
  draft: Draft,
  message: { readonly body: ChatMessage["body"]; readonly createdAt: number },
): ChatMessage | undefined {
  const match = draft.next.pending.find(
    ({ status, body, createdAt }) =>
      (status === "sending" || status === "sent" || status === "unconfirmed") &&
      Math.abs(createdAt - message.createdAt) <= matchWindowMs &&
      sameBody(body, message.body),
  );
  return takePending(draft, match?.key);
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
  const { failure: _old, ...rest } = held;
  writePending(draft)[index] = { ...rest, status, ...(failure === undefined ? {} : { failure }) };
}

/** Whether two messages say the same. */
export function sameBody(a: ChatMessage["body"], b: ChatMessage["body"]): boolean {
  if (a.kind !== b.kind || (a.text ?? "") !== (b.text ?? "")) return false;
  return a.kind !== "image" || b.kind !== "image" || a.url === b.url;
}
