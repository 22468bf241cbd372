import type { Environment, Timer } from "./environment.js";

/** What is wanted of the server by key, counted over everything on the page that wants it. */
export interface Subscriptions {
  /** Wants these keys; the returned function stops wanting them. The same key may be held often. */
  hold(keys: readonly string[]): () => void;
  /** Every key held now. */
  held(): readonly string[];
  isHeld(key: string): boolean;
  /** A session is open: asks for everything held. */
  ready(): void;
  /** The session is over: nothing is subscribed any more. */
  down(): void;
}

/** What subscriptions need. */
export interface SubscriptionsOptions {
  readonly environment: Environment;
  /** From the last release of a key to leaving it: a navigation unmounts the old page before it mounts the new one. */
  readonly lingerMs: number;
  /** Keys that go in one command. */
  readonly batch: number;
  /** Asks the server for keys. What it refuses for now is asked for again when the next session begins. */
  join(keys: readonly string[]): void;
  leave(keys: readonly string[]): void;
}

/**
 * Makes the counter of what is wanted by key: however many components hold a key, one subscription stands for them. What is held in one go (a list that
 * mounts) goes in one command, a moment later; every session begins with all of it.
 */
export function createSubscriptions(options: SubscriptionsOptions): Subscriptions {
  const { environment, batch } = options;
  const counts = new Map<string, number>();
  const joined = new Set<string>();
  const leaving = new Map<string, Timer>();
  let isReady = false;
  let planned = false;

  const inBatches = (keys: readonly string[], tell: (keys: readonly string[]) => void) => {
    for (let from = 0; from < keys.length; from += batch) tell(keys.slice(from, from + batch));
  };

  const joinHeld = () => {
    planned = false;
    if (!isReady) return;
    const keys = [...counts.keys()].filter((key) => !joined.has(key));
    for (const key of keys) joined.add(key);
    inBatches(keys, options.join);
  };
  const plan = () => {
    if (planned) return;
    planned = true;
    void Promise.resolve().then(joinHeld);
  };

  const stay = (key: string) => {
    const timer = leaving.get(key);
    if (timer === undefined) return;
    environment.clearTimeout(timer);
    leaving.delete(key);
  };

  const release = (keys: readonly string[]) => {
    const last = keys.filter((key) => {
      const left = (counts.get(key) ?? 1) - 1;
      if (left > 0) counts.set(key, left);
      else counts.delete(key);
      return left <= 0;
    });
    if (last.length === 0) return;
    const timer = environment.setTimeout(() => {
      const gone = last.filter((key) => leaving.get(key) === timer);
      for (const key of gone) leaving.delete(key);
      const subscribed = gone.filter((key) => joined.delete(key));
      if (isReady) inBatches(subscribed, options.leave);
    }, options.lingerMs);
    for (const key of last) {
      stay(key);
      leaving.set(key, timer);
    }
  };

  return {
    hold(keys) {
      const own = [...new Set(keys)];
      for (const key of own) {
        stay(key);
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
      if (own.some((key) => !joined.has(key))) plan();
      let released = false;
      return () => {
        if (released) return;
        released = true;
        release(own);
      };
    },
    held: () => [...counts.keys()],
    isHeld: (key) => counts.has(key),
    ready() {
      isReady = true;
      joined.clear();
      joinHeld();
    },
    down() {
      isReady = false;
      joined.clear();
    },
  };
}
