import { createHash } from "node:crypto";
import { and, asc, eq, inArray, or, type SQL } from "drizzle-orm";
import { orderId } from "../../ids.ts";
import type { OrderRefund, Refund } from "../../orders/refund.ts";
import type { Order } from "../../orders/order.ts";
import { isStorable, type Database } from "./database.ts";
import { orderFromRow, orderToRow, refundFromRow, type OrderRow } from "./payment-rows.ts";
import { orders, refunds } from "./schema/purchase.ts";
import { shipmentsOf } from "./shipments.ts";
import type { StoreReads, StoreTransaction } from "../store.ts";

export function orderReadsOn(
  database: Database,
): Pick<StoreReads, "order" | "orderByLink" | "orderByName" | "orderByNumber"> {
  const withLife = async (row: OrderRow): Promise<Order> => {
    const given = await database
      .select()
      .from(refunds)
      .where(eq(refunds.orderId, row.id))
      .orderBy(asc(refunds.requestedAt), asc(refunds.key));
    return orderFromRow(row, {
      shipments: await shipmentsOf(database, orderId(row.id)),
      refunds: given.map(refundFromRow).map(orderRefund),
      refundReportedAt: row.refundReportedAt,
    });
  };
  const firstOrder = async (where: ReturnType<typeof eq>) => {
    const [row] = await database.select().from(orders).where(where).limit(1);
    return row === undefined ? null : withLife(row);
  };
  const onlyOrder = async (where: SQL | undefined) => {
    const [first, second] = await database.select().from(orders).where(where).limit(2);
    return first === undefined || second !== undefined ? null : withLife(first);
  };
  return {
    order: async (id) => (isStorable(id) ? firstOrder(eq(orders.id, id)) : null),
    async orderByName(name, sellers) {
      if (!isStorable(name)) return null;
      const ofSellers = sellers === null ? undefined : inArray(orders.sellerId, [...sellers]);
      return onlyOrder(and(or(eq(orders.id, name), eq(orders.number, name)), ofSellers));
    },
    orderByNumber: async (number) => (isStorable(number) ? onlyOrder(eq(orders.number, number)) : null),
    orderByLink: async (link) => (isStorable(link) ? firstOrder(eq(orders.link, link)) : null),
  };
}

export function orderWritesOn(database: Database): Pick<StoreTransaction, "insertOrder"> {
  return {
    async insertOrder(order) {
      return (
        (await database.insert(orders).values(orderToRow(order)).onConflictDoNothing().returning({ id: orders.id }))
          .length === 1
      );
    },
  };
}

/** The key has the payment's reference in it, and the id goes out to others: so it is a digest of it. */
function orderRefund({ key, amount, state, requestedAt, settledAt }: Refund): OrderRefund {
  const id = `adj_${createHash("sha256").update(key).digest("hex").slice(0, 32)}`;
  return { id, amount, state, occurredAt: settledAt ?? requestedAt };
}
