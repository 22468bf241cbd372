"use client";

import { useState } from "react";
import type { LiveComment } from "./comments.js";

/** What is shown while somebody reads, and how many wait. */
export interface HeldBack {
  readonly shown: readonly LiveComment[];
  /** New ones of others that would move what is being read. */
  readonly waiting: number;
  readonly release: () => void;
}

/** Holds back others' new comments while `hold`, so that nothing jumps under the reader's eyes. One's own show at once. */
export function useHeldBack(comments: readonly LiveComment[], hold: boolean, myId: string | null): HeldBack {
  const [frozen, setFrozen] = useState<ReadonlySet<string> | null>(null);
  const release = () => setFrozen(new Set(comments.map(({ id }) => id)));
  if (hold && frozen === null) release();
  if (!hold && frozen !== null) setFrozen(null);
  const shown = frozen === null ? comments : comments.filter(({ id, userId }) => frozen.has(id) || userId === myId);
  return { shown, waiting: comments.length - shown.length, release };
}
