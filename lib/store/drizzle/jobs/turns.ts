import { sql, type SQL } from "drizzle-orm";
import { invariant } from "../../../invariant.ts";
import type { Job } from "../../jobs.ts";
import { ONE_PLAN } from "../connection/named-statements.ts";
import { rowsOf, type Database } from "../database.ts";
import { checkoutSessions, orders } from "../schema/purchase.ts";
import { mails } from "../schema/mail.ts";
import { refunds } from "../schema/refund.ts";
import { transferReversals, transfers } from "../schema/sellers/transfer.ts";

/** Whose job it is, and its place among the waiting jobs of its queue: the queue takes a higher priority first. */
export type Turn = { readonly seller: string; readonly priority: number };

/** What is of no seller takes turns as one. No seller's id begins like this. */
const OF_THE_SHOP = ":shop";
/** A catch-up goes after everything else that waits, however long a queue has not been empty. */
const AFTER_ALL = -1_000_000_000;
/** So many jobs are looked through for the one that has been due longest, because catch-ups may stand before it. */
const MAX_LOOKED_THROUGH = 1000;

/** The sellers' queues: one of them may leave thousands of these jobs at once. Of the other kinds nobody does. */
function sellerOf(job: Job): SQL | null {
  switch (job.kind) {
    case "send_order_event":
      return job.sellerId === undefined
        ? sql`(select ${orders.sellerId} from ${orders} where ${orders.id} = ${job.orderId})`
        : sql`${String(job.sellerId)}::text`;
    case "send_seller_event":
      return sql`${String(job.sellerId)}::text`;
    case "send_mail":
      return sql`(select coalesce(${mails.request} ->> 'sellerId', ${checkoutSessions.sellerId}) from ${mails}
        left join ${checkoutSessions} on ${checkoutSessions.id} = ${mails.sessionId} where ${mails.id} = ${job.mailId})`;
    case "finish_refund":
      return sql`(select ${refunds.sellerId} from ${refunds} where ${refunds.key} = ${job.key})`;
    case "send_transfer":
      return sql`(select ${transfers.sellerId} from ${transfers} where ${transfers.key} = ${job.key})`;
    case "reverse_transfer":
      return sql`(select ${transferReversals.sellerId} from ${transferReversals} where ${transferReversals.key} = ${job.key})`;
    default:
      return null;
  }
}

/**
 * The turn of a new job, so that sellers are served in turns however many jobs each has waiting: a seller's next job stands
 * one behind their last one that is due, and before neither the one that is served next nor the one that has been due
 * longest. So what has been due longest is met by no later job, and is served after those that are there. Null: the queue
 * has no turns. Start-time fair queueing, with what waits as the only state, which forgets who was served just now:
 * P. Goyal, H. Vin, H. Cheng, https://doi.org/10.1109/90.649569
 */
export async function turnOf(transaction: Database, schema: string, queue: string, job: Job): Promise<Turn | null> {
  const seller = sellerOf(job);
  if (seller === null) return null;
  const jobs = sql.raw(`"${schema}".job`);
  // What is tried again later, or begins later, holds nobody's turn up.
  const isDue = sql`name = ${queue} and state < 'active' and not blocked and start_after <= now()`;
  // By state, as the index has it; of those of one transaction the one that is served first.
  const longestDue = (state: "created" | "retry") => sql`(select start_after, priority from ${jobs}
    where name = ${queue} and state = ${sql.raw(`'${state}'`)} and not blocked and start_after <= now()
    order by start_after limit ${MAX_LOOKED_THROUGH})`;
  const isCatchUp = "isCatchUp" in job && job.isCatchUp;
  const { rows } = await rowsOf(
    transaction,
    sql`${sql.raw(ONE_PLAN)} with whose as materialized (select coalesce(${seller}, ${OF_THE_SHOP}) as seller)
      select seller, least(
        (select priority from ${jobs} where ${isDue} and priority > ${AFTER_ALL / 2}
          order by priority desc, created_on limit 1),
        (select priority from (${longestDue("created")} union all ${longestDue("retry")}) as due
          where priority > ${AFTER_ALL / 2} order by start_after, priority desc limit 1),
        (select priority - 1 from ${jobs} where ${isDue} and singleton_key = seller and priority > ${AFTER_ALL / 2}
          order by created_on desc, priority limit 1),
        0) as priority from whose`,
  );
  const [row] = rows;
  invariant(row !== undefined, "whose job it is has one row");
  return { seller: String(row["seller"]), priority: isCatchUp ? AFTER_ALL : Number(row["priority"]) };
}
