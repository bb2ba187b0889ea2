import { and, asc, eq, gt, inArray, isNotNull, isNull, ne, or, sql, type SQL } from "drizzle-orm";
import { unitsLeft, type Product } from "../../catalog/product.ts";
import { holdOf } from "../../checkout/stock-hold.ts";
import type { SessionId } from "../../ids.ts";
import { productFromRow } from "./catalog.ts";
import { products } from "./schema/catalog.ts";
import type { Database } from "./database.ts";
import { discountUses, stockReservations } from "./schema/purchase.ts";
import type { StockNeed, StoreTransaction } from "../store.ts";

type StockWrites = Pick<
  StoreTransaction,
  "lockProducts" | "reserveStock" | "pagesHeldBy" | "releaseStock" | "consumeStock" | "returnStock" | "holdUntil"
>;

/**
 * Counted stock. Product rows are locked in the order that the database gives their ids (drizzle-catalog.ts
 * imports in the same order), so that two baskets with the same products never wait for each other in a circle.
 */
export function stockOn(database: Database): StockWrites {
  return {
    lockProducts: (ids) => lockProducts(database, ids),
    async reserveStock({ sessionId, now, until, holder }, locked, needs, maxHeldPerMillion) {
      const needed = totalNeeds(needs);
      const held = await heldByOthers(database, sessionId, [...needed.keys()], now);
      const quantities = new Map(needed);
      const counted = new Set<string>();
      for (const product of locked) {
        const stock = unitsLeft(product);
        if (stock === null) continue;
        counted.add(product.id);
        const shelf = { onHand: stock, ...(held.get(product.id) ?? { pages: 0, running: 0 }) };
        const hold = holdOf(needed.get(product.id) ?? 0, until !== null, shelf, maxHeldPerMillion);
        if (hold.kind !== "held") return { ...hold, productId: product.id };
        quantities.set(product.id, hold.units);
      }
      await database.delete(stockReservations).where(eq(stockReservations.sessionId, sessionId));
      for (const [productId, quantity] of quantities)
        await database.insert(stockReservations).values({
          sessionId,
          productId,
          quantity,
          expiresAt: until,
          holder: counted.has(productId) ? holder : null,
        });
      return { kind: "reserved" };
    },
    async pagesHeldBy(holder, except, now) {
      const [row] = await database
        .select({ pages: sql<number>`count(distinct ${stockReservations.sessionId})::int` })
        .from(stockReservations)
        .where(
          and(
            eq(stockReservations.holder, holder),
            ne(stockReservations.sessionId, except),
            gt(stockReservations.expiresAt, now),
          ),
        );
      return row?.pages ?? 0;
    },
    async holdUntil(id, until) {
      await database.update(stockReservations).set({ expiresAt: until }).where(eq(stockReservations.sessionId, id));
      await database.update(discountUses).set({ expiresAt: until }).where(eq(discountUses.sessionId, id));
    },
    consumeStock: (id, needs) => consumeStock(database, id, needs),
    returnStock: (units) => returnStock(database, units),
    async releaseStock(id) {
      await database.delete(stockReservations).where(eq(stockReservations.sessionId, id));
    },
  };
}

async function lockProducts(database: Database, ids: readonly string[]): Promise<Product[]> {
  const rows = await database
    .select()
    .from(products)
    .where(inArray(products.id, [...ids]))
    .orderBy(asc(products.id))
    .for("update");
  return rows.map(productFromRow);
}

async function consumeStock(database: Database, id: SessionId, needs: readonly StockNeed[]): Promise<void> {
  const needed = totalNeeds(needs);
  await lockProducts(database, [...needed.keys()]);
  for (const [wanted, quantity] of needed) {
    // Money has been taken, so the count may go below nothing: the merchant sees the shortage and the order exists.
    await database
      .update(products)
      .set({ stockOnHand: sql`${products.stockOnHand} - ${quantity}` })
      .where(and(eq(products.id, wanted), sql`${products.stockOnHand} is not null`));
  }
  await database.delete(stockReservations).where(eq(stockReservations.sessionId, id));
}

async function returnStock(database: Database, units: readonly StockNeed[]): Promise<void> {
  const returned = totalNeeds(units);
  if (returned.size === 0) return;
  await lockProducts(database, [...returned.keys()]);
  for (const [product, quantity] of returned)
    await database
      .update(products)
      .set({ stockOnHand: sql`${products.stockOnHand} + ${quantity}` })
      .where(and(eq(products.id, product), sql`${products.stockOnHand} is not null`));
}

type Held = { readonly pages: number; readonly running: number };

/** Units of each product that other sessions hold: with unpaid pages, and for payments that are being made. */
async function heldByOthers(
  database: Database,
  id: SessionId,
  of: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, Held>> {
  const units = (which: SQL) =>
    sql<number>`coalesce(sum(${stockReservations.quantity}) filter (where ${which}), 0)::int`;
  const rows = await database
    .select({
      productId: stockReservations.productId,
      pages: units(isNotNull(stockReservations.expiresAt)),
      running: units(isNull(stockReservations.expiresAt)),
    })
    .from(stockReservations)
    .where(
      and(
        inArray(stockReservations.productId, [...of]),
        ne(stockReservations.sessionId, id),
        or(isNull(stockReservations.expiresAt), gt(stockReservations.expiresAt, now)),
      ),
    )
    .groupBy(stockReservations.productId);
  return new Map(rows.map(({ productId, ...held }) => [productId, held]));
}

/** The same product twice in a basket is needed once, in both quantities. */
function totalNeeds(needs: readonly StockNeed[]): ReadonlyMap<StockNeed["productId"], number> {
  const totals = new Map<StockNeed["productId"], number>();
  for (const need of needs) totals.set(need.productId, (totals.get(need.productId) ?? 0) + need.quantity);
  return totals;
}
