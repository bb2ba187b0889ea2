import { signal } from "../../observe/signals.ts";
import type { Store } from "../../store/store.ts";

/** In each lane so many wrong keys are compared in a window; then no key is, right or wrong, until the window ends. */
export const MAX_WRONG_KEYS = 5;
export const WRONG_KEYS_WINDOW_MS = 60_000;

export type KeyTrial =
  { readonly kind: "right" } | { readonly kind: "wrong" } | { readonly kind: "limited"; readonly retryAfterMs: number };

/**
 * Slows down whoever guesses the console's key. In this process the bound is exact, because nothing is awaited between
 * looking at the count and counting; the database adds what other instances counted. A right key writes nothing and is
 * not counted, so programs may ask as often as they like.
 */
export function wrongKeyLimit(store: Pick<Store, "wrongConsoleKeys" | "transaction">, now: () => Date) {
  /** Bounded by the lanes, and nobody makes a lane without having signed in. */
  const own = new Map<string, { count: number; readonly endsAt: number }>();

  function windowOf(lane: string): { count: number; readonly endsAt: number } {
    const time = now().getTime();
    const known = own.get(lane);
    // A window further away than its length was begun before the clock was set back.
    if (known !== undefined && known.endsAt > time && known.endsAt <= time + WRONG_KEYS_WINDOW_MS) return known;
    const begun = { count: 0, endsAt: time + WRONG_KEYS_WINDOW_MS };
    own.set(lane, begun);
    return begun;
  }
  const limited = (endsAt: number): KeyTrial => {
    signal("limit_hit", { limit: "sign_in", by: "key" });
    return { kind: "limited", retryAfterMs: Math.min(Math.max(endsAt - now().getTime(), 1), WRONG_KEYS_WINDOW_MS) };
  };

  return async (lane: string, isRight: () => boolean): Promise<KeyTrial> => {
    const before = windowOf(lane);
    if (before.count >= MAX_WRONG_KEYS) return limited(before.endsAt);
    const shared = await store.wrongConsoleKeys(lane);
    const sharedEnd = shared?.windowEndsAt.getTime() ?? 0;
    const time = now().getTime();
    const isShared = sharedEnd > time && sharedEnd <= time + WRONG_KEYS_WINDOW_MS;
    if (shared !== null && isShared && shared.count >= MAX_WRONG_KEYS) return limited(sharedEnd);
    const window = windowOf(lane);
    if (window.count >= MAX_WRONG_KEYS) return limited(window.endsAt);
    if (isRight()) return { kind: "right" };
    window.count += 1;
    await store.transaction((transaction) => transaction.countWrongConsoleKey(lane, now(), WRONG_KEYS_WINDOW_MS));
    return { kind: "wrong" };
  };
}
