import { sql, type SQL } from "drizzle-orm";
import type { OrderId, SellerId } from "../../../ids.ts";
import { salesOfParts, takenOfParts } from "../../../orders/order-parts.ts";
import type { Order } from "../../../orders/order.ts";
import type { SellerMonth, SellerMonthQuery } from "../../../orders/transfers/books.ts";
import { rowsOf, type Database } from "../database.ts";
import { ordersById } from "../orders.ts";
import { paymentAlerts } from "../schema/alert.ts";
import { captures, orders, paymentAttempts } from "../schema/purchase.ts";
import { refunds } from "../schema/refund.ts";
import { orderParts } from "../schema/sellers/order-part.ts";
import { transferReversals, transfers } from "../schema/sellers/transfer.ts";
import { touchedPayments } from "./divided.ts";

type Gap = Pick<SellerMonth, "sellerId" | "currency" | "chargesMinor" | "refundsMinor">;

/** So many orders are read at once. */
const PAGE = 200;

/**
 * What the payments of carts of several sellers have that the rows of each seller do not: as gapRows has it of one seller, in
 * each seller's own, by what is paid for their part and taken of it. Nothing, unless rows are missing or wrong. Each part is
 * compared for itself, because two that are wrong can add up.
 */
export async function cartGaps(database: Database, query: SellerMonthQuery): Promise<readonly Gap[]> {
  const gaps: Gap[] = [];
  for await (const page of comparedPages(database, query)) gaps.push(...page.flatMap((one) => one.gaps));
  return gaps.filter(({ sellerId, chargesMinor, refundsMinor }) => {
    const isAsked = query.seller === null || query.seller === sellerId;
    return isAsked && (chargesMinor !== 0 || refundsMinor !== 0);
  });
}

/**
 * Payments of carts of several sellers of which what was taken back of a seller is not their part of it, though the sales are
 * right; at most `limit`. Something of each happened in the span of time.
 */
export async function cartsTakenOtherwise(
  database: Database,
  { from, until }: Pick<SellerMonthQuery, "from" | "until">,
  limit: number,
): Promise<readonly OrderId[]> {
  const otherwise: OrderId[] = [];
  for await (const page of comparedPages(database, { from, until, seller: null }))
    for (const { order, gaps } of page) {
      const isTaken = gaps.some(({ refundsMinor }) => refundsMinor !== 0);
      if (isTaken && gaps.every(({ chargesMinor }) => chargesMinor === 0)) otherwise.push(order.id);
      if (otherwise.length === limit) return otherwise;
    }
  return otherwise;
}

type Compared = { readonly order: Order; readonly gaps: readonly Gap[] };

async function* comparedPages(database: Database, query: SellerMonthQuery): AsyncGenerator<readonly Compared[]> {
  const { rows } = await rowsOf(database, cartsToCompare(query));
  const ids = rows.map((row) => String(row["order_id"]));
  for (let from = 0; from < ids.length; from += PAGE) {
    const page = ids.slice(from, from + PAGE);
    const [found, booked] = [await ordersById(database, page), await bookedOf(database, page)];
    yield found.map((order) => ({ order, gaps: gapsOf(order, booked) }));
  }
}

/**
 * Orders with parts of which something happened in a span of time, and that may be otherwise than the rows say: the sale of a
 * part is, or something was given back, disputed or taken back, which is divided among the parts by the whole order
 * (takenOfParts). Most carts are neither. It begins with the parts that were paid in the time, or are the seller's, and with the
 * refunds and disputes of the time, so that payments of one seller are not read.
 */
