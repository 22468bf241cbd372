import type { ConversationProfile, ConversationSummary, LoggedMessage, Receipt } from "../../contract/chat.js";
import type { User } from "../../contract/connection.js";
import { type ConversationId, parseConversationId } from "../../contract/ids.js";
import { memoryGifts } from "./memoryGifts.js";
import { memoryNotifications } from "./memoryNotifications.js";
import { memoryRooms } from "./memoryRooms.js";
import { memorySupport } from "./memorySupport.js";
import { type AppendInput, decodeListCursor, encodeListCursor, type LobbyStore, summaryParticipants } from "./store.js";

interface Log {
  readonly id: ConversationId;
  /** Index i holds sequence `oldest + i`. */
  readonly messages: LoggedMessage[];
  oldest: number;
  /** `sender client-id` → sequence. */
  readonly known: Map<string, LoggedMessage>;
  readonly members: Set<string>;
  readonly receipts: Map<string, Receipt>;
  title?: string;
  avatarUrl?: string;
  updatedAt: number;
}

/** Options of {@link memoryStore}. */
export interface MemoryStoreOptions {
  /** Random unless told otherwise. */
  readonly epoch?: string;
  /** Messages kept a conversation; older ones are forgotten, client ids too. 10,000 unless told otherwise. */
  readonly maxMessages?: number;
}

