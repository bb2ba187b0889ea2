import { sql, type SQL } from "drizzle-orm";
import { invariant } from "../../../invariant.ts";
import type { Job } from "../../jobs.ts";
import { writtenOnce } from "../connection/written-once.ts";
import type { Database } from "../database.ts";
import { checkoutSessions, orders } from "../schema/purchase.ts";
import { mails } from "../schema/mail.ts";
import { refunds } from "../schema/refund.ts";
import { transferReversals, transfers } from "../schema/sellers/transfer.ts";

/** Whose job it is, and its place among the waiting jobs of its queue: the queue takes a higher priority first. */
export type Turn = { readonly seller: string; readonly priority: number };

/** Where the queue is, in the product's own database. */
export const JOBS_SCHEMA = "jobs";

/** What is of no seller takes turns as one. No seller's id begins like this. */
const OF_THE_SHOP = ":shop";
/** A catch-up goes after everything else that waits, however long a queue has not been empty. */
const AFTER_ALL = -1_000_000_000;
/** So many jobs are looked through for the one that has been due longest, because catch-ups may stand before it. */
const MAX_LOOKED_THROUGH = 1000;

const JOBS = sql.raw(`"${JOBS_SCHEMA}".job`);

const [of, queue] = [sql.placeholder("of"), sql.placeholder("queue")];

/** Where it stands whose a job is. */
const WHOSE = {
  seller: sql`${of}::text`,
  order: sql`(select ${orders.sellerId} from ${orders} where ${orders.id} = ${of})`,
  mail: sql`(select coalesce(${mails.request} ->> 'sellerId', ${checkoutSessions.sellerId}) from ${mails}
    left join ${checkoutSessions} on ${checkoutSessions.id} = ${mails.sessionId} where ${mails.id} = ${of})`,
  refund: sql`(select ${refunds.sellerId} from ${refunds} where ${refunds.key} = ${of})`,
  transfer: sql`(select ${transfers.sellerId} from ${transfers} where ${transfers.key} = ${of})`,
  reversal: sql`(select ${transferReversals.sellerId} from ${transferReversals} where ${transferReversals.key} = ${of})`,
} as const;

/** The sellers' queues: one of them may leave thousands of these jobs at once. Of the other kinds nobody does. */
function whoseIs(job: Job): readonly [keyof typeof WHOSE, of: string] | null {
  switch (job.kind) {
    case "send_order_event":
      return job.sellerId === undefined ? ["order", job.orderId] : ["seller", job.sellerId];
    case "send_seller_event":
      return ["seller", job.sellerId];
    case "send_mail":
      return ["mail", job.mailId];
    case "finish_refund":
      return ["refund", job.key];
    case "send_transfer":
      return ["transfer", job.key];
    case "reverse_transfer":
      return ["reversal", job.key];
    default:
      return null;
  }
}

const turnStatement = (seller: SQL) =>
  writtenOnce(() => {
    // What is tried again later, or begins later, holds nobody's turn up.
    const isDue = sql`name = ${queue} and state < 'active' and not blocked and start_after <= now()`;
    // By state, as the index has it; of those of one transaction the one that is served first.
    const longestDue = (state: "created" | "retry") => sql`(select start_after, priority from ${JOBS}
      where name = ${queue} and state = ${sql.raw(`'${state}'`)} and not blocked and start_after <= now()
      order by start_after limit ${MAX_LOOKED_THROUGH})`;
    return sql`with whose as materialized (select coalesce(${seller}, ${OF_THE_SHOP}) as seller)
      select seller, least(
        (select priority from ${JOBS} where ${isDue} and priority > ${AFTER_ALL / 2}
          order by priority desc, created_on limit 1),
        (select priority from (${longestDue("created")} union all ${longestDue("retry")}) as due
          where priority > ${AFTER_ALL / 2} order by start_after, priority desc limit 1),
        (select priority - 1 from ${JOBS} where ${isDue} and singleton_key = seller and priority > ${AFTER_ALL / 2}
          order by created_on desc, priority limit 1),
        0) as priority from whose`;
  });

const TURN_BY = {
  seller: turnStatement(WHOSE.seller),
  order: turnStatement(WHOSE.order),
  mail: turnStatement(WHOSE.mail),
  refund: turnStatement(WHOSE.refund),
  transfer: turnStatement(WHOSE.transfer),
  reversal: turnStatement(WHOSE.reversal),
} as const satisfies Record<keyof typeof WHOSE, unknown>;

/**
 * The turn of a new job, so that sellers are served in turns however many jobs each has waiting: a seller's next job stands
 * one behind their last one that is due, and before neither the one that is served next nor the one that has been due
 * longest. So what has been due longest is met by no later job, and is served after those that are there. Null: the queue
 * has no turns. Start-time fair queueing, with what waits as the only state, which forgets who was served just now:
 * P. Goyal, H. Vin, H. Cheng, https://doi.org/10.1109/90.649569
 */
export async function turnOf(transaction: Database, queueName: string, job: Job): Promise<Turn | null> {
  const whose = whoseIs(job);
  if (whose === null) return null;
  const [by, id] = whose;
  const isCatchUp = "isCatchUp" in job && job.isCatchUp === true;
  const { rows } = await TURN_BY[by](transaction, { queue: queueName, of: id });
  const [row] = rows;
  invariant(row !== undefined, "whose job it is has one row");
  return { seller: String(row["seller"]), priority: isCatchUp ? AFTER_ALL : Number(row["priority"]) };
}
