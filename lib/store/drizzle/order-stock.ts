import { and, asc, eq, gt, inArray, sql } from "drizzle-orm";
import type { Product } from "../../catalog/product.ts";
import { productId, sellerId, type OrderId, type ProductId } from "../../ids.ts";
import type { Shortage } from "../../orders/order.ts";
import type { StockNeed, StockReads, StockWrites } from "../stock-store.ts";
import { rowsOf, type Database } from "./database.ts";
import { products } from "./schema/catalog.ts";
import { orderStock } from "./schema/stock.ts";
import { lockProducts, releaseStock, totalNeeds } from "./stock.ts";

export function stockReadsOn(database: Database): StockReads {
  return {
    async oversold(limit, after = null) {
      const { rows } = await rowsOf(
        database,
        sql`select id, seller_id, title, stock_on_hand,
              (select coalesce(jsonb_agg(number), '[]'::jsonb) from (
                select orders.number from order_stock join orders on orders.id = order_stock.order_id
                where order_stock.product_id = products.id and order_stock.missing > order_stock.put_back
                order by orders.paid_at desc, orders.id limit 5) as short) as orders
            from products where stock_on_hand < 0 and availability <> 'backorder' and id > ${after?.productId ?? ""} order by id limit ${limit}`,
      );
      return rows.map((row) => ({
        productId: productId(String(row["id"])),
        sellerId: sellerId(String(row["seller_id"])),
        title: String(row["title"]),
        stockOnHand: Number(row["stock_on_hand"]),
        orders: Array.isArray(row["orders"]) ? row["orders"].map(String) : [],
      }));
    },
  };
}

export function orderStockOn(
  database: Database,
): Pick<StockWrites, "consumeStock" | "putBackStock" | "returnStock" | "takeBackStock"> {
  const lockNeeded = (needs: readonly StockNeed[]) =>
    lockProducts(
      database,
      needs.map((need) => need.productId),
    );
  return {
    async consumeStock({ sessionId, orderId }, needs) {
      const shortages = await consumeStock(database, orderId, await lockNeeded(needs), totalNeeds(needs));
      await releaseStock(database, { id: sessionId });
      return shortages;
    },
    async putBackStock(id, needs) {
      await lockNeeded(needs);
      return putBackStock(database, id, needs);
    },
    async returnStock(id, units) {
      await lockNeeded(units);
      await returnStock(database, id, units);
    },
    async takeBackStock(id, bounds) {
      await lockNeeded(bounds);
      await takeBackStock(database, id, bounds);
    },
  };
}

export async function shortagesOf(
  database: Database,
  orderIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Shortage[]>> {
  const rows = await database
    .select({ orderId: orderStock.orderId, productId: orderStock.productId, missing: orderStock.missing })
    .from(orderStock)
    .where(and(inArray(orderStock.orderId, [...orderIds]), gt(orderStock.missing, 0)))
    .orderBy(asc(orderStock.productId));
  const ofOrder = (id: string) =>
    rows.filter(({ orderId }) => orderId === id).map((row) => ({ ...row, productId: productId(row.productId) }));
  return new Map(orderIds.map((id) => [id, ofOrder(id).map(({ productId, missing }) => ({ productId, missing }))]));
}

/** What is not counted is neither taken nor put back. The products are locked, here and in the two functions below. */
async function consumeStock(
  database: Database,
  orderId: OrderId,
  locked: readonly Product[],
  needed: ReadonlyMap<ProductId, number>,
): Promise<readonly Shortage[]> {
  const shortages: Shortage[] = [];
  for (const product of locked) {
    const taken = needed.get(product.id) ?? 0;
    if (product.stockOnHand === null || taken === 0) continue;
    // Money has been taken, so the count may go below nothing: the merchant sees the shortage and the order exists.
    await change(database, product.id, -taken);
    const isShort = product.availability !== "backorder";
    const missing = isShort ? Math.max(0, taken - Math.max(0, product.stockOnHand)) : 0;
    await database.insert(orderStock).values({ orderId, productId: product.id, taken, missing });
    if (missing > 0) shortages.push({ productId: product.id, missing });
  }
  return shortages;
}

async function putBackStock(
  database: Database,
  orderId: OrderId,
  needs: Parameters<StockWrites["putBackStock"]>[1],
): Promise<number> {
  let units = 0;
  for (const { productId: id, quantity, most } of needs) {
    const row = await rowOf(database, orderId, id);
    if (row === null) continue;
    const back = Math.max(0, Math.min(quantity, Math.min(most, row.taken) - row.putBack));
    await settle(database, orderId, id, row.putBack, row.putBack + back);
    units += back;
  }
  return units;
}

async function returnStock(database: Database, id: OrderId, units: readonly StockNeed[]): Promise<void> {
  for (const { productId: product, quantity } of units) {
    const row = await rowOf(database, id, product);
    const back = row === null ? 0 : Math.min(quantity, row.taken - row.putBack);
    if (row === null || back <= 0) continue;
    await change(database, product, back);
    await database
      .update(orderStock)
      .set({ taken: row.taken - back })
      .where(isOf(id, product));
  }
}

async function takeBackStock(database: Database, id: OrderId, bounds: readonly StockNeed[]): Promise<void> {
  for (const { productId: product, quantity } of bounds) {
    const row = await rowOf(database, id, product);
    if (row !== null) await settle(database, id, product, row.putBack, Math.min(row.putBack, Math.max(0, quantity)));
  }
}

async function rowOf(database: Database, id: OrderId, product: ProductId) {
  const [row] = await database.select().from(orderStock).where(isOf(id, product));
  return row ?? null;
}

const isOf = (id: OrderId, product: ProductId) => and(eq(orderStock.orderId, id), eq(orderStock.productId, product));

/** What is on the shelf and what is noted as put back change together. */
async function settle(database: Database, id: OrderId, product: ProductId, before: number, putBack: number) {
  if (putBack === before) return;
  await change(database, product, putBack - before);
  await database.update(orderStock).set({ putBack }).where(isOf(id, product));
}

/** A product that is no longer counted stays so. */
async function change(database: Database, id: ProductId, units: number): Promise<void> {
  await database
    .update(products)
    .set({ stockOnHand: sql`${products.stockOnHand} + ${units}` })
    .where(eq(products.id, id));
}