/** A store in this process's memory: for tests, stories, and servers that need no past. Everything is gone with the process, so its epoch is new each time. */
export function memoryStore(options: MemoryStoreOptions = {}): LobbyStore {
  const epoch = options.epoch ?? crypto.randomUUID();
  const maxMessages = options.maxMessages ?? 10_000;
  const logs = new Map<ConversationId, Log>();
  const users = new Map<string, User>();
  /** Conversations by member, so that a list costs its own length and not everybody's. */
  const lists = new Map<string, Set<Log>>();
  let closed = false;

  const logOf = (id: ConversationId): Log => {
    const found = logs.get(id);
    if (found !== undefined) return found;
    const made: Log = {
      id,
      messages: [],
      oldest: 1,
      known: new Map(),
      members: new Set(),
      receipts: new Map(),
      updatedAt: 0,
    };
    logs.set(id, made);
    return made;
  };

  const join = (log: Log, userId: string): boolean => {
    if (log.members.has(userId)) return false;
    log.members.add(userId);
    const list = lists.get(userId) ?? new Set();
    lists.set(userId, list.add(log));
    return true;
  };

  const advance = (log: Log, userId: string, to: { deliveredSeq?: number; readSeq?: number }): Receipt | null => {
    const old = log.receipts.get(userId) ?? { userId, deliveredSeq: 0, readSeq: 0 };
    const head = headOf(log);
    const readSeq = Math.max(old.readSeq, Math.min(head, to.readSeq ?? 0));
    const deliveredSeq = Math.max(old.deliveredSeq, readSeq, Math.min(head, to.deliveredSeq ?? 0));
    if (readSeq === old.readSeq && deliveredSeq === old.deliveredSeq) return null;
    const receipt = { userId, deliveredSeq, readSeq };
    log.receipts.set(userId, receipt);
    return receipt;
  };

  const append = (input: AppendInput) => {
    const log = logOf(input.conversationId);
    const key = `${input.sender.id} ${input.clientId}`;
    const known = log.known.get(key);
    if (known !== undefined) return { message: known, duplicate: true, newMembers: [] };
    const message: LoggedMessage = {
      id: input.id,
      conversationId: input.conversationId,
      seq: headOf(log) + 1,
      clientId: input.clientId,
      senderId: input.sender.id,
      ...(input.sender.name === undefined ? {} : { senderName: input.sender.name }),
      ...(input.sender.avatarUrl === undefined ? {} : { senderAvatarUrl: input.sender.avatarUrl }),
      createdAt: input.createdAt,
      body: input.body,
    };
    log.messages.push(message);
    log.known.set(key, message);
    log.updatedAt = Math.max(log.updatedAt, input.createdAt);
    // With slack, so that the array is not moved for every message.
    if (log.messages.length > maxMessages * 1.1) {
      const gone = log.messages.splice(0, log.messages.length - maxMessages);
      for (const old of gone) log.known.delete(`${old.senderId} ${old.clientId}`);
      log.oldest += gone.length;
    }
    const newMembers = input.members.filter((userId) => join(log, userId));
    if (input.body.kind !== "system") advance(log, input.sender.id, { readSeq: message.seq });
    return { message, duplicate: false, newMembers };
  };

  const profile = (id: ConversationId, log: Log | undefined, userId: string): ConversationProfile => {
    const parts = parseConversationId(id);
    const others =
      parts?.kind === "direct" ? parts.userIds.filter(notMe(userId)) : [...(log?.members ?? [])].filter(notMe(userId));
    return {
      ...(log?.title === undefined ? {} : { title: log.title }),
      ...(log?.avatarUrl === undefined ? {} : { avatarUrl: log.avatarUrl }),
      participants: others.slice(0, summaryParticipants).map((one) => users.get(one) ?? { id: one }),
      memberCount: log?.members.size ?? 0,
    };
  };

  const summary = (log: Log, userId: string): ConversationSummary => {
    const lastMessage = log.messages.at(-1);
    const readSeq = log.receipts.get(userId)?.readSeq ?? 0;
    return {
      id: log.id,
      ...profile(log.id, log, userId),
      ...(lastMessage === undefined ? {} : { lastMessage }),
      head: headOf(log),
      readSeq,
      unreadCount: Math.max(0, headOf(log) - readSeq),
      updatedAt: log.updatedAt,
    };
  };

  /** Every method answers by a promise and refuses once closed, as a store over a network would. */
  const answer = async <T>(work: () => T): Promise<T> => {
    if (closed) throw new Error("The store is closed.");
    return work();
  };

  return {
    epoch: () => answer(() => epoch),
    append: (input) => answer(() => append(input)),
    range: (id, after, limit) =>
      answer(() => {
        const log = logs.get(id);
        if (log === undefined) return [];
        const start = Math.max(0, after + 1 - log.oldest);
        return log.messages.slice(start, start + limit);
      }),
    page: (id, before, limit) =>
      answer(() => {
        const log = logs.get(id);
        if (log === undefined) return [];
        const end = Math.max(0, Math.min(log.messages.length, (before ?? headOf(log) + 1) - log.oldest));
        return log.messages.slice(Math.max(0, end - limit), end);
      }),
    bounds: (id) =>
      answer(() => {
        const log = logs.get(id);
        return log === undefined ? { head: 0, oldest: 1 } : { head: headOf(log), oldest: log.oldest };
      }),
    heads: (ids) =>
      answer(() =>
        ids.map((conversationId) => {
          const log = logs.get(conversationId);
          return { conversationId, epoch, seq: log === undefined ? 0 : headOf(log) };
        }),
      ),
    receipts: (id, userId, limit) =>
      answer(() => {
        const receipts = logs.get(id)?.receipts;
        if (receipts === undefined) return [];
        const own = receipts.get(userId);
        const others = [...receipts.values()]
          .filter((receipt) => receipt.userId !== userId)
          .sort((a, b) => b.readSeq - a.readSeq || b.deliveredSeq - a.deliveredSeq);
        return (own === undefined ? others : [own, ...others]).slice(0, limit);
      }),
    advance: (id, userId, to) =>
      answer(() => {
        const log = logs.get(id);
        return log === undefined ? null : advance(log, userId, to);
      }),
    conversations: (userId, cursor, limit) =>
      answer(() => {
        const after = decodeListCursor(cursor);
        const sorted = [...(lists.get(userId) ?? [])]
          .filter((log) => after === null || isOlder(log, after))
          .sort((a, b) => (isOlder(a, b) ? 1 : -1));
        const page = sorted.slice(0, limit);
        const last = page.at(-1);
        return {
          conversations: page.map((log) => summary(log, userId)),
          nextCursor: last !== undefined && sorted.length > limit ? encodeListCursor(last) : null,
        };
      }),
    conversation: (userId, id) =>
      answer(() => {
        const log = logs.get(id);
        return log?.members.has(userId) ? summary(log, userId) : null;
      }),
    profile: (userId, id) =>
      answer(() => {
        const log = logs.get(id);
        return log === undefined && parseConversationId(id)?.kind !== "direct" ? null : profile(id, log, userId);
      }),
    saveUser: (user) => answer(() => void users.set(user.id, user)),
    users: (ids) => answer(() => ids.flatMap((id) => users.get(id) ?? [])),
    saveRoom: ({ roomId, title, avatarUrl }) =>
      answer(() => {
        const log = logOf(`room:${roomId}`);
        if (title !== undefined) log.title = title;
        if (avatarUrl !== undefined) log.avatarUrl = avatarUrl;
      }),
    addMember: (id, userId, at) =>
      answer(() => {
        const log = logOf(id);
        if (join(log, userId) && log.updatedAt === 0) log.updatedAt = at;
      }),
    removeMember: (id, userId) =>
      answer(() => {
        const log = logs.get(id);
        if (log === undefined) return;
        log.members.delete(userId);
        lists.get(userId)?.delete(log);
      }),
    members: (id, limit) => answer(() => [...(logs.get(id)?.members ?? [])].slice(0, limit)),
    support: memorySupport(answer),
    notifications: memoryNotifications(answer),
    gifts: memoryGifts(answer),
    rooms: memoryRooms(answer),
    close: async () => {
      closed = true;
    },
  };
}

function headOf(log: Log): number {
  return log.oldest + log.messages.length - 1;
}

function notMe(userId: string): (id: string) => boolean {
  return (id) => id !== userId;
}

/** Whether `a` comes after `b` in a list: changed earlier, or at the same time with a smaller id. */
function isOlder(a: { updatedAt: number; id: string }, b: { updatedAt: number; id: string }): boolean {
  return a.updatedAt === b.updatedAt ? a.id < b.id : a.updatedAt < b.updatedAt;
}
