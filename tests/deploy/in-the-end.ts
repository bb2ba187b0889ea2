import type { OpenDatabase } from "#lib/store/drizzle/database.ts";
import { createStore } from "#lib/store/drizzle/store.ts";
import { ledgerProblems } from "../faults/ledger-check.ts";
import { sandboxService } from "../faults/payment-service.ts";
import { pause } from "../faults/shop-process-client.ts";

const MAX_TRIES = 40;
const SETTLED_WITHIN_MS = 180_000;

export type Counts = { purchases: number; answered: number; lost: number };

/** Does something until somebody answers, and counts how often nobody did. */
export async function untilAnswered<Answer>(act: () => Promise<Answer | null>, counts: Counts): Promise<Answer | null> {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const answer = await act();
    if (answer !== null) {
      counts.answered += 1;
      return answer;
    }
    counts.lost += 1;
    await pause(100);
  }
  return null;
}

/** What is wrong when everything is over: attempts that a killed instance left open are older than any bound of the bank's. */
export async function problemsLeft(
  opened: OpenDatabase,
  dataDir: string,
  sessions: ReadonlySet<string>,
  sweep: () => Promise<unknown>,
): Promise<readonly string[]> {
  await opened.query(
    "update payment_attempts set started_at = started_at - interval '90 seconds' where outcome = 'open' and route = 'instant'",
    [],
  );
  const reads = createStore(opened.database, () => {
    throw new Error("the test only reads");
  });
  const service = sandboxService(dataDir);
  const problems = async () => {
    const ledger = await service.ledger();
    const found: string[] = [];
    // One after the other: thousands at once would wait for a connection longer than they may.
    for (const id of sessions) found.push(...(await ledgerProblems(reads, ledger, id)));
    return found;
  };
  const settleUntil = Date.now() + SETTLED_WITHIN_MS;
  let left = await problems();
  while (left.length > 0 && Date.now() < settleUntil) {
    await sweep();
    await pause(500);
    left = await problems();
  }
  service.close();
  return left;
}
