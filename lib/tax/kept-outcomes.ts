/** Some two megabytes of answers. */
const MAX_KEPT = 1000;

/** What a service answered, each until it counts no more; of too many the oldest go. Times in milliseconds since 1970. */
export function keptOutcomes<Outcome>() {
  const kept = new Map<string, { readonly outcome: Outcome; readonly until: number }>();
  return {
    /** Undefined: nothing is kept that counts at `time`. */
    at(key: string, time: number): Outcome | undefined {
      const known = kept.get(key);
      return known !== undefined && known.until > time ? known.outcome : undefined;
    },
    keep(key: string, outcome: Outcome, until: number): void {
      kept.delete(key);
      for (const oldest of kept.set(key, { outcome, until }).keys()) {
        if (kept.size <= MAX_KEPT) break;
        kept.delete(oldest);
      }
    },
  };
}
