/** A bucket holds `calls` and is filled from empty in `perMs`. */
export type BucketRule = { readonly calls: number; readonly perMs: number };

type Bucket = { tokens: number; filledAt: number };

export type TokenBuckets = {
  /** Takes one call of this key: 0, or the milliseconds until there is one again. */
  take(key: string): number;
  readonly size: number;
};

/**
 * Token buckets in memory, one for each key. At most `maxKeys` are kept, and the one that was used longest ago gives way:
 * whoever makes up keys only forgets others that are full again or nearly so. `now` in milliseconds, never set back.
 */
export function createTokenBuckets(
  { calls, perMs }: BucketRule,
  { now, maxKeys }: { readonly now: () => number; readonly maxKeys: number },
): TokenBuckets {
  // A map remembers the order in which keys were put in, so its first one is the eldest.
  const buckets = new Map<string, Bucket>();
  const perToken = perMs / calls;
  return {
    take(key) {
      const time = now();
      const known = buckets.get(key);
      if (known === undefined) {
        if (buckets.size >= maxKeys) forgetEldest(buckets);
        buckets.set(key, { tokens: calls - 1, filledAt: time });
        return 0;
      }
      buckets.delete(key);
      buckets.set(key, known);
      known.tokens = Math.min(calls, known.tokens + (time - known.filledAt) / perToken);
      known.filledAt = time;
      if (known.tokens < 1) return Math.ceil((1 - known.tokens) * perToken);
      known.tokens -= 1;
      return 0;
    },
    get size() {
      return buckets.size;
    },
  };
}

function forgetEldest(buckets: Map<string, Bucket>): void {
  for (const key of buckets.keys()) {
    buckets.delete(key);
    return;
  }
}
