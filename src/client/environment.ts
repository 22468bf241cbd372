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
}

/** A storage as the browser's `localStorage` is one. Methods may throw (full, or forbidden). */
export interface KeyValueStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** A pending timer. */
export type Timer = { readonly __timer: unique symbol } | number | object;

/** Hints from the surroundings about when to try, wait or check. */
export type Signal = "online" | "offline" | "visible" | "hidden" | "pageshow";
