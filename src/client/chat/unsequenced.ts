import type { Message } from "../../contract/chat.js";
import type { ChatMessage } from "./chatState.js";
import { type Draft, replaceMessages, writeMessages } from "./draft.js";
import { type Placement, toChatMessage } from "./log.js";
import { hasLocalId, logStart } from "./order.js";
import { claimPending, isLikely, sameBody, takePending } from "./pending.js";
import { raised } from "./receipts.js";

/*
 * Logs of servers that count nothing. Messages with a real id bear the server's clock and are kept in its order. Messages with a made-up id (own ones that
 * nobody confirmed, and what a server relayed without an id) bear the local clock, which may be an hour off; the two clocks are never compared. Such a
 * message keeps its place behind the one it arrived after.
 */

/** Puts a live message into a log without sequences. */
export function insertUnsequenced(draft: Draft, message: Message): Placement {
  if (idsOf(draft).has(message.id)) {
    if (message.senderId === draft.me) takePending(draft, message.clientId);
    return "held";
  }
  let key: string | undefined;
  if (message.senderId === draft.me) {
    const waiting = claimPending(draft, message);
    key = waiting?.key;
    if (waiting === undefined && adopt(draft, message)) return "held";
  }
  const chat = toChatMessage(draft, message, key);
  const log = writeMessages(draft);
  log.splice(placeFor(log, chat), 0, chat);
  draft.ids?.add(chat.id);
  return "appended";
}

/** Puts a page of history into a log without sequences. */
export function mergeUnsequenced(draft: Draft, page: readonly Message[]): void {
  const held = draft.next.messages;
  const pairs = pair(held, page);
  const seen = new Set<string>();
  const fresh: ChatMessage[] = [];
  const updates = new Map<ChatMessage, ChatMessage>();
  for (const message of page) {
    if (seen.has(message.id)) continue;
    seen.add(message.id);
    const known = pairs.get(message);
    const chat = toChatMessage(draft, message, known?.key);
    if (known !== undefined) {
      if (known.id !== message.id) updates.set(known, raised(chat, known.status));
    } else {
      const waiting = chat.own ? claimPending(draft, chat) : undefined;
      fresh.push(waiting === undefined ? chat : { ...chat, key: waiting.key });
    }
  }
  if (fresh.length === 0 && updates.size === 0) return;
  replaceMessages(draft, arrange(held, updates, fresh, page));
}

/** An own live message whose unconfirmed copy is in the log already takes that one's place. */
function adopt(draft: Draft, message: Message): boolean {
  // What comes without an id may be the echo of a copy that has had none yet, by its id as it was composed; else it is another message of the same words.
  const waits = hasLocalId(message) ? isUnheard : hasLocalId;
  const index = draft.next.messages.findIndex(
    (held) => held.own && waits(held) && held.status !== "lost" && sameBody(held.body, message.body),
  );
  const held = draft.next.messages[index];
  if (held === undefined) return false;
  writeMessages(draft)[index] = raised(toChatMessage(draft, message, held.key), held.status);
  draft.ids?.delete(held.id);
  draft.ids?.add(message.id);
  return true;
}

const isUnheard = ({ id, key }: ChatMessage) => id === `local-${key}`;

/**
 * Which held message each message of a page is. By id where both have one; else by client id; else a made-up id is matched by sender and body within the window,
 * from the newest backwards and in order, each at most once: unconfirmed messages are the newest, so equal texts pair up as they were sent.
 */
function pair(held: readonly ChatMessage[], page: readonly Message[]): Map<Message, ChatMessage> {
  const byId = new Map<string, ChatMessage>();
  const locals: ChatMessage[] = [];
  for (const message of held) {
    if (message.status === "lost") continue;
    byId.set(message.id, message);
    if (message.own && message.clientId !== undefined) byId.set(`client:${message.clientId}`, message);
    if (hasLocalId(message)) locals.push(message);
  }
  const pairs = new Map<Message, ChatMessage>();
  const open: Message[] = [];
  for (const message of page) {
    const known = byId.get(message.id) ?? byId.get(`client:${message.clientId ?? ""}`);
    if (known !== undefined && known.senderId === message.senderId) pairs.set(message, known);
    else open.push(message);
  }
  const taken = new Set(pairs.values());
  for (const message of open.reverse()) {
    const local = locals.findLast(
      (one) => !taken.has(one) && one.senderId === message.senderId && isLikely(one, message),
    );
    if (local === undefined) continue;
    pairs.set(message, local);
    taken.add(local);
  }
  return pairs;
}

/** Puts the log in order again: by the server's clock, of one moment as in the page; what bears the local clock stays behind its predecessor. */
function arrange(
  held: readonly ChatMessage[],
  updates: ReadonlyMap<ChatMessage, ChatMessage>,
  fresh: readonly ChatMessage[],
  page: readonly Message[],
): ChatMessage[] {
  const start = logStart(held);
  const lost = held.slice(0, start);
  const clocked: ChatMessage[] = [];
  const behind = new Map<string, ChatMessage[]>();
  let predecessor = "";
  for (const old of held.slice(start)) {
    const message = updates.get(old) ?? old;
    if (hasLocalId(message)) {
      const list = behind.get(predecessor);
      if (list === undefined) behind.set(predecessor, [message]);
      else list.push(message);
    } else {
      clocked.push(message);
      predecessor = message.id;
    }
  }
  // A log of nothing but unconfirmed messages: the page is what came before them.
  const leading = behind.get("") ?? [];
  const leads = clocked.length > 0;
  clocked.push(...fresh);
  const places = new Map(page.map(({ id }, place) => [id, place]));
  const placeOf = ({ id }: ChatMessage) => places.get(id) ?? Number.NaN;
  clocked.sort((a, b) => a.createdAt - b.createdAt || placeOf(a) - placeOf(b) || 0);
  const arranged = clocked.flatMap((message) => [message, ...(behind.get(message.id) ?? [])]);
  return leads ? [...lost, ...leading, ...arranged] : [...lost, ...arranged, ...leading];
}

/** Behind everything that is not later by the server's clock. Where only the local clock was read in between, the order of arrival stands. */
function placeFor(log: readonly ChatMessage[], message: ChatMessage): number {
  if (hasLocalId(message)) return log.length;
  let place = log.length;
  for (let index = log.length - 1; index >= 0; index--) {
    const held = log[index];
    if (held === undefined || held.status === "lost") break;
    if (hasLocalId(held)) continue;
    if (held.createdAt <= message.createdAt) break;
    place = index;
  }
  return place;
}

function idsOf(draft: Draft): Set<string> {
  if (draft.ids === null) {
    draft.ids = new Set();
    for (const message of draft.next.messages) if (message.status !== "lost") draft.ids.add(message.id);
  }
  return draft.ids;
}
