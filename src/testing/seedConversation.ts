import type { DraftBody } from "../contract/chat.js";
import type { User } from "../contract/connection.js";
import { type ConversationId, parseConversationId } from "../contract/ids.js";
import { LobbyError } from "../contract/lobbyError.js";
import type { LobbyStore } from "../server/store/store.js";
import type { SampleLocale } from "./factories/people.js";
import { phrases } from "./factories/phrases.js";
import { pick } from "./random.js";

/** A message that a conversation begins with. */
export interface SeedMessage {
  readonly from: string;
  readonly body: string | DraftBody;
  /** Milliseconds before now; spread by itself if absent. */
  readonly agoMs?: number;
}

/** A conversation that a mock server begins with. */
export interface SeedConversation {
  /** For example `direct:an:binh` or `room:algebra`. */
  readonly id: ConversationId;
  /** A room's name. */
  readonly title?: string;
  readonly avatarUrl?: string;
  /** User ids; the two of a 1:1, all users of the server for a room, unless told otherwise. */
  readonly members?: readonly string[];
  /** How many made-up messages, or the messages themselves, oldest first. */
  readonly messages?: number | readonly SeedMessage[];
  readonly locale?: SampleLocale;
  /** Milliseconds since its newest message; under a minute unless told otherwise. */
  readonly quietMs?: number;
  /** How many of the newest the server's first user has not read; made-up ones are then by others. 0. */
  readonly unread?: number;
}

/** What seeding needs to know. */
export interface SeedContext {
  readonly store: LobbyStore;
  readonly users: ReadonlyMap<string, User>;
  readonly random: () => number;
  readonly now: number;
  readonly newId: () => string;
  readonly count: number;
  readonly locale: SampleLocale;
  /** Whose unread messages are meant. */
  readonly viewer: string | undefined;
}

/**
 * Puts a conversation in a store. Every call on the store is made before this returns, none waits for another, so that the memory store is full at
 * once; the promise is for stores that take their time.
 */
export function seedConversation(conversation: SeedConversation, context: SeedContext): Promise<unknown> {
  const { store, users, now, newId } = context;
  const { id } = conversation;
  const parts = parseConversationId(id);
  if (parts === null) {
    throw new LobbyError(
      "bad-id",
      `The mock server can't hold a conversation "${id}".`,
      "That is no conversation's id.",
      "Name it direct:a:b (the smaller user id first) or room:id.",
    );
  }
  const members = conversation.members ?? (parts.kind === "direct" ? parts.userIds : [...users.keys()]);
  const messages = listOf(conversation, members, context);
  const calls: Promise<unknown>[] = [];
  if (parts.kind === "room") {
    const { title, avatarUrl } = conversation;
    const given = { ...(title === undefined ? {} : { title }), ...(avatarUrl === undefined ? {} : { avatarUrl }) };
    calls.push(store.saveRoom({ roomId: parts.roomId, ...given }));
  }
  const begin = now - (messages[0]?.agoMs ?? 0);
  for (const member of members) calls.push(store.addMember(id, member, begin));
  for (const { from, body, agoMs } of messages) {
    const sender = users.get(from) ?? { id: from };
    const draft: DraftBody = typeof body === "string" ? { kind: "text", text: body } : body;
    calls.push(
      store.append({
        id: newId(),
        conversationId: id,
        sender,
        clientId: newId(),
        body: draft,
        createdAt: now - (agoMs ?? 0),
        members: [],
      }),
    );
  }
  const head = messages.length;
  for (const member of members) {
    const readSeq = member === context.viewer ? head - (conversation.unread ?? 0) : head;
    calls.push(store.advance(id, member, { readSeq, deliveredSeq: head }));
  }
  return Promise.all(calls);
}

function listOf(conversation: SeedConversation, members: readonly string[], context: SeedContext): SeedMessage[] {
  const { random } = context;
  const wanted = conversation.messages ?? context.count;
  const locale = conversation.locale ?? context.locale;
  const others = members.filter((member) => member !== context.viewer);
  const unread = Math.min(conversation.unread ?? 0, typeof wanted === "number" ? wanted : 0);
  const list =
    typeof wanted === "number"
      ? [...madeUp(wanted - unread, locale, members, random), ...madeUp(unread, locale, others, random)]
      : wanted;
  // Times are drawn from the newest backwards: most messages come in bursts, with pauses of minutes and nights between.
  let agoMs = conversation.quietMs ?? 0;
  return list
    .toReversed()
    .map((message) => {
      const chance = random();
      const pause = chance < 0.75 ? 50_000 : chance < 0.97 ? 1_800_000 : 30_000_000;
      agoMs = message.agoMs ?? agoMs + 5_000 + Math.floor(random() * pause);
      return { ...message, agoMs };
    })
    .toReversed();
}

function madeUp(count: number, locale: SampleLocale, members: readonly string[], random: () => number): SeedMessage[] {
  let from = Math.floor(random() * members.length);
  return Array.from({ length: count }, () => {
    // People answer each other more often than themselves.
    if (members.length > 1 && random() < 0.65) from += 1 + Math.floor(random() * (members.length - 1));
    return { from: members[from % members.length] ?? "nobody", body: pick(random, phrases[locale]) };
  });
}
