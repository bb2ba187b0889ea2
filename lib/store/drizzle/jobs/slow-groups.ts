/** A group is slow from a job on that took longer than this, however it ended, until one is quicker that ends so long after it. */
const SLOW_AFTER_MS = 2000;
const SLOW_FOR_MS = 300_000;
/** A group whose last slow job is over for so long is forgotten. */
const FORGET_AFTER_MS = 3_600_000;

type GroupJob = { readonly groupId?: string | null };

/** Which groups of jobs were slow lately, in this instance's memory alone; `performance.now()` is the time. */
export function openSlowGroups() {
  const slow = new Map<string, number>();
  return {
    has: ({ groupId }: GroupJob): boolean => typeof groupId === "string" && slow.has(groupId),
    all(): readonly string[] {
      const now = performance.now();
      for (const [group, at] of slow) if (now - at > FORGET_AFTER_MS) slow.delete(group);
      return [...slow.keys()];
    },
    /** Takes note of a job that ends now. */
    note({ groupId }: GroupJob, begun: number): void {
      const now = performance.now();
      if (typeof groupId !== "string") return;
      if (now - begun > SLOW_AFTER_MS) slow.set(groupId, now);
      else if (now - (slow.get(groupId) ?? now) > SLOW_FOR_MS) slow.delete(groupId);
    },
  };
}
