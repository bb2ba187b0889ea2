import { sql, type SQL } from "drizzle-orm";
import type { SellerId } from "../../../ids.ts";
import { salesOfParts, takenOfParts } from "../../../orders/order-parts.ts";
import type { Order } from "../../../orders/order.ts";
import type { SellerMonth, SellerMonthQuery } from "../../../orders/transfers/books.ts";
import { rowsOf, type Database } from "../database.ts";
import { ordersById } from "../orders.ts";
import { captures, orders, paymentAttempts } from "../schema/purchase.ts";
import { orderParts } from "../schema/sellers/order-part.ts";
import { transferReversals, transfers } from "../schema/sellers/transfer.ts";
import { BOOKED, LAST_AT, TAKEN_IN_ALL, touchedPayments } from "./divided.ts";

type Gap = Pick<SellerMonth, "sellerId" | "currency" | "chargesMinor" | "refundsMinor">;

/**
 * What the payments of carts of several sellers have that the rows of each seller do not: as gapRows has it of one seller, in
 * each seller's own, by what is paid for their part and taken of it. Nothing, unless rows are missing.
 */
export async function cartGaps(database: Database, query: SellerMonthQuery): Promise<readonly Gap[]> {
  const { rows } = await rowsOf(database, gappedCarts(query));
  const ids = rows.map((row) => String(row["order_id"]));
  const [found, booked] = [await ordersById(database, ids), await bookedOf(database, ids)];
  return found
    .flatMap((order) => gapsOf(order, booked))
    .filter(({ sellerId, chargesMinor, refundsMinor }) => {
      const isAsked = query.seller === null || query.seller === sellerId;
      return isAsked && (chargesMinor !== 0 || refundsMinor !== 0);
    });
}

/** Orders with parts whose payment, or the sale of one of whose sellers, is otherwise than the rows say. */
function gappedCarts({ from, until, seller }: SellerMonthQuery): SQL {
  const within = (time: SQL) =>
    sql`${time} >= ${from.toISOString()}::timestamptz and ${time} < ${until.toISOString()}::timestamptz`;
  // A seller's own are found by their parts, and everybody's by what happened in the time.
  const isAsked =
    seller === null
      ? sql`(c.provider, c.reference) in (${touchedPayments(within)})`
      : sql`exists (select 1 from ${orderParts} part where part.order_id = o.id and part.seller_id = ${seller})`;
  return sql`
    select order_id from (
      select o.id as order_id, ${LAST_AT} as last_at, ${TAKEN_IN_ALL} - (${BOOKED}) as taken_gap,
        exists (
          select 1 from ${orderParts} part where part.order_id = o.id and part.paid_minor <> (
            select coalesce(sum(t.gross_minor), 0) from ${transfers} t
            where t.provider = c.provider and t.reference = c.reference and t.cause_kind is null
              and t.seller_id = part.seller_id)
        ) as has_other_sales
      from ${orders} o
      join ${captures} c on c.session_id = o.session_id and c.use = 'order'
      join ${paymentAttempts} p on p.id = c.attempt_id and p.split is not null
      where exists (select 1 from ${orderParts} part where part.order_id = o.id) and ${isAsked}
    ) as carts
    where (has_other_sales or taken_gap <> 0) and ${within(sql`last_at`)}`;
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
