/**
 * Everything the client takes from its surroundings: clock, timers, chance, frames, visibility, network hints.
 * Tests and stories give their own; nothing else in the client reads a global.
 */
export interface Environment {
  /** Milliseconds since the epoch. */
  now(): number;
  /** From 0 to below 1. */
  random(): number;
  /** A fresh UUID of version 7: its order is the order of making. */
  newId(): string;
  setTimeout(run: () => void, ms: number): Timer;
  clearTimeout(timer: Timer): void;
  /** Runs before the next paint, or after `hiddenFlushMs` in a hidden tab. Returns a cancel function. */
  requestFrame(run: () => void): () => void;
  isHidden(): boolean;
  isOnline(): boolean;
  /** Tells when the page wakes, sleeps or the network's state changes. Returns a stop function. */
  onSignal(listener: (signal: Signal) => void): () => void;
  /** What survives a reload and is shared by tabs; absent or `undefined` where there is nothing of the kind. May throw. */
  storage?(): KeyValueStorage | undefined;
  /** How the pages of a browser tell which of them are still there; absent or `undefined` where they can't. */
  locks?(): PageLocks | undefined;
}

/** A storage as the browser's `localStorage` is one. Members may throw (full, or forbidden). */
export interface KeyValueStorage {
  readonly length: number;
  key(index: number): string | null;
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** Names that one page at a time holds, as Web Locks are. */
export interface PageLocks {
  /** Does the work once nobody else holds the name, and holds it until the work's promise settles or the page is gone. */
  request(name: string, work: () => Promise<void>): Promise<unknown>;
}

/** A pending timer. */
export type Timer = { readonly __timer: unique symbol } | number | object;

/** Hints from the surroundings about when to try, wait or check. */
export type Signal = "online" | "offline" | "visible" | "hidden" | "pageshow";
