import { and, asc, eq, gt, inArray, ne, sql } from "drizzle-orm";
import { productId, type SessionId } from "../../ids.ts";
import { productFromRow } from "./catalog.ts";
import { products } from "./schema/catalog.ts";
import type { Database } from "./database.ts";
import { stockReservations } from "./schema/purchase.ts";
import type { StockNeed, StoreTransaction } from "../store.ts";

/**
 * Counted stock. Product rows are locked in the order that the database gives their ids (drizzle-catalog.ts
 * imports in the same order), so that two baskets with the same products never wait for each other in a circle.
 */
export function stockOn(
  database: Database,
): Pick<StoreTransaction, "lockProducts" | "reserveStock" | "releaseStock" | "consumeStock"> {
  const lockCounts = (needs: readonly StockNeed[]) =>
    database
      .select({ id: products.id, onHand: products.stockOnHand })
      .from(products)
      .where(
        inArray(
          products.id,
          needs.map((need) => need.productId),
        ),
      )
      .orderBy(asc(products.id))
      .for("update");
  return {
    async lockProducts(ids) {
      const rows = await database
        .select()
        .from(products)
        .where(inArray(products.id, [...ids]))
        .orderBy(asc(products.id))
        .for("update");
      return rows.map(productFromRow);
    },
    async reserveStock(id, needs, now, until) {
      const counted = await lockCounts(needs);
      const held = await heldByOthers(
        database,
        id,
        counted.map((row) => row.id),
        now,
      );
      for (const row of counted) {
        if (row.onHand === null) continue;
        const left = row.onHand - (held.find((one) => one.productId === row.id)?.quantity ?? 0);
        const needed = needs.filter((need) => need.productId === row.id).reduce((all, need) => all + need.quantity, 0);
        if (needed > left) return { kind: "out_of_stock", productId: productId(row.id), left: Math.max(0, left) };
      }
      await database.delete(stockReservations).where(eq(stockReservations.sessionId, id));
      for (const [wanted, quantity] of totalNeeds(needs))
        await database
          .insert(stockReservations)
          .values({ sessionId: id, productId: wanted, quantity, expiresAt: until });
      return { kind: "reserved" };
    },
    async releaseStock(id) {
      await database.delete(stockReservations).where(eq(stockReservations.sessionId, id));
    },
    async consumeStock(id, needs) {
      await lockCounts(needs);
      for (const [wanted, quantity] of totalNeeds(needs)) {
        // Money has been taken, so the count may go below nothing: the merchant sees the shortage and the order exists.
        await database
          .update(products)
          .set({ stockOnHand: sql`${products.stockOnHand} - ${quantity}` })
          .where(and(eq(products.id, wanted), sql`${products.stockOnHand} is not null`));
      }
      await database.delete(stockReservations).where(eq(stockReservations.sessionId, id));
    },
  };
}

/** Units of each product that other sessions hold. */
const heldByOthers = (database: Database, id: SessionId, of: readonly string[], now: Date) =>
  database
    .select({
      productId: stockReservations.productId,
      quantity: sql<number>`sum(${stockReservations.quantity})::int`,
    })
    .from(stockReservations)
    .where(
      and(
        inArray(stockReservations.productId, [...of]),
        ne(stockReservations.sessionId, id),
        gt(stockReservations.expiresAt, now),
      ),
    )
    .groupBy(stockReservations.productId);

function totalNeeds(needs: readonly { productId: string; quantity: number }[]): [string, number][] {
  const totals = new Map<string, number>();
  for (const need of needs) totals.set(need.productId, (totals.get(need.productId) ?? 0) + need.quantity);
  return [...totals];
}
