import { and, asc, eq, exists, gt, inArray, isNull, or, sql, type SQL } from "drizzle-orm";
import { sellerId, type SellerId } from "../../ids.ts";
import { orderOfSellers } from "../../orders/order-parts.ts";
import type { Order } from "../../orders/order.ts";
import { allGiven, given, writtenOnce } from "./connection/written-once.ts";
import { isStorable, type Database } from "./database.ts";
import { alertsOf } from "./disputes/alerts.ts";
import { orderFromRow, orderRefundFromRow, orderToRow, type OrderRow } from "./payment-rows.ts";
import { orders } from "./schema/purchase.ts";
import { paymentAlerts } from "./schema/alert.ts";
import { refunds } from "./schema/refund.ts";
import { shipments } from "./schema/shipment.ts";
import { orderStock } from "./schema/stock.ts";
import { shipmentsOf } from "./shipments.ts";
import { shortagesOf } from "./order-stock.ts";
import { changedOrders } from "./lists/changed-orders.ts";
import { orderRowsAfter, orderRowsOfSellers } from "./lists/order-rows.ts";
import { insertOrderParts, isOfSellers, orderIdOfPart } from "./sellers/order-parts.ts";
import type { OrderQuery } from "../orders/order-query.ts";
import type { StoreReads, StoreTransaction } from "../store.ts";

export function orderReadsOn(
  database: Database,
): Pick<StoreReads, "order" | "orderByLink" | "orderByName" | "orderByNumber" | "ordersAfter" | "ordersChangedSince"> {
  const firstOrder = async (read: typeof orderById, value: string) => {
    const [row] = await read(database, { value });
    return row === undefined ? null : orderWithLife(database, row.order, row.hasLife);
  };
  const onlyOrder = async (where: SQL | undefined) => {
    const rows = await database.select().from(orders).where(where).limit(2);
    const [only] = rows.length === 1 ? await withLives(database, rows) : [];
    return only ?? null;
  };
  return {
    order: async (id) => (isStorable(id) ? firstOrder(orderById, id) : null),
    async orderByName(name, sellers) {
      if (!isStorable(name)) return null;
      const found = await onlyOrder(
        and(or(eq(orders.id, name), eq(orders.number, name)), isOfSellers(database, sellers)),
      );
      const part = found === null ? await orderIdOfPart(database, { number: name, sellers }) : null;
      return part === null
        ? orderOfSellers(found, sellers)
        : orderOfSellers(await firstOrder(orderById, part.id), [sellerId(part.sellerId)]);
    },
    async ordersAfter({ sellers, ...query }) {
      if (sellers === null) return withLives(database, await orderRowsAfter(database, query));
      return ordersOfSellers(database, { sellers, ...query });
    },
    ordersChangedSince: (query) => changedOrders(database, query, new Date()),
    orderByNumber: async (number) => (isStorable(number) ? onlyOrder(eq(orders.number, number)) : null),
    async orderByLink(link) {
      if (!isStorable(link)) return null;
      const whole = await firstOrder(orderByLink, link);
      const part = whole === null ? await orderIdOfPart(database, { link }) : null;
      if (part === null) return whole;
      return orderOfSellers(await firstOrder(orderById, part.id), [sellerId(part.sellerId)]);
    },
  };
}

/** Of a list that finds little, so many orders are read at once in the end. */
const MAX_READ = 500;

/**
 * Orders as these sellers may see them. Which state a part of one is in is known when the order was read, so that the list goes
 * on until there are enough in the one that is asked for.
 */
async function ordersOfSellers(
  database: Database,
  { limit, after, ...query }: OrderQuery & { readonly sellers: readonly SellerId[] },
): Promise<readonly Order[]> {
  const { sellers, status } = query;
  const found: Order[] = [];
  let read = limit;
  for (let place = after; ; read = Math.max(limit, Math.min(2 * read, MAX_READ))) {
    const rows = await orderRowsOfSellers(database, { ...query, after: place, limit: read });
    const whole = await withLives(database, rows);
    const views = whole.flatMap((order) => orderOfSellers(order, sellers) ?? []);
    found.push(...views.filter((order) => status === null || order.status === status));
    const last = rows.at(-1);
    if (last === undefined || rows.length < read || found.length >= limit) return found.slice(0, limit);
    place = { paidAt: last.paidAt, id: last.id };
  }
}

