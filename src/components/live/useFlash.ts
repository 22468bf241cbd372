"use client";

import { useState } from "react";
import type { LivePrice } from "../../client/live/liveState.js";

/** The attributes by which the stylesheet flashes a price that moved: `data-beat` alternates, so that each move begins its animation anew. */
export interface Flash {
  readonly "data-flash": "up" | "down" | undefined;
  readonly "data-beat": number | undefined;
}

/** Flashes at every move from now on: not for what moved before this was on the screen. */
export function useFlash(price: LivePrice | undefined): Flash {
  const moves = price?.moves ?? null;
  const [first, setFirst] = useState(moves);
  if (first === null && moves !== null) setFirst(moves);
  const moved = moves !== null && first !== null && moves !== first;
  return { "data-flash": moved ? (price?.move ?? undefined) : undefined, "data-beat": moved ? moves % 2 : undefined };
}
