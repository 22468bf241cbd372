import type { OutboxItem, OutboxStorage } from "./outboxStorage.js";

/** Keeps the outbox in memory: it survives everything but a reload. */
export function memoryOutbox(): OutboxStorage {
  const items = new Map<string, OutboxItem>();
  return {
    durable: false,
    load: async (userId) => [...items.values()].filter((item) => item.userId === userId),
    put: async (item) => void items.set(item.clientId, item),
    remove: async (_, clientId) => void items.delete(clientId),
  };
}
