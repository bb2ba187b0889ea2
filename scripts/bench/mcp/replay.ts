import { recordTransactions, replay, type Recording } from "../purchases/recorded.ts";
import { openSheet, openShop, payOnSheet } from "../purchases/shop.ts";
import type { BenchPostgres } from "../servers/postgres.ts";

const SOURCE = "recorded";

/**
 * The transactions of `complete_checkout` and nothing else: they are recorded once, as the shop commits them, and sent again
 * to copies of the database from before. What they do is the same in every round.
 */
export async function replayPurchases(
  postgres: BenchPostgres,
  { count, rounds, connections }: { readonly count: number; readonly rounds: number; readonly connections: number },
): Promise<{ readonly rates: number[]; readonly statements: number }> {
  const url = await postgres.create(SOURCE);
  const filling = await openShop(url, { serves: true });
  const sessions: Awaited<ReturnType<typeof openSheet>>[] = [];
  for (let index = 0; index < count; index += 1) sessions.push(await openSheet(filling, `pays-${index}`));
  await filling.close();
  const copies: string[] = [];
  for (let round = 0; round <= rounds; round += 1) copies.push(await postgres.create(`replayed_${round}`, SOURCE));
  const paying = await openShop(url);
  const recordings: Recording[] = [];
  for (const [index, session] of sessions.entries())
    recordings.push(await recordTransactions(() => payOnSheet(paying, `pays-${index}`, session)));
  await paying.close();
  const rates: number[] = [];
  for (const [round, copy] of copies.entries()) {
    const { seconds } = await replay(copy, recordings, connections);
    if (round > 0) rates.push(count / seconds);
  }
  const statements = recordings[0]?.reduce((sum, { statements: sent }) => sum + sent.length, 0) ?? 0;
  return { rates, statements };
}
