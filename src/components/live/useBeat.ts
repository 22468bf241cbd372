"use client";

import { useState } from "react";

/** How often a value has changed since it was first there (`null`: it is not), for animations that each change begins anew: its parity as `data-beat`. */
export function useBeat(value: string | number | null): number {
  const [seen, setSeen] = useState({ value, beat: 0 });
  if (seen.value === value) return seen.beat;
  const beat = seen.value === null ? 0 : seen.beat + 1;
  setSeen({ value, beat });
  return beat;
}
