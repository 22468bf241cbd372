import type { OutboxItem, OutboxStorage } from "./outboxStorage.js";

/** Keeps the outbox in memory: it survives everything but a reload. */
export function memoryOutbox(): OutboxStorage {
  const users = new Map<string, Map<string, OutboxItem>>();
  return {
    durable: false,
    load: async (userId) => [...(users.get(userId)?.values() ?? [])],
    put: async (item) => {
      const items = users.get(item.userId) ?? new Map<string, OutboxItem>();
      users.set(item.userId, items.set(item.clientId, item));
    },
    remove: async (userId, clientId) => {
      users.get(userId)?.delete(clientId);
    },
    clear: async (userId) => {
      users.delete(userId);
    },
  };
}
