import { and, asc, eq, gt, gte, isNotNull, or, sql, type SQL } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { orderId } from "../../../ids.ts";
import type { StoreReads } from "../../store.ts";
import { isStorable, textArray, type Database } from "../database.ts";
import { paymentAlerts } from "../schema/alert.ts";
import { orders } from "../schema/purchase.ts";
import { refunds } from "../schema/refund.ts";
import { shipments } from "../schema/shipment.ts";
import { orderParts } from "../schema/sellers/order-part.ts";
import { isOfSellers } from "../sellers/order-parts.ts";

type ChangedQuery = Parameters<StoreReads["ordersChangedSince"]>[0];

/** What changed since then is found by time; of a longer span most orders are, and they are read one after the other. */
const FOUND_BY_TIME_MS = 8 * 24 * 60 * 60_000;

/** The times at which something of an order changes, and the column that says of which order. Each has an index. */
const CHANGES: readonly (readonly [of: AnyPgColumn, time: AnyPgColumn])[] = [
  [orders.id, orders.paidAt],
  [orders.id, orders.refundReportedAt],
  [orders.id, orders.canceledAt],
  [shipments.orderId, shipments.changedAt],
  // Of rows that are older than changed_at.
  [shipments.orderId, shipments.shippedAt],
  [shipments.orderId, shipments.deliveredAt],
  [refunds.orderId, refunds.requestedAt],
  [refunds.orderId, refunds.settledAt],
  [paymentAlerts.orderId, paymentAlerts.changedAt],
];

/** Orders of which something changed since a moment, by their ids. `now`: decides only how they are found. */
export async function changedOrders(
  database: Database,
  { since, after, sellers, limit }: ChangedQuery,
  now: Date,
): ReturnType<StoreReads["ordersChangedSince"]> {
  const isLately = now.getTime() - since.getTime() <= FOUND_BY_TIME_MS;
  const rows = await database
    .select({ id: orders.id, paidAt: orders.paidAt })
    .from(orders)
    .where(
      and(
        gt(orders.id, after),
        isLately ? isOfSellers(database, sellers) : inListOf(sellers),
        isLately ? inChanges(since) : hasChanged(since),
      ),
    )
    .orderBy(asc(orders.id))
    .limit(limit);
  return rows.map(({ id, paidAt }) => ({ id: orderId(id), paidAt }));
}

/** True of the orders in which one of these sellers has something, which are found before the others are looked at. */
function inListOf(sellers: ChangedQuery["sellers"]): SQL | undefined {
  if (sellers === null) return undefined;
  const mine = sql`any(${textArray(sellers.filter(isStorable))}::text[])`;
  return sql`${orders.id} = any(array(
    select ${orders.id} from ${orders} where ${orders.sellerId} = ${mine}
    union select ${orderParts.orderId} from ${orderParts} where ${orderParts.sellerId} = ${mine}))`;
}

/** The ids are found first, and then the orders by them: as a subquery they could be joined with all orders there are. */
function inChanges(since: Date): SQL {
  const changes = CHANGES.map(
    ([of, time]) => sql`select ${of} from ${of.table} where ${and(gte(time, since), isNotNull(of))}`,
  );
  return sql`${orders.id} = any(array(${sql.join(changes, sql` union `)}))`;
}

/** Each order is asked by its own rows' indexes, as long as a page is not full. */
const hasChanged = (since: Date): SQL | undefined =>
  or(
    ...CHANGES.map(([of, time]) =>
      of.table === orders
        ? gte(time, since)
        : sql`(select 1 from ${of.table} where ${and(eq(of, orders.id), gte(time, since))} limit 1) is not null`,
    ),
  );
