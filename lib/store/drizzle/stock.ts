import { and, asc, eq, gt, inArray, isNotNull, isNull, lte, ne, or, sql, type SQL } from "drizzle-orm";
import { unitsLeft, type Product } from "../../catalog/product.ts";
import { holdOf, type Shelf } from "../../checkout/stock-hold.ts";
import { sessionId, type SessionId } from "../../ids.ts";
import { PRODUCT_COLUMNS, productFromRow } from "./catalog/product-row.ts";
import { products } from "./schema/catalog.ts";
import { allGiven, given, givenArray, writtenOnce } from "./connection/written-once.ts";
import { textArray, type Database } from "./database.ts";
import { discountUses } from "./schema/purchase.ts";
import { stockReservations } from "./schema/stock.ts";
import type { StockNeed, StockWrites } from "../stock-store.ts";

const ofSession = () => eq(stockReservations.sessionId, given(stockReservations.sessionId, "id"));

/** The session holds nothing any more. */
export const releaseStock = writtenOnce((database) => database.delete(stockReservations).where(ofSession()));

const reserve = writtenOnce((database) => database.insert(stockReservations).values(allGiven(stockReservations)));

const holdStock = writtenOnce((database) =>
  database
    .update(stockReservations)
    .set({ expiresAt: given(stockReservations.expiresAt, "until") })
    .where(ofSession()),
);

const holdDiscounts = writtenOnce((database) =>
  database
    .update(discountUses)
    .set({ expiresAt: given(discountUses.expiresAt, "until") })
    .where(eq(discountUses.sessionId, given(discountUses.sessionId, "id"))),
);

const lockedProducts = writtenOnce((database) =>
  database
    .select(PRODUCT_COLUMNS)
    .from(products)
    .where(sql`${products.id} = any(${givenArray("ids", "text")})`)
    .orderBy(asc(products.id))
    .for("update"),
);

/**
 * Counted stock. Product rows are locked in the order that the database gives their ids (drizzle-catalog.ts
 * imports in the same order), so that two baskets with the same products never wait for each other in a circle.
 */
export function stockOn(
  database: Database,
): Pick<StockWrites, "lockProducts" | "reserveStock" | "pagesHeldBy" | "releaseStock" | "holdUntil"> {
  return {
    lockProducts: (ids) => lockProducts(database, ids),
    async reserveStock({ sessionId, now, until, holder }, locked, needs, maxHeldPerMillion) {
      const needed = totalNeeds(needs);
      const isCounted = locked.some((product) => unitsLeft(product) !== null);
      const held = isCounted
        ? await heldByOthers(database, sessionId, [...needed.keys()], now)
        : new Map<string, Held>();
      const quantities = new Map(needed);
      const counted = new Set<string>();
      for (const product of locked) {
        const stock = unitsLeft(product);
        if (stock === null) continue;
        counted.add(product.id);
        const shelf = { onHand: stock, ...(held.get(product.id) ?? { pages: 0, running: 0, givingWay: 0 }) };
        const hold = holdOf(needed.get(product.id) ?? 0, until !== null, shelf, maxHeldPerMillion);
        if (hold.kind === "gives_way") {
          const sessions = await sessionsGivingWay(database, { sessionId, productId: product.id, now }, hold.units);
          return { kind: "gives_way", productId: product.id, sessions };
        }
        if (hold.kind !== "held") return { ...hold, productId: product.id };
        quantities.set(product.id, hold.units);
      }
      await releaseStock(database, { id: sessionId });
      for (const [productId, quantity] of quantities)
        await reserve(database, {
          sessionId,
          productId,
          quantity,
          wanted: needed.get(productId) ?? quantity,
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
      await holdStock(database, { id, until });
      await holdDiscounts(database, { id, until });
    },
    async releaseStock(id) {
      await releaseStock(database, { id });
    },
  };
}

export async function lockProducts(database: Database, ids: readonly string[]): Promise<Product[]> {
  return (await lockedProducts(database, { ids: textArray(ids) })).map(productFromRow);
}

type Held = Omit<Shelf, "onHand">;

/** What the session takes when it is paid. Rows of earlier releases have it in `quantity` alone. */
const WANTED = sql<number>`greatest(${stockReservations.wanted}, ${stockReservations.quantity})`;

/** Units of each product that other sessions hold: with unpaid pages, and for payments that are being made. */
async function heldByOthers(
  database: Database,
  id: SessionId,
  of: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, Held>> {
  const units = (of: SQL, which: SQL | undefined) => sql<number>`coalesce(sum(${of}) filter (where ${which}), 0)::int`;
  const isPage = gt(stockReservations.expiresAt, now);
  const quantity = sql`${stockReservations.quantity}`;
  const rows = await database
    .select({
      productId: stockReservations.productId,
      pages: units(quantity, isPage),
      running: units(WANTED, isNull(stockReservations.expiresAt)),
      givingWay: sql<number>`(${units(WANTED, lte(stockReservations.expiresAt, now))} + ${units(sql`${WANTED} - ${quantity}`, isPage)})::int`,
    })
    .from(stockReservations)
    .where(and(inArray(stockReservations.productId, [...of]), ne(stockReservations.sessionId, id)))
    .groupBy(stockReservations.productId);
  return new Map(rows.map(({ productId, ...held }) => [productId, held]));
}

/** The sessions whose pages have to be closed until `units` are free; the one whose time ended first comes first. */
async function sessionsGivingWay(
  database: Database,
  { sessionId: id, productId, now }: { sessionId: SessionId; productId: Product["id"]; now: Date },
  units: number,
): Promise<SessionId[]> {
  const isOver = lte(stockReservations.expiresAt, now);
  const rows = await database
    .select({
      sessionId: stockReservations.sessionId,
      units: sql<number>`case when ${isOver} then ${WANTED} else ${WANTED} - ${stockReservations.quantity} end`,
    })
    .from(stockReservations)
    .where(
      and(
        eq(stockReservations.productId, productId),
        ne(stockReservations.sessionId, id),
        or(isOver, and(isNotNull(stockReservations.expiresAt), gt(WANTED, stockReservations.quantity))),
      ),
    )
    .orderBy(asc(stockReservations.expiresAt), asc(stockReservations.sessionId));
  const found: SessionId[] = [];
  let freed = 0;
  for (const row of rows) {
    if (freed >= units) break;
    freed += row.units;
    found.push(sessionId(row.sessionId));
  }
  return found;
}

/** The same product twice in a basket is needed once, in both quantities. */
export function totalNeeds(needs: readonly StockNeed[]): ReadonlyMap<StockNeed["productId"], number> {
  const totals = new Map<StockNeed["productId"], number>();
  for (const need of needs) totals.set(need.productId, (totals.get(need.productId) ?? 0) + need.quantity);
  return totals;
}
