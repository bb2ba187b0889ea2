import { and, eq, gt, gte, isNull, lte, or, sql, type SQL } from "drizzle-orm";
import type { ProductSearch } from "../../../catalog/product.ts";
import { categoryPath, foldedName } from "../../../catalog/search/index-words.ts";
import { products } from "../schema/catalog.ts";
import { traitText } from "./words.ts";

/** `availabilityNow` of lib/catalog/product.ts for what is not expired, in SQL; the store's contract compares the two. */
export const availabilityNow = sql<string>`case when ${products.availability} <> 'backorder' and ${products.stockOnHand} <= 0 then 'out_of_stock' else ${products.availability} end`;

/** Whether the sale price is what a unit costs at that time; null: no. */
export function isOnSaleAt(now: Date): SQL {
  const { saleFrom, saleUntil, salePriceMinor, priceMinor } = products;
  const time = sql`${now.toISOString()}::timestamptz`;
  return sql`(${salePriceMinor} < ${priceMinor} and (${saleFrom} is null or ${saleFrom} <= ${time}) and (${saleUntil} is null or ${time} < ${saleUntil}))`;
}

/** `currentPrice` of lib/catalog/product.ts; the store's contract compares the two. */
export const currentPriceAt = (now: Date): SQL<number> =>
  sql<number>`case when ${isOnSaleAt(now)} then ${products.salePriceMinor} else ${products.priceMinor} end`;

/** Everything but the words. `price`: the column that has today's price, where the caller knows which one it is. */
export function filtersOf(search: ProductSearch, price?: SQL): SQL | undefined {
  const { sellerId, availability, now } = search;
  return and(
    eq(products.isEligibleSearch, true),
    or(isNull(products.expiresAt), gt(products.expiresAt, now)),
    inPriceRange(search, price),
    sellerId === null ? undefined : eq(products.sellerId, sellerId),
    availability === null ? undefined : eq(availabilityNow, availability),
    ...traitFilters(search),
  );
}

/** The currency and the price's bounds; `price` as in filtersOf. */
export function inPriceRange(search: ProductSearch, price?: SQL): SQL | undefined {
  if (search.currency === null) return undefined;
  return and(eq(products.currency, search.currency), priceWithin(search, price));
}

function priceWithin({ minPriceMinor: min, maxPriceMinor: max, now }: ProductSearch, price?: SQL): SQL | undefined {
  const { priceMinor, salePriceMinor } = products;
  const current = price ?? currentPriceAt(now);
  return and(
    min === null ? undefined : gte(current, min),
    max === null ? undefined : lte(current, max),
    // They follow from the two above, and have an index.
    price !== undefined || min === null ? undefined : gte(priceMinor, min),
    price !== undefined || max === null ? undefined : or(lte(priceMinor, max), lte(salePriceMinor, max)),
  );
}

function traitFilters({ brand, category }: ProductSearch): (SQL | undefined)[] {
  const has = (trait: "brand" | "category", folded: string | null) =>
    folded === null || folded === "" ? sql`false` : sql`${products.words} @@ ${traitText(trait, folded)}::tsquery`;
  return [
    brand === null ? undefined : has("brand", foldedName(brand)),
    category === null ? undefined : has("category", categoryPath(category).join(">")),
  ];
}
