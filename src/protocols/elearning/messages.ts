import type { HistoryPage, Message } from "../../contract/chat.js";
import { failure, type Outcome } from "../../contract/errors.js";
import { conversationIdOf } from "../../contract/ids.js";
import { parse } from "../../contract/schema.js";
import type { ProtocolContext } from "../protocol.js";
import { relaysOf } from "./relays.js";
import { type ElearningMessage, historyAnswerSchema, messageSchema, readEach } from "./wire.js";

/** The message as the contract has it; `null` when it is not between this user and somebody else. */
export function messageOf(raw: ElearningMessage, context: ProtocolContext): Message | null {
  const { sender, recipient } = raw;
  const me = context.user.id;
  if (sender.id === recipient.id || (sender.id !== me && recipient.id !== me)) return null;
  const userId = sender.id === me ? recipient.id : sender.id;
  return {
    id: raw.id ?? `local-${context.newId()}`,
    conversationId: conversationIdOf({ kind: "direct", userId }, me),
    seq: null,
    senderId: sender.id,
    ...(sender.name === undefined ? {} : { senderName: sender.name }),
    createdAt: raw.createdAt ?? context.now(),
    body: { kind: "text", text: raw.content },
  };
}

/** Longest history taken; of a longer one the newest. */
const historyLength = 5_000;

/** The whole history at once, for this server knows no pages. A message that can't be read does not take the others with it. */
export function readHistory(raw: unknown, conversationId: string, context: ProtocolContext): Outcome<HistoryPage> {
  const parsed = parse(historyAnswerSchema, raw);
  if (!parsed.ok) return { ok: false, failure: failure("UNAVAILABLE", `The answer can't be read: ${parsed.issue}`) };
  if (!parsed.value.success) return { ok: false, failure: failure("UNAVAILABLE", parsed.value.message) };
  const messages: Message[] = [];
  const statuses: Record<string, "sent" | "delivered" | "read"> = {};
  const all = readEach(messageSchema, parsed.value.messages, context.drop);
  relaysOf(context).brought(all);
  for (const one of all) {
    const message = messageOf(one, context);
    if (message?.conversationId !== conversationId) continue;
    messages.push(message);
    if (one.status !== undefined) statuses[message.id] = one.status;
  }
  messages.sort((a, b) => a.createdAt - b.createdAt).splice(0, Math.max(0, messages.length - historyLength));
  return {
    ok: true,
    value: { conversationId, epoch: null, messages, head: null, olderCursor: null, receipts: [], statuses },
  };
}
