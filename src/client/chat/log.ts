import type { Message } from "../../contract/chat.js";
import type { ChatMessage } from "./chatState.js";
import { type Draft, replaceMessages, writeMessages } from "./draft.js";
import { gapsAfter, type Range } from "./gaps.js";
import { findSequence, logStart } from "./order.js";
import { takePending } from "./pending.js";
import { storedStatus } from "./receipts.js";

/** A message as it is shown. Its key is the client id on one's own, so that it stays what it was while it waited. */
export function toChatMessage(draft: Draft, message: Message, key?: string): ChatMessage {
  const own = message.senderId === draft.me;
  return {
    ...message,
    key: key ?? (own ? message.clientId : undefined) ?? message.id,
    own,
    status: own ? storedStatus(draft, message.seq) : "received",
  };
}

/** What became of a message that was put into a log. */
export type Placement = "appended" | "held" | "hole";

/**
 * Puts a live message at the end of a log with sequences. Only the very next one is taken: the log never gets a hidden hole, whatever arrives and
 * whatever the ingest lets through.
 */
export function appendSequenced(draft: Draft, message: Message & { readonly seq: number }): Placement {
  const log = draft.next.messages;
  const last = log.at(-1)?.seq ?? 0;
  if (message.seq > last + 1) return "hole";
  if (message.seq <= last) {
    const at = log[findSequence(log, message.seq, logStart(log))];
    if (at?.seq !== message.seq) return "hole";
    takePending(draft, at.own ? message.clientId : undefined);
    return "held";
  }
  const chat = toChatMessage(draft, message);
  if (chat.own) takePending(draft, message.clientId);
  dropFound(draft, [message]);
  writeMessages(draft).push(chat);
  return "appended";
}

/**
 * Merges a range of the log, in one pass. Held messages stay the objects they are. `range` is what the server has told completely; holes at its edges become
 * gaps.
 */
export function mergeSequenced(draft: Draft, messages: readonly Message[], range: Range): void {
  dropFound(draft, messages);
  const before = { log: draft.next.messages, gaps: draft.next.gaps };
  const start = logStart(before.log);
  const merged: ChatMessage[] = before.log.slice(0, start);
  let index = start;
  let added = false;
  for (const message of ascending(messages)) {
    for (let held = before.log[index]; held !== undefined && (held.seq ?? 0) < message.seq; held = before.log[++index])
      merged.push(held);
    if (message.senderId === draft.me) takePending(draft, message.clientId);
    if (before.log[index]?.seq === message.seq || merged.at(-1)?.seq === message.seq) continue;
    merged.push(toChatMessage(draft, message));
    added = true;
  }
  for (; index < before.log.length; index++) merged.push(before.log[index] as ChatMessage);
  if (added) replaceMessages(draft, merged);
  draft.next.gaps = gapsAfter(draft.next.messages, range, before);
}

/** Only messages with sequences, in their order: a server is not trusted to send them so. */
function ascending(messages: readonly Message[]): (Message & { readonly seq: number })[] {
  return messages
    .filter((message): message is Message & { readonly seq: number } => message.seq !== null)
    .sort((a, b) => a.seq - b.seq);
}

/** The server's log was lost and begun anew: what is held stays for the reader, marked, before the new log. */
export function markLost(draft: Draft): void {
  if (draft.next.messages.length === 0) return;
  replaceMessages(
    draft,
    draft.next.messages.map((message) =>
      message.status === "lost" ? message : { ...message, seq: null, status: "lost" as const },
    ),
  );
  draft.next.gaps = [];
}

/** What was thought lost and is told again (a log restored from an older copy) is not shown twice. */
function dropFound(draft: Draft, messages: readonly Message[]): void {
  if (draft.next.messages[0]?.status !== "lost") return;
  const found = new Set(messages.flatMap(({ id, clientId }) => (clientId === undefined ? [id] : [id, clientId])));
  const kept = draft.next.messages.filter(
    ({ status, id, key }) => status !== "lost" || !(found.has(id) || found.has(key)),
  );
  if (kept.length < draft.next.messages.length) replaceMessages(draft, kept);
}
