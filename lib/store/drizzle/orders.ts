import { and, asc, eq, exists, gt, gte, inArray, isNull, or, sql, type SQL } from "drizzle-orm";
import { orderId } from "../../ids.ts";
import type { Order } from "../../orders/order.ts";
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
import type { StoreReads, StoreTransaction } from "../store.ts";

export function orderReadsOn(
  database: Database,
): Pick<StoreReads, "order" | "orderByLink" | "orderByName" | "orderByNumber" | "ordersAfter" | "ordersChangedSince"> {
  const firstOrder = async (where: ReturnType<typeof eq>) => {
    const [row] = await database
      .select({ order: orders, hasLife: hasLife(database) })
      .from(orders)
      .where(where)
      .limit(1);
    if (row === undefined) return null;
    if (row.hasLife !== true)
      return orderFromRow(row.order, { ...NO_LIFE, refundReportedAt: row.order.refundReportedAt });
    const [order] = await withLives(database, [row.order]);
    return order ?? null;
  };
  const onlyOrder = async (where: SQL | undefined) => {
    const rows = await database.select().from(orders).where(where).limit(2);
    const [only] = rows.length === 1 ? await withLives(database, rows) : [];
    return only ?? null;
  };
  return {
    order: async (id) => (isStorable(id) ? firstOrder(eq(orders.id, id)) : null),
    async orderByName(name, sellers) {
      if (!isStorable(name)) return null;
      const ofSellers = sellers === null ? undefined : inArray(orders.sellerId, [...sellers]);
      return onlyOrder(and(or(eq(orders.id, name), eq(orders.number, name)), ofSellers));
    },
    async ordersAfter({ after, sellers, status, limit }) {
      const place = or(gt(orders.paidAt, after.paidAt), and(eq(orders.paidAt, after.paidAt), gt(orders.id, after.id)));
      const ofSellers = sellers === null ? undefined : inArray(orders.sellerId, [...sellers]);
      const inState = status === null ? undefined : STATES[status];
      const rows = await database
        .select()
        .from(orders)
        .where(and(place, ofSellers, inState))
        .orderBy(asc(orders.paidAt), asc(orders.id))
        .limit(limit);
      return withLives(database, rows);
    },
    ordersChangedSince: (query) => changedSince(database, query),
    orderByNumber: async (number) => (isStorable(number) ? onlyOrder(eq(orders.number, number)) : null),
    orderByLink: async (link) => (isStorable(link) ? firstOrder(eq(orders.link, link)) : null),
  };
}

const changedSince = async (
  database: Database,
  { since, after, sellers, limit }: Parameters<StoreReads["ordersChangedSince"]>[0],
): ReturnType<StoreReads["ordersChangedSince"]> => {
  const hasShipped = exists(
    database
      .select({ id: shipments.id })
      .from(shipments)
      .where(
        and(eq(shipments.orderId, orders.id), or(gte(shipments.shippedAt, since), gte(shipments.deliveredAt, since))),
      ),
  );
  const hasRefunded = exists(
    database
      .select({ key: refunds.key })
      .from(refunds)
      .where(and(eq(refunds.orderId, orders.id), or(gte(refunds.requestedAt, since), gte(refunds.settledAt, since)))),
  );
  const hasDisputed = exists(
    database
      .select({ id: paymentAlerts.id })
      .from(paymentAlerts)
      .where(and(eq(paymentAlerts.orderId, orders.id), gte(paymentAlerts.changedAt, since))),
  );
  const ofOrder = or(gte(orders.paidAt, since), gte(orders.refundReportedAt, since), gte(orders.canceledAt, since));
  const isChanged = or(ofOrder, hasShipped, hasRefunded, hasDisputed);
  const ofSellers = sellers === null ? undefined : inArray(orders.sellerId, [...sellers]);
  const rows = await database
    .select({ id: orders.id, paidAt: orders.paidAt })
    .from(orders)
    .where(and(gt(orders.id, after), ofSellers, isChanged))
    .orderBy(asc(orders.id))
    .limit(limit);
  return rows.map(({ id, paidAt }) => ({ id: orderId(id), paidAt }));
};

/** As orderFromRow reads them. */
const STATES: Readonly<Record<Order["status"], SQL>> = {
  paid: sql`${orders.refundedMinor} = 0 and ${orders.canceledAt} is null`,
  partially_refunded: sql`${orders.refundedMinor} > 0 and ${orders.refundedMinor} < ${orders.paidMinor}`,
  refunded: sql`${orders.refundedMinor} > 0 and ${orders.refundedMinor} >= ${orders.paidMinor}`,
  canceled: sql`${orders.canceledAt} is not null`,
};

const NO_LIFE = { shortages: [], shipments: [], refunds: [], alerts: [] } as const;

/** Whether anything has happened to an order since it was paid: most are read before, and need no statement beside their own. */
function hasLife(database: Database): SQL<boolean> {
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
      const inserted = await database.insert(orders).values(row).onConflictDoNothing().returning({ id: orders.id });
      // What was given back or disputed of its payment before there was an order is the order's.
      const { id: orderId, sessionId, paymentReference: reference } = order;
      for (const table of [refunds, paymentAlerts])
        await database
          .update(table)
          .set({ orderId })
          .where(and(eq(table.sessionId, sessionId), eq(table.reference, reference), isNull(table.orderId)));
      return inserted.length === 1;
    },
  };
}
