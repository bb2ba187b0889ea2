import { sql, type SQL } from "drizzle-orm";
import { rowsOf, type Database } from "../database.ts";
import { paymentAlerts } from "../schema/alert.ts";
import { captures, paymentAttempts } from "../schema/purchase.ts";
import { refunds } from "../schema/refund.ts";
import { transferReversals, transfers } from "../schema/sellers/transfer.ts";
import type { PaymentName } from "../../refund-store.ts";

/** A span of time, and of a column of sellers one of them or all. */
export type Within = (time: SQL, of: SQL) => SQL;

/** What a dispute `a` has taken, as takenBy of lib/orders/disputes/alert.ts has it. */
export const TAKEN = sql`case
  when a.taken_minor is not null then a.taken_minor
  when a.kind = 'chargeback' and a.state in ('needs_response', 'under_review', 'unknown', 'lost') then a.amount_minor
  else 0 end`;
export const GIVEN = sql`r.state in ('accepted', 'requires_action', 'done')`;

/** A payment `c` of the attempt `p` has given its sellers their part, as hasSale of lib/sellers/split.ts has it. */
const HAS_SALE = sql`(c.use = 'order' or p.split ->> 'model' = 'destination'
  or (p.split ->> 'model' = 'direct' and c.account is not distinct from p.account))`;
const OF_PAYMENT = sql`provider = c.provider and reference = c.reference`;

/**
 * Nothing of a payment `c` is divided: the platform's own, or one that nobody could divide. Each is asked for its own rows,
 * by their index: `not exists` can become a join that reads all there are.
 */
export const IS_UNDIVIDED = sql`(select 1 from ${transfers} t where t.provider = c.provider and t.reference = c.reference limit 1) is null
  and (select p.split from ${paymentAttempts} p where p.id = c.attempt_id) is null`;

/** Payments since a moment whose sellers' parts no row has: an instance of an earlier release recorded them. */
export async function unbookedPayments(
  database: Database,
  since: Date,
  limit: number,
): Promise<readonly PaymentName[]> {
  const { rows } = await rowsOf(
    database,
    sql`
      select c.provider, c.reference from ${captures} c join ${paymentAttempts} p on p.id = c.attempt_id
      where c.recorded_at >= ${since.toISOString()}::timestamptz and p.split is not null and ${HAS_SALE}
        and not exists (select 1 from ${transfers} t where t.provider = c.provider and t.reference = c.reference)
      order by c.recorded_at limit ${limit}`,
  );
  return rows.map(nameOf);
}

export async function movedPayments(database: Database, since: Date, limit: number): Promise<readonly PaymentName[]> {
  const moved = (table: typeof transfers | typeof transferReversals) => sql`
    select provider, reference, created_at from ${table}
    where created_at >= ${since.toISOString()}::timestamptz and state <> 'at_seller'`;
  const { rows } = await rowsOf(
    database,
    sql`
      select provider, reference from (${moved(transfers)} union all ${moved(transferReversals)}) as moved
      group by provider, reference order by max(created_at) desc limit ${limit}`,
  );
  return rows.map(nameOf);
}

const nameOf = (row: Record<string, unknown>): PaymentName => ({
  provider: String(row["provider"]),
  reference: String(row["reference"]),
});

/** The payments of a span of time, each with what its sales' rows have in all, null without any, and how many others it has. */
export const paidRows = (within: Within): SQL => sql`
  select c.provider, c.reference, c.attempt_id, c.seller_id, c.currency, c.amount_minor, c.use, sent.sent_minor, sent.others
  from ${captures} c cross join lateral (
    select sum(gross_minor) filter (where cause_kind is null) as sent_minor,
      count(*) filter (where cause_kind is not null) as others
    from ${transfers} t where t.provider = c.provider and t.reference = c.reference
  ) as sent
  where ${within(sql`c.recorded_at`, sql`c.seller_id`)}`;

/**
 * Those of `paid` that may be otherwise than their sales' rows say: these do not have all of it, or something was given back,
 * disputed or taken back. Most are not. Joins, because for a month of all sellers a look-up for each payment takes longer.
 */
const IN_DOUBT = sql`
  select c.provider, c.reference from paid c
  where (c.use = 'order' and c.sent_minor = c.amount_minor and c.others = 0) is not true
  union select c.provider, c.reference from paid c join ${transferReversals} using (provider, reference)
  union select c.provider, c.reference from paid c join ${refunds} using (provider, reference)
  union select c.provider, c.reference from paid c join ${paymentAlerts} using (provider, reference)`;

/** What the rows say was taken back of a payment `c`. */
const BOOKED = sql`(select coalesce(sum(gross_minor), 0) from ${transferReversals} where ${OF_PAYMENT})
    - (select coalesce(sum(gross_minor), 0) from ${transfers} where ${OF_PAYMENT} and cause_kind is not null)`;
const REFUNDED = sql`(select coalesce(sum(r.amount_minor), 0) from ${refunds} r
    where r.provider = c.provider and r.reference = c.reference and ${GIVEN})`;
const DISPUTED = sql`(select coalesce(sum(${TAKEN}), 0) from ${paymentAlerts} a
    where a.provider = c.provider and a.reference = c.reference and a.kind in ('inquiry', 'chargeback') and a.currency = c.currency)`;
/** What refunds and disputes have taken of a payment `c` of the attempt `p`. */
const TAKEN_IN_ALL = sql`case when ${HAS_SALE} then least(${REFUNDED} + ${DISPUTED}, c.amount_minor) else 0 end`;
/** When the last of these happened. */
const LAST_AT = sql`greatest(c.recorded_at,
    (select max(requested_at) from ${refunds} where ${OF_PAYMENT}),
    (select max(opened_at) from ${paymentAlerts} where ${OF_PAYMENT}))`;

/** Payments of which something happened in a span of time; `paid`: those that were made in it, null: whoever asks knows them. */
export const touchedPayments = (within: Within, paid: SQL | null): SQL => sql`
  ${paid === null ? sql`` : sql`${paid} union`}
  select provider, reference from ${refunds} where ${within(sql`requested_at`, sql`seller_id`)}
  union select provider, reference from ${paymentAlerts} where ${within(sql`opened_at`, sql`seller_id`)}`;

/**
 * What payments, refunds and disputes have that the rows of the sellers do not, counted of each payment from its capture, its
 * refunds and its disputes: nothing, unless rows are missing. It counts in the month in which the last of them happened. Most
 * payments need no such count: see `IN_DOUBT`. Of a cart of several sellers cartGaps says whose it is.
 */
export function gapRows(within: Within): SQL {
  return sql`
    select seller_id, currency, 0, charges_gap, 0, taken_gap, 0, 0, 0
    from (
      select c.seller_id, c.currency, ${LAST_AT} as last_at,
        case when ${HAS_SALE} then c.amount_minor else 0 end
          - (select coalesce(sum(gross_minor), 0) from ${transfers} where ${OF_PAYMENT} and cause_kind is null) as charges_gap,
        ${TAKEN_IN_ALL} - (${BOOKED}) as taken_gap
      from (
        ${touchedPayments(within, IN_DOUBT)}
      ) as touched
      join ${captures} c using (provider, reference)
      join ${paymentAttempts} p on p.id = c.attempt_id and p.split is not null
      where not (c.use = 'order' and jsonb_array_length(p.split -> 'shares') > 1)
    ) as gaps
    where (charges_gap <> 0 or taken_gap <> 0) and ${within(sql`last_at`, sql`seller_id`)}`;
}
