import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";

const LOOK_EVERY_MS = 50;
const WITHIN_MS = 60_000;
/** The last that a payment leaves to be done are its messages; those that failed are due later. */
const LEFT = `select count(*)::int as messages from jobs.job_common
  where name = 'send-mail' and state < 'completed' and start_after <= now()`;

export type Rest = { rest(): Promise<void>; close(): Promise<void> };

/** Looks into a shop's database for work that it has still to do. `rest` resolves when there is none, and throws when that takes a minute. */
export async function openRest(databaseUrl: string): Promise<Rest> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const left = async () => (await client.query<{ messages: number }>(LEFT)).rows[0]?.messages ?? 0;
  return {
    async rest() {
      const from = performance.now();
      while ((await left()) > 0) {
        if (performance.now() - from > WITHIN_MS) throw new Error("the shop does not come to rest");
        await pause(LOOK_EVERY_MS);
      }
    },
    close: () => client.end(),
  };
}
