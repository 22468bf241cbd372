/** How much is let through: `burst` at once, refilled by `perSecond`. */
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

/** The longest that anybody is told to wait. */
const longestWaitMs = 60_000;

/** A token bucket. */
export interface TokenBucket {
  /**
   * Answers 0 when let through, else the milliseconds to wait: each refused one gets its own later turn, so that thirty refused together don't come
   * back together, to be refused again.
   */
  take(): number;
  /** Whether it has filled up again, so that forgetting it changes nothing. */
  idle(): boolean;
}

/** Makes a token bucket, full at first. A clock that goes backwards refills nothing. */
export function tokenBucket(rate: Rate, now: () => number): TokenBucket {
  let tokens = rate.burst;
  let at = now();
  /** Turns given to those refused, not yet due. */
  let promised = 0;
  const refill = () => {
    const time = now();
    const more = (Math.max(0, time - at) * rate.perSecond) / 1_000;
    tokens = Math.min(rate.burst, tokens + more);
    promised = Math.max(0, promised - more);
    at = time;
  };
  return {
    take: () => {
      refill();
      // Fractions don't add up exactly; whoever waited as told must not be refused for the last bit.
      if (tokens >= 1 - 1e-9) {
        tokens = Math.max(0, tokens - 1);
        return 0;
      }
      if (rate.perSecond <= 0) return longestWaitMs;
      const waitMs = Math.ceil(((1 - tokens + promised) * 1_000) / rate.perSecond - 1e-6);
      promised += 1;
      return Math.min(waitMs, longestWaitMs);
    },
    idle: () => {
      refill();
      return tokens >= rate.burst;
    },
  };
}

/** A bucket per key, of which only those in use are kept. */
export interface Limiter {
  take(key: string): number;
  readonly size: number;
}

/**
 * Makes a limiter that holds at most `maxKeys` buckets. When it is full the idle ones go first; if none is, the one used longest ago, whose owner
 * then starts anew: a bound on memory is worth more than exactness under an attack with that many users.
 */
export function limiter(rate: Rate, now: () => number, maxKeys = 20_000): Limiter {
  const buckets = new Map<string, TokenBucket>();
  const makeRoom = () => {
    for (const [key, bucket] of buckets) if (bucket.idle()) buckets.delete(key);
    for (const key of buckets.keys()) {
      if (buckets.size < maxKeys) return;
      buckets.delete(key);
    }
  };
  return {
    take: (key) => {
      const bucket = buckets.get(key) ?? tokenBucket(rate, now);
      buckets.delete(key);
      if (buckets.size >= maxKeys) makeRoom();
      buckets.set(key, bucket);
      return bucket.take();
    },
    get size() {
      return buckets.size;
    },
  };
}
