import { setTimeout as pause } from "node:timers/promises";
import type { PurchaseContext } from "./context.ts";

/**
 * What a phase of a sweep keeps to. `atOnce`: so many items at a time. `moveOnAfterMs`: one that takes longer goes on, and no
 * longer keeps the others waiting.
 */
export type Bounds = { readonly atOnce: number; readonly moveOnAfterMs: number };

/** How long a sweep waits for one of its phases; the clock starts the next sweep soon after. */
const PHASE_MS = 50_000;

/** A phase begins with no further item after this long. */
const MAX_STARTS_MS = 40_000;

/** The phases that go on in this process, by its context. */
const going = new WeakMap<PurchaseContext, Set<string>>();

/**
 * Runs a phase on its own clock: one that fails is reported, one that takes longer than a sweep may is left running, and
 * is not begun again in this process before it has ended. `otherwise` is the answer in both cases.
 */
export async function onOwnClock<Answer>(
  context: PurchaseContext,
  name: string,
  otherwise: Answer,
  work: () => Promise<Answer>,
): Promise<Answer> {
  const names = going.get(context) ?? new Set();
  going.set(context, names);
  if (names.has(name)) return otherwise;
  names.add(name);
  const done = work()
    .catch((error: unknown) => {
      const message = "a phase of a sweep failed; the next sweep tries it again";
      context.report({ level: "error", message, fields: { phase: name }, error });
      return otherwise;
    })
    .finally(() => names.delete(name));
  return firstOf(done, PHASE_MS, otherwise);
}

/** Works on every item, `atOnce` at a time and in their order; answers how many were true. One that fails is reported. */
export async function each<Item>(
  context: PurchaseContext,
  items: readonly Item[],
  { atOnce, moveOnAfterMs }: Bounds,
  work: (item: Item) => Promise<boolean>,
): Promise<number> {
  let done = 0;
  const waiting = items.values();
  const startedAt = performance.now();
  const lane = async (): Promise<void> => {
    for (const item of waiting) {
      // What is left comes first in the next sweep, which lists it again.
      if (moveOnAfterMs !== Infinity && performance.now() - startedAt > MAX_STARTS_MS) return;
      const worked = work(item).then(
        (isDone) => void (done += isDone ? 1 : 0),
        (error: unknown) => {
          const message = "one item of a sweep failed; the next sweep tries it again";
          context.report({ level: "error", message, fields: {}, error });
        },
      );
      await firstOf(worked, moveOnAfterMs, undefined);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, lane));
  return done;
}

async function firstOf<Answer>(done: Promise<Answer>, ms: number, otherwise: Answer): Promise<Answer> {
  if (ms === Infinity) return done;
  const stop = new AbortController();
  const late = pause(ms, otherwise, { ref: false, signal: stop.signal }).catch(() => otherwise);
  return Promise.race([done, late]).finally(() => stop.abort());
}
