import { recordTransactions, replay, type Recording } from "../purchases/recorded.ts";
import { openSheet, openShop, payOnSheet } from "../purchases/shop.ts";
import type { BenchPostgres } from "../servers/postgres.ts";

const SOURCE = "recorded";

export type Replays = {
  /** Sends the recorded transactions to the copy of the database for this round, from 0; answers purchases per second. */
  run(round: number): Promise<number>;
  /** How many statements one purchase is. */
  readonly statements: number;
};

/**
 * The transactions of `complete_checkout` and nothing else: they are recorded once, as the shop commits them, and sent again
 * to copies of the database from before. What they do is the same in every round.
 */
export async function recordPurchases(
  postgres: BenchPostgres,
  { count, rounds, connections }: { readonly count: number; readonly rounds: number; readonly connections: number },
): Promise<Replays> {
  const url = await postgres.create(SOURCE);
  const filling = await openShop(url, { serves: true });
  const sessions: Awaited<ReturnType<typeof openSheet>>[] = [];
  for (let index = 0; index < count; index += 1) sessions.push(await openSheet(filling, `pays-${index}`));
  await filling.close();
  const copies: string[] = [];
  for (let round = 0; round < rounds; round += 1) copies.push(await postgres.create(`replayed_${round}`, SOURCE));
  const paying = await openShop(url);
  const recordings: Recording[] = [];
  for (const [index, session] of sessions.entries())
    recordings.push(await recordTransactions(() => payOnSheet(paying, `pays-${index}`, session)));
  await paying.close();
  return {
    statements: recordings[0]?.reduce((sum, { statements: sent }) => sum + sent.length, 0) ?? 0,
    async run(round) {
      const copy = copies[round];
      if (copy === undefined) throw new Error(`there is no copy for round ${round}`);
      const { seconds } = await replay(copy, recordings, connections);
      return count / seconds;
    },
  };
}
