import { and, eq, exists, inArray, or, sql, type SQL } from "drizzle-orm";
import type { SellerId } from "../../../ids.ts";
import { salesOfParts } from "../../../orders/order-parts.ts";
import type { Sale } from "../../../orders/order.ts";
import type { Database } from "../database.ts";
import { orders } from "../schema/purchase.ts";
import { orderParts } from "../schema/sellers/order-part.ts";

const partOf = (database: Database, where?: SQL) =>
  exists(
    database
      .select({ one: sql`1` })
      .from(orderParts)
      .where(and(eq(orderParts.orderId, orders.id), where)),
  );

/** True of an order of which something is one of these sellers'. */
export const isOfSellers = (database: Database, sellers: readonly SellerId[] | null): SQL | undefined =>
  sellers === null
    ? undefined
    : or(inArray(orders.sellerId, [...sellers]), partOf(database, inArray(orderParts.sellerId, [...sellers])));

/** The id of the order whose part has this number and is one of these sellers' (null: anybody's), or this link. */
export async function orderIdOfPart(
  database: Database,
  by: { readonly link: string } | { readonly number: string; readonly sellers: readonly SellerId[] | null },
): Promise<{ readonly id: string; readonly sellerId: string } | null> {
  const where =
    "link" in by
      ? eq(orderParts.link, by.link)
      : and(
          eq(orderParts.number, by.number),
          by.sellers === null ? undefined : inArray(orderParts.sellerId, [...by.sellers]),
        );
  const rows = await database
    .select({ id: orderParts.orderId, sellerId: orderParts.sellerId })
    .from(orderParts)
    .where(where)
    .limit(2);
  return rows.length === 1 ? (rows[0] ?? null) : null;
}

/** Stores the rows by which the sellers of an order of several find it. */
export async function insertOrderParts(database: Database, sale: Sale): Promise<void> {
  if (sale.parts === undefined) return;
  const paid = salesOfParts(sale);
  await database
    .insert(orderParts)
    .values(
      sale.parts.map(({ sellerId, number, link }, index) => ({
        orderId: sale.id,
        sellerId,
        number,
        link,
        paidMinor: paid[index]?.paid.amountMinor ?? 0,
        paidAt: sale.paidAt,
      })),
    )
    .onConflictDoNothing();
}
