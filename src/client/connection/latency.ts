/** Measures round trips. */
export interface LatencyMeter {
  /** Takes one round trip in; returns the median of the last five when it is time to tell, else `null`. */
  add(ms: number): number | null;
}

const sample = 5;
const tellEveryMs = 5_000;

/** The median of five, told at most every 5 s: everything that shows the connection's state is drawn anew by it. */
export function createLatencyMeter(now: () => number): LatencyMeter {
  const last: number[] = [];
  let toldAt = Number.NEGATIVE_INFINITY;
  return {
    add: (ms) => {
      last.push(Math.max(0, Math.round(ms)));
      if (last.length > sample) last.shift();
      if (Math.abs(now() - toldAt) < tellEveryMs) return null;
      toldAt = now();
      return [...last].sort((a, b) => a - b)[Math.floor(last.length / 2)] ?? null;
    },
  };
}
