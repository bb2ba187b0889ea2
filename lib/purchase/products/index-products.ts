import { setImmediate as otherWork } from "node:timers/promises";
import type { PurchaseContext } from "../context.ts";

/** PGlite works on the server's own thread, so a batch is also the longest time that a buyer's request waits. */
const BATCH_PRODUCTS = 100;
const WORK_FOR_MS = 30_000;

/**
 * Makes the words of products that an earlier release indexed, some at a time and for half a minute at most; the clock makes
 * the next job. Safe to do on several instances at once. Answers how many.
 */
export async function indexProducts({ catalog }: Pick<PurchaseContext, "catalog">): Promise<number> {
  const until = performance.now() + WORK_FOR_MS;
  let all = 0;
  for (;;) {
    const indexed = await catalog.reindex(BATCH_PRODUCTS);
    all += indexed;
    if (indexed === 0 || performance.now() > until) return all;
    await otherWork();
  }
}