const NO_LIFE = { shortages: [], shipments: [], refunds: [], alerts: [] } as const;

/** An order of its row; `has`: what `hasLife` said of it. */
export async function orderWithLife(database: Database, row: OrderRow, has: boolean): Promise<Order | null> {
  if (!has) return orderFromRow(row, { ...NO_LIFE, refundReportedAt: row.refundReportedAt });
  const [order] = await withLives(database, [row]);
  return order ?? null;
}

/** Whether anything has happened to an order since it was paid: most are read before, and need no statement beside their own. */
export function hasLife(database: Database): SQL<boolean> {
  const tables = [refunds, shipments, paymentAlerts];
  const shortage = and(eq(orderStock.orderId, orders.id), gt(orderStock.missing, 0));
  const found = or(
    ...tables.map((table) =>
      exists(
        database
          .select({ one: sql`1` })
          .from(table)
          .where(eq(table.orderId, orders.id)),
      ),
    ),
    exists(
      database
        .select({ one: sql`1` })
        .from(orderStock)
        .where(shortage),
    ),
  );
  return sql<boolean>`${found}`;
}

const orderBy = (column: "id" | "link") =>
  writtenOnce((database) =>
    database
      .select({ order: orders, hasLife: hasLife(database) })
      .from(orders)
      .where(eq(orders[column], given(orders[column], "value")))
      .limit(1),
  );
const [orderById, orderByLink] = [orderBy("id"), orderBy("link")];

const insertOrder = writtenOnce((database) =>
  database.insert(orders).values(allGiven(orders)).onConflictDoNothing().returning({ id: orders.id }),
);

/** What was given back or disputed of a payment before there was an order is the order's. */
const takeUp = (table: typeof refunds | typeof paymentAlerts) =>
  writtenOnce((database) =>
    database
      .update(table)
      .set({ orderId: given(table.orderId, "id") })
      .where(
        and(
          eq(table.sessionId, given(table.sessionId, "sessionId")),
          eq(table.reference, given(table.reference, "reference")),
          isNull(table.orderId),
        ),
      ),
  );
const [takeUpRefunds, takeUpAlerts] = [takeUp(refunds), takeUp(paymentAlerts)];

/** Orders by their ids, in no order. */
export const ordersById = async (database: Database, ids: readonly string[]): Promise<readonly Order[]> =>
  ids.length === 0
    ? []
    : withLives(
        database,
        await database
          .select()
          .from(orders)
          .where(inArray(orders.id, [...ids])),
      );

/** The orders of these rows with their shipments, refunds, shortages and alerts, in four statements however many they are. */
async function withLives(database: Database, rows: readonly OrderRow[]): Promise<readonly Order[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const given = await database
    .select()
    .from(refunds)
    .where(inArray(refunds.orderId, ids))
    .orderBy(asc(refunds.requestedAt), asc(refunds.key));
  const shipped = await shipmentsOf(database, ids);
  const short = await shortagesOf(database, ids);
  const alerts = await alertsOf(database, ids);
  return rows.map((row) =>
    orderFromRow(row, {
      shortages: short.get(row.id) ?? [],
      shipments: shipped.get(row.id) ?? [],
      refunds: given.filter(({ orderId }) => orderId === row.id).map(orderRefundFromRow),
      refundReportedAt: row.refundReportedAt,
      alerts: alerts.get(row.id) ?? [],
    }),
  );
}

export function orderWritesOn(database: Database): Pick<StoreTransaction, "insertOrder" | "cancelOrder"> {
  return {
    async cancelOrder(id, canceledAt) {
      const canceled = await database
        .update(orders)
        .set({ canceledAt })
        .where(and(eq(orders.id, id), eq(orders.paidMinor, 0), isNull(orders.canceledAt)))
        .returning({ id: orders.id });
      return canceled.length === 1;
    },
    async insertOrder(order) {
      const row = orderToRow(order);
      const inserted = await insertOrder(database, row);
      if (inserted.length === 1) await insertOrderParts(database, order);
      const { id, sessionId, paymentReference: reference } = order;
      for (const statement of [takeUpRefunds, takeUpAlerts]) await statement(database, { id, sessionId, reference });
      return inserted.length === 1;
    },
  };
}
