import type { Timings } from "./settings.js";

/** The waiting times unless told otherwise, ms. Each is explained at {@link Timings}. */
export const defaultTimings: Timings = {
  ackTimeoutMs: 5_000,
  helloTimeoutMs: 3_000,
  retryMinMs: 1_000,
  retryMaxMs: 30_000,
  stableMs: 10_000,
  headCheckMs: 25_000,
  lingerMs: 1_000,
  tokenTimeoutMs: 10_000,
  hiddenPauseMs: 300_000,
  typingEveryMs: 3_000,
  typingExpiryMs: 6_000,
  hiddenFlushMs: 250,
};
