import { expect } from "vitest";
import { sessionId } from "#lib/ids.ts";
import { SCENARIOS, goThrough, type Purchase, type Scenario } from "./crash-cases.ts";
import { replayProblems, type FaultBench } from "./fault-bench.ts";
import type { PurchaseStep } from "#lib/purchase/steps.ts";
import { endedWithin, type ShopProcess } from "./shop-process-client.ts";

const CRASHED_WITHIN_MS = 30_000;

/**
 * Ends the server at `first` in the middle of a purchase, and where `second` is given the one after it there; then a
 * server that nothing happens to brings everything to an end, is asked to do it all again, and the books are compared.
 */
export async function surviveCrashes(
  bench: FaultBench,
  { scenario, steps }: { scenario: Scenario; steps: readonly PurchaseStep[] },
): Promise<void> {
  const holder: { purchase?: Purchase } = {};
  for (const step of steps) {
    const shop = bench.start(step);
    // It may come to its end while it starts, by what the one before it left.
    if (await shop.ready()) await untilGone(bench, shop, scenario, holder);
    expect(await endedWithin(shop, 1), `the end of the server at ${step}: ${shop.said}`).toBe("SIGKILL");
  }
  const { purchase } = holder;
  if (purchase === undefined) throw new Error("no session was made");
  const shop = bench.start();
  expect(await shop.ready(), shop.said).toBe(true);
  const sessions = [purchase.session];
  expect(await bench.untilSettled(shop, sessions)).toEqual([]);
  await goThrough(bench, shop, scenario, purchase);
  expect(await bench.untilSettled(shop, sessions)).toEqual([]);
  for (const token of purchase.tokens.values())
    expect(await replayProblems(bench, shop, { ...purchase, token })).toEqual([]);
  expect(await bench.untilSettled(shop, sessions)).toEqual([]);
  const { status } = (await bench.reads.session(sessionId(purchase.session))) ?? {};
  expect(SCENARIOS[scenario].ends, `how ${scenario} ended`).toContain(status);
  await shop.kill();
}

/** Goes through the purchase, and again, with time and sweeps between, until the server ended itself. */
async function untilGone(
  bench: FaultBench,
  shop: ShopProcess,
  scenario: Scenario,
  holder: { purchase?: Purchase },
): Promise<void> {
  const purchase = (holder.purchase ??= { session: await shop.readySession(), tokens: new Map() });
  for (const until = Date.now() + CRASHED_WITHIN_MS; Date.now() < until && shop.isRunning;) {
    await goThrough(bench, shop, scenario, purchase);
    if ((await endedWithin(shop, 500)) !== "still runs") return;
    await bench.letTimePass([purchase.session]);
    await shop.sweep();
  }
}
