import type { Environment, Signal, Timer } from "../client/environment.js";
import { createIdMaker } from "../client/uuid.js";

/** An {@link Environment} whose clock stands still until it is told to go: the same seed gives the same run. */
export interface VirtualEnvironment extends Environment {
  /** Moves the clock on and runs what falls due, in order of time. Promises that this settles go on afterwards. */
  advance(ms: number): void;
  /** Like `advance`, and lets promises go on after every timer and at the end. */
  advanceAsync(ms: number): Promise<void>;
  /** Lets promises go on without moving the clock. */
  settle(): Promise<void>;
  /** The device sleeps: the clock moves, nothing runs. Timers that fell due run with the next `advance`, also `advance(0)`. */
  sleep(ms: number): void;
  /** Runs the frames that are asked for now, without moving the clock. */
  runFrame(): void;
  /** Tells the listeners a signal without changing anything else. */
  signal(signal: Signal): void;
  /** Hides or shows the page, with its signal. */
  setHidden(hidden: boolean): void;
  /** Takes the network's hint away or gives it back, with its signal. */
  setOnline(online: boolean): void;
  /** How many timers and frames wait, and how many listeners there are: constant where nothing leaks. */
  readonly pending: { readonly timers: number; readonly listeners: number };
}

const frameMs = 16;
/** Enough for every chain of promises in the client; a turn costs next to nothing. */
const turns = 60;

/**
 * Makes a virtual environment. Frames fall due after 16 ms (250 ms while hidden).
 *
 * @param options.seed of the pseudo-random numbers and ids; 1 unless told otherwise
 * @param options.startAt milliseconds since the epoch
 *
 * @example
 * const environment = createVirtualEnvironment({ seed: 7 });
 * environment.setTimeout(() => console.log("five seconds later"), 5_000);
 * environment.advance(5_000);
 */
export function createVirtualEnvironment(
  options: { readonly seed?: number; readonly startAt?: number; readonly hiddenFlushMs?: number } = {},
): VirtualEnvironment {
  let now = options.startAt ?? 1_760_000_000_000;
  let hidden = false;
  let online = true;
  let order = 0;
  const timers = new Map<number, { readonly at: number; readonly run: () => void; readonly frame: boolean }>();
  const listeners = new Set<(signal: Signal) => void>();
  const random = mulberry32(options.seed ?? 1);
  const newId = createIdMaker(
    () => now,
    (bytes) => {
      for (let index = 0; index < bytes.length; index++) bytes[index] = Math.floor(random() * 256);
    },
  );

  const add = (run: () => void, ms: number, frame: boolean): number => {
    order += 1;
    timers.set(order, { at: now + Math.max(0, ms), run, frame });
    return order;
  };
  /** The timer due first, up to `until`; among equals the oldest. */
  const next = (until: number) => {
    let found: number | undefined;
    let foundAt = Number.POSITIVE_INFINITY;
    for (const [id, { at }] of timers) {
      if (at <= until && at < foundAt) {
        found = id;
        foundAt = at;
      }
    }
    return found;
  };
  const run = (id: number) => {
    const timer = timers.get(id);
    if (timer === undefined) return;
    timers.delete(id);
    now = Math.max(now, timer.at);
    timer.run();
  };
  const signal = (value: Signal) => {
    for (const listener of [...listeners]) listener(value);
  };
  const settle = async () => {
    for (let turn = 0; turn < turns; turn++) await Promise.resolve();
  };

  return {
    now: () => now,
    random,
    newId,
    setTimeout: (callback, ms) => add(callback, ms, false),
    clearTimeout: (timer: Timer) => {
      timers.delete(timer as number);
    },
    requestFrame: (callback) => {
      const id = add(callback, hidden ? (options.hiddenFlushMs ?? 250) : frameMs, true);
      return () => timers.delete(id);
    },
    isHidden: () => hidden,
    isOnline: () => online,
    onSignal: (listener) => {
      // Wrapped, so that the same function given twice counts twice.
      const own = (value: Signal) => listener(value);
      listeners.add(own);
      return () => listeners.delete(own);
    },
    advance: (ms) => {
      const until = now + ms;
      for (let id = next(until); id !== undefined; id = next(until)) run(id);
      now = Math.max(now, until);
    },
    advanceAsync: async (ms) => {
      const until = now + ms;
      await settle();
      do {
        for (let id = next(until); id !== undefined; id = next(until)) {
          run(id);
          await settle();
        }
        await macrotask();
        await settle();
      } while (next(until) !== undefined);
      now = Math.max(now, until);
    },
    settle,
    sleep: (ms) => {
      now += ms;
    },
    runFrame: () => {
      const due = [...timers].filter(([, { frame }]) => frame);
      for (const [id, { run: callback }] of due) if (timers.delete(id)) callback();
    },
    signal,
    setHidden: (value) => {
      hidden = value;
      signal(value ? "hidden" : "visible");
    },
    setOnline: (value) => {
      online = value;
      signal(value ? "online" : "offline");
    },
    get pending() {
      return { timers: timers.size, listeners: listeners.size };
    },
  };
}

/** Lets go on what promises alone don't move: the body of a `Response` is read over tasks of the machine. */
function macrotask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/** Mulberry32: a small seeded generator, from 0 to below 1. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
