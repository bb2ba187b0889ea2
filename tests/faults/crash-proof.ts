import { expect } from "vitest";
import { sessionId } from "#lib/ids.ts";
import type { Failpoint } from "#lib/purchase/failpoints.ts";
import { SCENARIOS, goThrough, type Cut, type Purchase, type Scenario } from "./crash-cases.ts";
import { replayProblems, type FaultBench } from "./fault-bench.ts";
import { endedWithin, type ShopProcess } from "./shop-process-client.ts";

const CRASHED_WITHIN_MS = 30_000;
/** A server can end at its step already while it starts, by what the one before it left, which is then brought to an end first. */
const MAX_STARTS = 5;

/**
 * Cuts the purchases short, one after the other; then a server that nothing happens to brings everything to an end, is
 * asked to do it all again, and the books are compared.
 */
export async function surviveCrashes(bench: FaultBench, cuts: readonly Cut[]): Promise<void> {
  const purchases: { readonly scenario: Scenario; readonly purchase: Purchase }[] = [];
  for (const { scenario, steps } of cuts) {
    const holder: { purchase?: Purchase } = {};
    for (const step of steps) await crashAt(bench, { scenario, step }, holder);
    if (holder.purchase !== undefined) purchases.push({ scenario, purchase: holder.purchase });
  }
  expect(purchases, "every purchase was begun").toHaveLength(cuts.length);
  const shop = bench.start();
  expect(await shop.ready(), shop.output).toBe(true);
  const sessions = purchases.map(({ purchase }) => purchase.session);
  expect(await bench.untilSettled(shop, sessions)).toEqual([]);
  for (const { scenario, purchase } of purchases) await goThrough(bench, shop, scenario, purchase);
  expect(await bench.untilSettled(shop, sessions)).toEqual([]);
  for (const { purchase } of purchases)
    for (const token of purchase.tokens.values())
      expect(await replayProblems(bench, shop, { ...purchase, token })).toEqual([]);
  expect(await bench.untilSettled(shop, sessions)).toEqual([]);
  for (const { scenario, purchase } of purchases) {
    const { status } = (await bench.reads.session(sessionId(purchase.session))) ?? {};
    expect(SCENARIOS[scenario].ends, `how ${scenario} ended`).toContain(status);
  }
  await shop.kill();
}

/** Starts a server that ends at `step`, until the purchase has begun and the server is gone. */
async function crashAt(
  bench: FaultBench,
  { scenario, step }: { scenario: Scenario; step: Failpoint },
  holder: { purchase?: Purchase },
): Promise<void> {
  for (let starts = 0; starts < MAX_STARTS; starts += 1) {
    const shop = bench.start(step);
    if (await shop.ready()) await untilGone(bench, shop, scenario, holder);
    expect(await endedWithin(shop, 1), `the end of the server at ${step}: ${shop.output}`).toBe("SIGKILL");
    if (holder.purchase !== undefined) return;
    const unharmed = bench.start();
    expect(await unharmed.ready(), unharmed.output).toBe(true);
    await unharmed.sweep();
    await unharmed.kill();
  }
}

/** Goes through the purchase, and again, with time and sweeps between, until the server ended itself. */
async function untilGone(
  bench: FaultBench,
  shop: ShopProcess,
  scenario: Scenario,
  holder: { purchase?: Purchase },
): Promise<void> {
  const session = holder.purchase?.session ?? (await shop.readySession().catch(() => null));
  if (session === null) return void (await endedWithin(shop, CRASHED_WITHIN_MS));
  const purchase = (holder.purchase ??= { session, tokens: new Map(), presses: new Map() });
  for (const until = Date.now() + CRASHED_WITHIN_MS; Date.now() < until && shop.isRunning;) {
    await goThrough(bench, shop, scenario, purchase);
    if ((await endedWithin(shop, 500)) !== "still runs") return;
    await bench.letTimePass([purchase.session]);
    await bench.service.sendAgain?.();
    await shop.sweep();
  }
}
