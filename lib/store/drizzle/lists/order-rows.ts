import { and, asc, desc, eq, inArray, sql, type SQL } from "drizzle-orm";
import type { SellerId } from "../../../ids.ts";
import type { Order } from "../../../orders/order.ts";
import type { OrderPlace, OrderQuery } from "../../orders/order-query.ts";
import { behind, isStorable, rowsOf, textArray, type Database } from "../database.ts";
import type { OrderRow } from "../payment-rows.ts";
import { orders } from "../schema/purchase.ts";
import { orderParts } from "../schema/sellers/order-part.ts";

/** As orderFromRow reads them; those that few orders are in have indexes of their own. */
const STATES: Readonly<Record<Order["status"], SQL>> = {
  paid: sql`${orders.refundedMinor} = 0 and ${orders.canceledAt} is null`,
  partially_refunded: sql`${orders.refundedMinor} > 0 and ${orders.refundedMinor} < ${orders.paidMinor}`,
  refunded: sql`${orders.refundedMinor} > 0 and ${orders.refundedMinor} >= ${orders.paidMinor}`,
  canceled: sql`${orders.canceledAt} is not null`,
};

/**
 * What is true of a part that may be in a state: what was given back of it was given back of its order. Both are read from
 * indexes that have the few such orders.
 */
const STATES_OF_PARTS: Readonly<Record<Order["status"], SQL | undefined>> = {
  paid: undefined,
  partially_refunded: sql`(select o.refunded_minor < o.paid_minor from ${orders} o
    where o.id = ${orderParts.orderId} and o.refunded_minor > 0)`,
  refunded: sql`(select o.refunded_minor >= ${orderParts.paidMinor} from ${orders} o
    where o.id = ${orderParts.orderId} and o.refunded_minor > 0)`,
  canceled: sql`${orderParts.orderId} = any(array(select o.id from ${orders} o where o.canceled_at is not null))`,
};

const byPlace = (isDescending: boolean) =>
  isDescending ? ([desc(orders.paidAt), desc(orders.id)] as const) : ([asc(orders.paidAt), asc(orders.id)] as const);
const placeOf = ({ paidAt, id }: OrderPlace) => [paidAt, id];
/** A subquery of one value is asked row by row, by its index; `exists` can become a join that reads the whole table. */
const hasNoParts = sql`(select ${orderParts.orderId} from ${orderParts} where ${eq(orderParts.orderId, orders.id)} limit 1) is null`;

/** A page of the orders of all sellers, in the order in which they were paid or the newest first. */
export const orderRowsAfter = (
  database: Database,
  { after, isNewestFirst: isDescending = false, status, limit }: Omit<OrderQuery, "sellers">,
): Promise<readonly OrderRow[]> =>
  database
    .select()
    .from(orders)
    .where(
      and(
        behind([orders.paidAt, orders.id], placeOf(after), { isDescending }),
        status === null ? undefined : STATES[status],
      ),
    )
    .orderBy(...byPlace(isDescending))
    .limit(limit);

/**
 * A page of the orders in which one of these sellers has something, in the sequence that is asked for; each once. With
 * `status` those that are in that state, and of several sellers' those that may have a part in it, which only their refunds
 * say. Of each seller so many are found by indexes that have them in this order, whatever else there is.
 */
export async function orderRowsOfSellers(
  database: Database,
  query: OrderQuery & { readonly sellers: readonly SellerId[] },
): Promise<readonly OrderRow[]> {
  const { after, isNewestFirst: isDescending = false, sellers, status, limit } = query;
  const place = placeOf(after);
  const direction = isDescending ? sql`desc` : sql`asc`;
  const alone = and(
    sql`${orders.sellerId} = seller.id`,
    behind([orders.paidAt, orders.id], place, { isDescending }),
    status === null ? undefined : STATES[status],
    hasNoParts,
  );
  const inParts = and(
    sql`${orderParts.sellerId} = seller.id`,
    behind([orderParts.paidAt, orderParts.orderId], place, { isDescending }),
    status === null ? undefined : STATES_OF_PARTS[status],
  );
  const { rows } = await rowsOf(
    database,
    sql`select distinct found.paid_at, found.id from unnest(${textArray(sellers.filter(isStorable))}::text[]) as seller(id)
      cross join lateral (
        (select ${orders.paidAt}, ${orders.id} from ${orders} where ${alone}
          order by ${orders.paidAt} ${direction}, ${orders.id} ${direction} limit ${limit})
        union all
        (select ${orderParts.paidAt}, ${orderParts.orderId} from ${orderParts} where ${inParts}
          order by ${orderParts.paidAt} ${direction}, ${orderParts.orderId} ${direction} limit ${limit})
      ) as found order by found.paid_at ${direction}, found.id ${direction} limit ${limit}`,
  );
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => String(id));
  return database
    .select()
    .from(orders)
    .where(inArray(orders.id, ids))
    .orderBy(...byPlace(isDescending));
}
