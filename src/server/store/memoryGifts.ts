import type { ConversationId } from "../../contract/ids.js";
import { type ChargeInput, type GiftEntry, type GiftStore, type GiftTotal, largestBalance } from "./giftStore.js";

/** Ledger and wallets in this process's memory. Nothing here waits between reading and writing, so that each change is whole. */
export function memoryGifts(answer: <T>(work: () => T) => Promise<T>): GiftStore {
  const wallets = new Map<string, number>();
  /** `user key` → what was added. */
  const credits = new Map<string, number>();
  /** `user key` → entry. */
  const entries = new Map<string, GiftEntry>();
  /** Keys of entries in the order of their making, by conversation. */
  const logs = new Map<ConversationId, string[]>();
  const untold = new Set<string>();

  const nameOf = (userId: string, key: string) => `${userId} ${key}`;
  const walletOf = (userId: string, starting: number) => wallets.get(userId) ?? starting;

  const enter = (input: ChargeInput, status: GiftEntry["status"], balance: number | null): GiftEntry => {
    const { content, gift, cost } = input;
    const name = nameOf(input.userId, input.clientId);
    const entry: GiftEntry = { content, gift, cost, status, balance, told: false };
    entries.set(name, entry);
    const log = logs.get(gift.conversationId) ?? [];
    logs.set(gift.conversationId, log);
    log.push(name);
    if (status === "charged") untold.add(name);
    return entry;
  };
  const chargedOf = (id: ConversationId): readonly GiftEntry[] =>
    (logs.get(id) ?? []).flatMap((name) => {
      const entry = entries.get(name);
      return entry?.status === "charged" ? [entry] : [];
    });

  return {
    charge: (input) =>
      answer(() => {
        const held = entries.get(nameOf(input.userId, input.clientId));
        if (held !== undefined) return { entry: held, duplicate: true };
        const before = walletOf(input.userId, input.startingBalance);
        const enough = before >= input.cost;
        const balance = enough ? before - input.cost : before;
        wallets.set(input.userId, balance);
        return { entry: enter(input, enough ? "charged" : "refused", balance), duplicate: false };
      }),
    begin: (input) =>
      answer(() => {
        const held = entries.get(nameOf(input.userId, input.clientId));
        return held === undefined
          ? { entry: enter(input, "begun", null), duplicate: false }
          : { entry: held, duplicate: true };
      }),
    decide: (userId, clientId, status, balance) =>
      answer(() => {
        const name = nameOf(userId, clientId);
        const held = entries.get(name);
        if (held === undefined) throw new Error("A gift that was begun is not there.");
        if (held.status !== "begun") return held;
        const entry = { ...held, status, balance };
        entries.set(name, entry);
        if (status === "charged") untold.add(name);
        return entry;
      }),
    entry: (userId, clientId) => answer(() => entries.get(nameOf(userId, clientId)) ?? null),
    markTold: (userId, clientId) =>
      answer(() => {
        const name = nameOf(userId, clientId);
        const held = entries.get(name);
        if (held !== undefined) entries.set(name, { ...held, told: true });
        untold.delete(name);
      }),
    untold: (limit) => answer(() => [...untold].slice(0, limit).flatMap((name) => entries.get(name) ?? [])),
    balance: (userId, starting) => answer(() => walletOf(userId, starting)),
    credit: ({ userId, amount, key, startingBalance }) =>
      answer(() => {
        const name = nameOf(userId, key);
        const before = walletOf(userId, startingBalance);
        const known = credits.get(name);
        if (known !== undefined) return { balance: before, amount: known, duplicate: true };
        if (before + amount > largestBalance) throw new Error("A wallet can't hold that much.");
        credits.set(name, amount);
        wallets.set(userId, before + amount);
        return { balance: before + amount, amount, duplicate: false };
      }),
    history: (id, cursor, limit) =>
      answer(() => {
        const newest = [...chargedOf(id)].reverse().map(({ gift }) => gift);
        const from = newest.findIndex((gift) => gift.id === cursor) + 1;
        const gifts = newest.slice(from, from + limit);
        return { gifts, nextCursor: newest.length > from + limit ? (gifts.at(-1)?.id ?? null) : null };
      }),
    totals: (id, limit) =>
      answer(() => {
        const totals = new Map<string, GiftTotal>();
        for (const { gift, cost } of chargedOf(id)) {
          const { total, count } = totals.get(gift.senderId) ?? { total: 0, count: 0 };
          totals.set(gift.senderId, { userId: gift.senderId, total: total + cost, count: count + gift.quantity });
        }
        return [...totals.values()].sort((a, b) => b.total - a.total || (a.userId < b.userId ? -1 : 1)).slice(0, limit);
      }),
  };
}
