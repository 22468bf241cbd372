import type { Environment, Timer } from "./environment.js";

/** What is wanted of the server by key, counted over everything on the page that wants it. */
export interface Subscriptions {
  /** Wants these keys; the returned function stops wanting them. The same key may be held often. */
  hold(keys: readonly string[]): () => void;
  /** Every key held now. */
  held(): readonly string[];
  isHeld(key: string): boolean;
  /** The server took these keys for now not: asks once more for those still held, after a while. */
  again(keys: readonly string[], ms: number): void;
  /** A session is open: asks for everything held. */
  ready(): void;
  /** The session is over: nothing is subscribed any more. */
  down(): void;
}

/** What is released within this part of the lingering goes in one command: a list that unmounts takes more than a moment. */
const slack = 0.1;

/** What subscriptions need. */
export interface SubscriptionsOptions {
  readonly environment: Environment;
  /** From the last release of a key to leaving it: a navigation unmounts the old page before it mounts the new one. */
  readonly lingerMs: number;
  /** Keys that go in one command. */
  readonly batch: number;
  /** Asks the server for keys. Those that it refuses for now may be given to {@link Subscriptions.again}; the next session asks for all of them anyway. */
  join(keys: readonly string[]): void;
  leave(keys: readonly string[]): void;
  /** Nobody holds these any more, whether they were asked for or not: what is kept of them can go. */
  forget?(keys: readonly string[]): void;
}

/**
 * Makes the counter of what is wanted by key: however many components hold a key, one subscription stands for them. What is held in one go (a list that
 * mounts) goes in one command, a moment later, and so does what is released in one go; every session begins with all of it.
 */
export function createSubscriptions(options: SubscriptionsOptions): Subscriptions {
  const { environment, batch, lingerMs } = options;
  const counts = new Map<string, number>();
  const joined = new Set<string>();
  /** Keys that nobody holds any more, with when to leave them; soonest first. */
  const leaving = new Map<string, number>();
  let sweep: Timer | null = null;
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

  const leaveDue = () => {
    sweep = null;
    const until = environment.now() + lingerMs * slack;
    const due = [...leaving].filter(([, at]) => at <= until).map(([key]) => key);
    for (const key of due) leaving.delete(key);
    const subscribed = due.filter((key) => joined.delete(key));
    if (isReady) inBatches(subscribed, options.leave);
    options.forget?.(due);
    planLeaving();
  };
  const planLeaving = () => {
    const [soonest] = leaving.values();
    if (sweep !== null || soonest === undefined) return;
    sweep = environment.setTimeout(leaveDue, soonest - environment.now());
  };
  /** Somebody holds it again. */
  const stay = (key: string) => {
    if (!leaving.delete(key) || leaving.size > 0 || sweep === null) return;
    environment.clearTimeout(sweep);
    sweep = null;
  };

  const release = (keys: readonly string[]) => {
    const at = environment.now() + lingerMs;
    for (const key of keys) {
      const left = (counts.get(key) ?? 1) - 1;
      if (left > 0) counts.set(key, left);
      else {
        counts.delete(key);
        leaving.set(key, at);
      }
    }
    planLeaving();
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
    again(keys, ms) {
      for (const key of keys) joined.delete(key);
      environment.setTimeout(plan, ms);
    },
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
