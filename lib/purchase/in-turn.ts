/** What runs or waits now, by what it is about. */
const running = new WeakMap<object, Map<string, Promise<unknown>>>();

/**
 * Runs work about one thing after what this process already does about it, and work about other things beside it. `owner` is
 * whose things they are. Saves work that would be done twice, and guards nothing: other processes do not wait.
 */
export async function inTurn<Result>(owner: object, about: string, work: () => Promise<Result>): Promise<Result> {
  const ofOwner = running.get(owner) ?? new Map<string, Promise<unknown>>();
  running.set(owner, ofOwner);
  const own = (ofOwner.get(about) ?? Promise.resolve()).then(work, work);
  ofOwner.set(about, own);
  try {
    return await own;
  } finally {
    if (ofOwner.get(about) === own) ofOwner.delete(about);
  }
}
