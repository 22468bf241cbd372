import type { KeyValueStorage, PageLocks } from "../../src/client/environment.js";

/** A storage as `localStorage` is one, and what is in it. */
export function aStorage(): KeyValueStorage & { readonly held: Map<string, string> } {
  const held = new Map<string, string>();
  return {
    held,
    get length() {
      return held.size;
    },
    key: (index) => [...held.keys()][index] ?? null,
    getItem: (key) => held.get(key) ?? null,
    setItem: (key, value) => void held.set(key, value),
    removeItem: (key) => void held.delete(key),
  };
}

interface Turn {
  readonly page: number;
  readonly name: string;
  readonly work: () => Promise<void>;
  readonly done: () => void;
}

/** Pages of one browser: they share a storage, and names that one of them holds at a time. */
export function aBrowser() {
  const storage = aStorage();
  const holders = new Map<string, Turn>();
  let queue: readonly Turn[] = [];
  let pages = 0;

  const free = (turn: Turn) => {
    if (holders.get(turn.name) !== turn) return;
    holders.delete(turn.name);
    turn.done();
    grant();
  };
  const grant = () => {
    for (const turn of queue) {
      if (holders.has(turn.name)) continue;
      queue = queue.filter((one) => one !== turn);
      holders.set(turn.name, turn);
      void turn.work().then(() => free(turn));
    }
  };

  return {
    storage,
    /** Opens a page: what of its surroundings is the browser's, and what ends it. */
    page() {
      pages += 1;
      const page = pages;
      const locks: PageLocks = {
        request: (name, work) =>
          new Promise<void>((done) => {
            queue = [...queue, { page, name, work, done }];
            queueMicrotask(grant);
          }),
      };
      return {
        storage: () => storage,
        locks: () => locks,
        /** It is gone without a word: what it holds is free, what it waits for is not its any more. */
        close() {
          queue = queue.filter((turn) => turn.page !== page);
          for (const turn of [...holders.values()]) if (turn.page === page) free(turn);
        },
      };
    },
  };
}
