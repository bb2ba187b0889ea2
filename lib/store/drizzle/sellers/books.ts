import { sql, type SQL } from "drizzle-orm";
import { sellerId } from "../../../ids.ts";
import type { MovementTotals, OpenTotal, SellerMonth, SellerMonthQuery } from "../../../orders/transfers/books.ts";
import { rowsOf, type Database } from "../database.ts";
import { paymentAlerts } from "../schema/alert.ts";
import { captures } from "../schema/purchase.ts";
import { refunds } from "../schema/refund.ts";
import { transferReversals, transfers } from "../schema/sellers/transfer.ts";
import { cartGaps, withGaps } from "./cart-gaps.ts";
import { gapRows, GIVEN, IS_UNDIVIDED, paidRows, TAKEN, type Within } from "./divided.ts";

/** How much is open of what sellers are sent and give back. */
export async function movementTotals(database: Database): Promise<MovementTotals> {
  const { rows } = await rowsOf(
    database,
    sql`
      select 'transfer' as kind, state, currency, count(*)::int as count, sum(amount_minor)::bigint as minor,
        min(created_at) as oldest,
        count(*) filter (where state = 'refused' and due_at is null and resolved_at is null)::int as lost
      from ${transfers} where state in ('due', 'unknown', 'refused') and resolved_at is null group by state, currency
      union all
      select 'reversal', state, currency, count(*)::int, sum(amount_minor)::bigint, min(created_at),
        count(*) filter (where state in ('refused', 'owed') and due_at is null and resolved_at is null)::int
      from ${transferReversals} where state in ('owed', 'refused') and resolved_at is null group by state, currency`,
  );
  const sent = rows.filter(({ kind }) => kind === "transfer");
  const oldest = sent.map((row) => new Date(String(row["oldest"])).getTime());
  return {
    due: totalOf(sent),
    oldestDueAt: oldest.length === 0 ? null : new Date(Math.min(...oldest)),
    refused: totalOf(sent.filter(({ state }) => state === "refused")),
    claims: totalOf(rows.filter(({ kind }) => kind === "reversal")),
    needPerson: rows.reduce((all, { lost }) => all + Number(lost), 0),
  };
}

function totalOf(rows: readonly Record<string, unknown>[]): OpenTotal {
  const amounts = new Map<string, number>();
  for (const { currency, minor } of rows)
    amounts.set(String(currency), (amounts.get(String(currency)) ?? 0) + Number(minor));
  return {
    count: rows.reduce((all, { count }) => all + Number(count), 0),
    amounts: [...amounts].map(([currency, minor]) => ({ currency, minor })),
  };
}

/**
 * Every row counts in the month it was made in, as it is now, and besides what the payments, refunds and disputes have that no
 * row has: then the books do not add up. What was taken back before it was sent is owed in the month of
 * the sale and less owed in that of the refund. A payment of the `platform` model has no transfers: all of it is owed, because
 * the seller is paid outside.
 */
export async function sellerMonths(database: Database, query: SellerMonthQuery): Promise<readonly SellerMonth[]> {
  const { from, until, seller } = query;
  const within = (time: SQL, of: SQL) =>
    sql`${time} >= ${from.toISOString()}::timestamptz and ${time} < ${until.toISOString()}::timestamptz ${seller === null ? sql`` : sql`and ${of} = ${seller}`}`;
  const sums = rowsOf(
    database,
    sql`
      with paid as materialized (${paidRows(within)})
      select seller_id, currency, sum(payments)::int as payments, sum(charges)::bigint as charges, sum(fees)::bigint as fees,
        sum(refunds)::bigint as refunds, sum(disputes)::bigint as disputes, sum(moved)::bigint as transfers,
        sum(owed)::bigint as owed
      from (
        ${movedRows(transfers, sql`1`, within)} union all
        ${movedRows(transferReversals, sql`-1`, within)} union all
        ${platformRows(within)} union all
        ${gapRows(within)}
      ) as entries
      group by seller_id, currency order by seller_id, currency`,
  );
  const [{ rows }, gaps] = await Promise.all([sums, cartGaps(database, query)]);
  const months = rows.map((row) => ({
    sellerId: sellerId(String(row["seller_id"])),
    currency: String(row["currency"]),
    payments: Number(row["payments"]),
    chargesMinor: Number(row["charges"]),
    feesMinor: Number(row["fees"]),
    refundsMinor: Number(row["refunds"]),
    disputesMinor: Number(row["disputes"]),
    transfersMinor: Number(row["transfers"]),
    owedMinor: Number(row["owed"]),
  }));
  return withGaps(months, gaps);
}

/** A reversal counts against what a transfer counts for, and a transfer with a cause against that cause. */
function movedRows(table: typeof transfers | typeof transferReversals, sign: SQL, within: Within): SQL {
  // What a person settled outside has moved as well.
  const isMoved = sql`(state in ('sent', 'reversed', 'at_seller') or (state <> 'offset' and resolved_at is not null))`;
  const isSale = sql`cause_kind is null`;
  return sql`
    select seller_id, currency, case when ${isSale} then 1 else 0 end as payments,
      case when ${isSale} then gross_minor else 0 end as charges, ${sign} * fee_minor as fees,
      case when cause_kind = 'refund' then - ${sign} * gross_minor else 0 end as refunds,
      case when cause_kind = 'dispute' then - ${sign} * gross_minor else 0 end as disputes,
      case when ${isMoved} then ${sign} * amount_minor else 0 end as moved,
      case when ${isMoved} then 0 else ${sign} * amount_minor end as owed
    from ${table} where ${within(sql`created_at`, sql`seller_id`)}`;
}

function platformRows(within: Within): SQL {
  const isPlatforms = sql`c.use = 'order' and ${IS_UNDIVIDED}`;
  return sql`
    select c.seller_id, c.currency, 1, c.amount_minor, 0, 0, 0, 0, c.amount_minor
    from paid c where c.sent_minor is null and ${isPlatforms}
    union all
    select c.seller_id, c.currency, 0, 0, 0, r.amount_minor, 0, 0, - r.amount_minor
    from ${refunds} r join ${captures} c on c.provider = r.provider and c.reference = r.reference
    where ${isPlatforms} and ${GIVEN} and ${within(sql`r.requested_at`, sql`c.seller_id`)}
    union all
    select c.seller_id, c.currency, 0, 0, 0, 0, ${TAKEN}, 0, - (${TAKEN})
    from ${paymentAlerts} a join ${captures} c on c.provider = a.provider and c.reference = a.reference
    where ${isPlatforms} and a.kind in ('inquiry', 'chargeback') and a.currency = c.currency
      and ${within(sql`a.opened_at`, sql`c.seller_id`)}`;
}
