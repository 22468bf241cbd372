/** Values shared by key: two providers of the same server and user stand on one connection. */
export interface Registry<T> {
  /** The value of that key, made unless it is there. Held for `lingerMs`, so that the render that asked has time to {@link Registry.retain} it. */
  obtain(key: string, make: () => T): T;
  /** Keeps the value shared until the returned function is called, and `lingerMs` longer. Call it once a mount. */
  retain(key: string, value: T): () => void;
  /** How many values are held. */
  readonly size: number;
}

interface Entry<T> {
  readonly value: T;
  users: number;
  timer: unknown;
}

/**
 * Makes a registry. It must not be used on a server, where requests of different people would meet in it.
 *
 * A value lives while somebody retains it and a second longer: React mounts twice in StrictMode, and a navigation unmounts the old
 * page before it mounts the new one. What is made in a render that never commits goes after that second, too.
 *
 * @param options.keep asked when a value would go, and again after each linger while it says so: what would be lost with it?
 * @param options.dispose told when a value is no longer shared
 */
export function createRegistry<T>(
  options: {
    readonly lingerMs?: number;
    readonly keep?: (value: T) => boolean;
    readonly dispose?: (value: T) => void;
    readonly timers?: { setTimeout(run: () => void, ms: number): unknown; clearTimeout(timer: never): void };
  } = {},
): Registry<T> {
  const entries = new Map<string, Entry<T>>();
  // Looked up at each use: fake clocks are put in place later than modules are loaded.
  const timers = () => options.timers ?? globalThis;

  const linger = (key: string, entry: Entry<T>) => {
    timers().clearTimeout(entry.timer as never);
    entry.timer = timers().setTimeout(() => {
      if (entry.users > 0) return;
      if (options.keep?.(entry.value)) return linger(key, entry);
      if (entries.get(key) === entry) entries.delete(key);
      options.dispose?.(entry.value);
    }, options.lingerMs ?? 1_000);
  };

  return {
    obtain: (key, make) => {
      const found = entries.get(key);
      if (found !== undefined) {
        if (found.users === 0) linger(key, found);
        return found.value;
      }
      const entry: Entry<T> = { value: make(), users: 0, timer: undefined };
      entries.set(key, entry);
      linger(key, entry);
      return entry.value;
    },
    retain: (key, value) => {
      let entry = entries.get(key);
      if (entry === undefined || entry.value !== value) {
        // A mount later than the linger: it is shared again, unless another has taken its place meanwhile.
        const late: Entry<T> = { value, users: 0, timer: undefined };
        if (entry === undefined) entries.set(key, late);
        entry = late;
      }
      const held = entry;
      held.users += 1;
      timers().clearTimeout(held.timer as never);
      let released = false;
      return () => {
        if (released) return;
        released = true;
        held.users -= 1;
        if (held.users === 0) linger(key, held);
      };
    },
    get size() {
      return entries.size;
    },
  };
}