function cartsToCompare({ from, until, seller }: SellerMonthQuery): SQL {
  const within = (time: SQL) =>
    sql`${time} >= ${from.toISOString()}::timestamptz and ${time} < ${until.toISOString()}::timestamptz`;
  // Whatever is looked up of one row is so by an index: a join can become one that reads all there are.
  const asked =
    seller === null
      ? sql`
        select part.order_id from ${orderParts} part where ${within(sql`part.paid_at`)}
        union select found.order_id from (${touchedPayments(within, null)}) as touched
          cross join lateral (
            select o.id as order_id from ${captures} c join ${orders} o on o.session_id = c.session_id
            where c.provider = touched.provider and c.reference = touched.reference and c.use = 'order' limit 1
          ) as found`
      : sql`
        select part.order_id from ${orderParts} part
        where part.seller_id = ${seller} and part.paid_at < ${until.toISOString()}::timestamptz`;
  const ofPayment = sql`provider = c.provider and reference = c.reference`;
  const has = (table: typeof refunds | typeof paymentAlerts | typeof transferReversals) =>
    sql`(select 1 from ${table} where ${ofPayment} limit 1) is not null`;
  return sql`
    select order_id from (
      select cart.order_id, greatest(cart.paid_at,
          (select max(requested_at) from ${refunds} where ${ofPayment}),
          (select max(opened_at) from ${paymentAlerts} where ${ofPayment})) as last_at,
        ${has(refunds)} or ${has(paymentAlerts)} or ${has(transferReversals)} as has_more_than_sales,
        exists (
          select 1 from ${orderParts} part where part.order_id = cart.order_id and part.paid_minor <> (
            select coalesce(sum(t.gross_minor), 0) from ${transfers} t
            where t.provider = c.provider and t.reference = c.reference and t.cause_kind is null
              and t.seller_id = part.seller_id)
        ) as has_other_sales
      from (
        select asked.order_id, (select max(paid_at) from ${orderParts} part where part.order_id = asked.order_id) as paid_at
        from (${asked}) as asked
      ) as cart
      cross join lateral (
        select c.provider, c.reference from ${orders} o
        join ${captures} c on c.session_id = o.session_id and c.use = 'order'
        join ${paymentAttempts} p on p.id = c.attempt_id and p.split is not null
        where o.id = cart.order_id limit 1
      ) as c
      where cart.paid_at is not null
    ) as carts
    where (has_other_sales or has_more_than_sales) and ${within(sql`last_at`)}
    order by order_id`;
}

type Booked = ReadonlyMap<string, { readonly soldMinor: number; readonly takenMinor: number }>;
const placeOf = (order: string, seller: string): string => JSON.stringify([order, seller]);

/** What the rows say of each seller of an order. */
async function bookedOf(database: Database, orderIds: readonly string[]): Promise<Booked> {
  if (orderIds.length === 0) return new Map();
  const ids = sql.join(
    orderIds.map((id) => sql`${id}`),
    sql`, `,
  );
  const isTheirs = sql`m.provider = c.provider and m.reference = c.reference and m.seller_id = part.seller_id`;
  const { rows } = await rowsOf(
    database,
    sql`
      select o.id as order_id, part.seller_id,
        (select coalesce(sum(m.gross_minor), 0) from ${transfers} m where ${isTheirs} and m.cause_kind is null) as sold,
        (select coalesce(sum(m.gross_minor), 0) from ${transferReversals} m where ${isTheirs})
          - (select coalesce(sum(m.gross_minor), 0) from ${transfers} m where ${isTheirs} and m.cause_kind is not null) as taken
      from ${orders} o
      join ${orderParts} part on part.order_id = o.id
      join ${captures} c on c.session_id = o.session_id and c.use = 'order'
      where o.id in (${ids})`,
  );
  return new Map(
    rows.map((row) => [
      placeOf(String(row["order_id"]), String(row["seller_id"])),
      { soldMinor: Number(row["sold"]), takenMinor: Number(row["taken"]) },
    ]),
  );
}

function gapsOf(order: Order, booked: Booked): readonly Gap[] {
  const [sales, taken] = [salesOfParts(order), takenOfParts(order)];
  return (order.parts ?? []).map(({ sellerId }: { readonly sellerId: SellerId }, index) => {
    const rows = booked.get(placeOf(order.id, sellerId)) ?? { soldMinor: 0, takenMinor: 0 };
    return {
      sellerId,
      currency: order.paid.currency,
      chargesMinor: (sales[index]?.paid.amountMinor ?? 0) - rows.soldMinor,
      refundsMinor: (taken[index]?.amountMinor ?? 0) - rows.takenMinor,
    };
  });
}

/** The months with what is missing in them. */
export function withGaps(months: readonly SellerMonth[], gaps: readonly Gap[]): readonly SellerMonth[] {
  const all = [...months];
  for (const { sellerId, currency, chargesMinor, refundsMinor } of gaps) {
    const index = all.findIndex((month) => month.sellerId === sellerId && month.currency === currency);
    const none = { payments: 0, chargesMinor: 0, feesMinor: 0, refundsMinor: 0, disputesMinor: 0 };
    const before = all[index] ?? { ...none, sellerId, currency, transfersMinor: 0, owedMinor: 0 };
    const after = {
      ...before,
      chargesMinor: before.chargesMinor + chargesMinor,
      refundsMinor: before.refundsMinor + refundsMinor,
    };
    all.splice(index === -1 ? all.length : index, index === -1 ? 0 : 1, after);
  }
  const order = ({ sellerId, currency }: SellerMonth) => `${sellerId} ${currency}`;
  return gaps.length === 0 ? months : all.toSorted((one, other) => (order(one) < order(other) ? -1 : 1));
}
