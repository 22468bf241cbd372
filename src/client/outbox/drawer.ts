import { nameOf } from "../reporter.js";
import type { Report } from "../settings.js";
import type { OutboxItem, OutboxStorage } from "./outboxStorage.js";

/** One user's part of a storage that may fail: after the first failure it is left alone, and the outbox lives in memory. */
export interface Drawer {
  /** Items survive a reload. */
  readonly durable: boolean;
  load(): Promise<readonly OutboxItem[]>;
  put(item: OutboxItem): Promise<void>;
  remove(clientId: string): void;
}

export function createDrawer(userId: string, storage: OutboxStorage, report: (report: Report) => void): Drawer {
  let works = true;
  const attempt = async <T>(work: () => Promise<T>, otherwise: T): Promise<T> => {
    if (!works) return otherwise;
    try {
      return await work();
    } catch (error) {
      if (works) {
        works = false;
        report({
          kind: "storage",
          subject: "outbox",
          message: `unsent messages are kept in memory only from now on (${nameOf(error)})`,
        });
      }
      return otherwise;
    }
  };
  return {
    get durable() {
      return works && storage.durable;
    },
    load: () => attempt(() => storage.load(userId), []),
    put: (item) => attempt(() => storage.put(item), undefined),
    remove: (clientId) => void attempt(() => storage.remove(userId, clientId), undefined),
  };
}
