"use client";

import { useRef } from "react";
import type { LivePrice } from "../../client/live/liveState.js";

/** Points of a line. */
const length = 32;

export interface SparklineProps {
  readonly price: LivePrice | undefined;
}

/** The prices since this was on the screen, as a line. Decoration: the numbers stand beside it. */
export function Sparkline({ price }: SparklineProps) {
  const trail = useRef<{ at: number; values: readonly number[] }>({ at: -1, values: [] });
  if (price !== undefined && price.at > trail.current.at) {
    trail.current = { at: price.at, values: [...trail.current.values, price.price].slice(-length) };
  }
  return (
    <svg className="lobby-sparkline" viewBox="0 0 100 28" preserveAspectRatio="none" aria-hidden="true">
      <path d={lineOf(trail.current.values)} vectorEffect="non-scaling-stroke" />
    </svg>
  );
}

function lineOf(values: readonly number[]): string {
  if (values.length < 2) return "M0 14H100";
  const low = Math.min(...values);
  const span = Math.max(...values) - low || 1;
  const points = values.map((value, index) => {
    const x = (index / (values.length - 1)) * 100;
    return `${x.toFixed(1)} ${(26 - ((value - low) / span) * 24).toFixed(1)}`;
  });
  return `M${points.join("L")}`;
}
