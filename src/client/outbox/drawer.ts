import { nameOf } from "../reporter.js";
import type { Report } from "../settings.js";
import type { OutboxItem, OutboxStorage } from "./outboxStorage.js";

/** One user's part of a storage that may fail: after the first failure it is left alone, and the outbox lives in memory. */
export interface Drawer {
  /** Items survive a reload. */
  readonly durable: boolean;
  load(found: (items: readonly OutboxItem[]) => void): Promise<readonly OutboxItem[]>;
  put(item: OutboxItem): Promise<void>;
  remove(clientId: string): void;
}

/** @param open answers the same storage each time; until it is there nothing is promised, and nobody waits for it to send */
export function createDrawer(
  userId: string,
  open: () => Promise<OutboxStorage>,
  report: (report: Report) => void,
): Drawer {
  let works = true;
  let durable = false;
  const attempt = async <T>(work: (storage: OutboxStorage) => Promise<T>, otherwise: T): Promise<T> => {
    if (!works) return otherwise;
    try {
      const storage = await open();
      durable = storage.durable;
      return await work(storage);
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
      return works && durable;
    },
    load: (found) => attempt((storage) => storage.load(userId, found), []),
    put: (item) => attempt((storage) => storage.put(item), undefined),
    // Also where it no longer works: what stays behind there would come back.
    remove: (clientId) =>
      void open()
        .then((storage) => storage.remove(userId, clientId))
        .catch(() => {}),
  };
}
