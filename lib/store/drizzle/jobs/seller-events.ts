import { sql } from "drizzle-orm";
import type { JobResult, JobWithMetadata, PgBoss } from "pg-boss";
import { rowsOf, sendText, type OpenDatabase } from "../database.ts";
import type { Job } from "../../jobs.ts";

const AT_ONCE_FOR_A_RECEIVER = 2;
/** Any number that nothing else locks. */
const CLAIM_LOCK = 7_480_213;
/**
 * An instance that stops in the middle of a claim, because its process or its network does, keeps all others waiting for the
 * lock. Postgres ends its session after so long; what it claimed is then claimed by another. A claim takes milliseconds.
 */
const CLAIM_WITHIN = "2s";

/**
 * The one queue of all sellers' receivers: so many jobs of each at once, on all instances together. pg-boss counts what runs
 * and claims more in one statement, in which two instances do not see what the other claims; so they claim one after another.
 */
export function sellerEventsOf(boss: PgBoss, queue: string, { database, kind }: OpenDatabase) {
  const lock = sql`select pg_advisory_xact_lock(${CLAIM_LOCK})`;
  // Of the embedded database there is one instance, which waits for itself.
  const claim =
    kind === "pglite"
      ? lock
      : sql`select set_config('idle_in_transaction_session_timeout', ${CLAIM_WITHIN}, true), pg_advisory_xact_lock(${CLAIM_LOCK})`;
  return {
    fetch: (limit: number, resting: readonly string[]) =>
      database.transaction(async (transaction) => {
        await rowsOf(transaction, claim);
        const executeSql = (text: string, values: readonly unknown[] = []) => sendText(transaction, text, values);
        return boss.fetch<Job>(queue, {
          db: { executeSql },
          batchSize: limit,
          groupConcurrency: AT_ONCE_FOR_A_RECEIVER,
          ...(resting.length === 0 ? {} : { ignoreGroups: [...resting] }),
        });
      }),
    settle: async (job: Pick<JobWithMetadata<Job>, "id" | "retryCount" | "data">, { status, output }: JobResult) =>
      void (await (status === "completed" ? boss.complete(queue, job) : boss.fail(queue, job, output as object))),
  };
}

/**
 * Hears of new jobs by the connection on which pg-boss listens for its own workers, before it starts. `isHeard` is false where
 * that connection could not be made, and then a queue has to be looked at. It may be lost for a while; once it is back, every
 * queue counts as notified.
 */
export function hearOfJobs(boss: PgBoss) {
  const db = boss.getDb();
  const listen = db.listen?.bind(db);
  const state = { isHeard: false, on: (_queue: string | null): void => undefined };
  if (listen !== undefined)
    db.listen = async (channel, onNotification, onReconnect) => {
      const handle = await listen(
        channel,
        (queue) => {
          onNotification(queue);
          state.on(queue);
        },
        () => {
          onReconnect();
          state.on(null);
        },
      );
      state.isHeard = true;
      return handle;
    };
  return {
    isHeard: () => state.isHeard,
    /** Calls `wake` for each notification of this queue, from now on. */
    wake(queue: string, wake: () => void): void {
      state.on = (named) => {
        if (named === null || named === queue) wake();
      };
    },
  };
}
