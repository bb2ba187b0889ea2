import { sql } from "drizzle-orm";
import type { WatchFigures } from "../../../observe/figures.ts";
import { rowsOf, type Database } from "../database.ts";
import { movementTotals } from "../sellers/books.ts";

type StoredFigures = Pick<
  WatchFigures,
  "queues" | "deadJobs" | "unresolved" | "openPages" | "transfers" | "sellerReceivers"
>;

/** Queues of receivers are named by the operator; of more than these nobody reads a graph. */
const MAX_QUEUES = 50;

/**
 * What the database knows of work that waits, in a few statements. What waits for a seller's receiver that fails is that seller's
 * trouble, and counts with the receivers. Ages in seconds. Throws when it does not answer.
 */
export async function readStoredFigures(database: Database): Promise<StoredFigures> {
  const jobs = await rowsOf(
    database,
    sql`select name, count(*)::int as waiting,
        coalesce(extract(epoch from now() - min(start_after)), 0)::int as oldest
      from jobs.job where state < 'active' and start_after <= now()
        and not (name = 'send-seller-event'
          and group_id in (select id from seller_receivers where failing_since is not null))
      group by name order by 2 desc limit ${MAX_QUEUES}`,
  );
  const payments = await rowsOf(
    database,
    sql`select count(*) filter (where status = 'unresolved')::int as unresolved,
        count(*) filter (where status = 'awaiting_buyer')::int as pages,
        coalesce(extract(epoch from now() - min(updated_at) filter (where status = 'unresolved')), 0)::int as oldest
      from checkout_sessions where status in ('paying', 'unresolved', 'awaiting_buyer')`,
  );
  const queues = jobs.rows.map((row) => ({
    queue: String(row["name"]),
    waiting: Number(row["waiting"]),
    oldestSeconds: Number(row["oldest"]),
  }));
  const [open] = payments.rows;
  return {
    queues: queues.filter(({ queue }) => queue !== "dead"),
    deadJobs: queues.find(({ queue }) => queue === "dead")?.waiting ?? 0,
    unresolved: { count: Number(open?.["unresolved"] ?? 0), oldestSeconds: Number(open?.["oldest"] ?? 0) },
    openPages: Number(open?.["pages"] ?? 0),
    transfers: await transferFigures(database),
    sellerReceivers: await receiverFigures(database),
  };
}

async function receiverFigures(database: Database): Promise<StoredFigures["sellerReceivers"]> {
  const { rows } = await rowsOf(
    database,
    // Each by a partial index, which has those alone that are counted.
    sql`select
        (select count(*) from seller_receivers where failing_since is not null and state = 'active')::int as failing,
        (select count(*) from seller_receivers where state = 'failed')::int as off`,
  );
  return { failing: Number(rows[0]?.["failing"] ?? 0), turnedOff: Number(rows[0]?.["off"] ?? 0) };
}

async function transferFigures(database: Database): Promise<StoredFigures["transfers"]> {
  const { due, oldestDueAt, refused, claims, needPerson } = await movementTotals(database);
  const oldestSeconds = oldestDueAt === null ? 0 : Math.max(0, Math.round((Date.now() - oldestDueAt.getTime()) / 1000));
  return { due: due.count, oldestSeconds, refused: refused.count, claims: claims.amounts, needPerson };
}
