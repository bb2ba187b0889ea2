import { sql, type SQL } from "drizzle-orm";
import { AVAILABILITIES, type ProductSearch, type SearchFacets } from "../../../catalog/product.ts";
import { sellerId } from "../../../ids.ts";
import { isCurrency, money } from "../../../money.ts";
import { rowsOf, type Database } from "../database.ts";
import { products } from "../schema/catalog.ts";
import { someBlocks, type Density } from "./density.ts";
import { availabilityNow, currentPriceAt } from "./filters.ts";

/** More matches than this are not counted: what it costs is bounded, however many products there are. */
const MAX_COUNTED = 2000;
const MAX_VALUES = 10;
/** Of what very many products have, the matches in so many blocks are counted. */
const MAX_BLOCKS = 800;

const blocksFor = ({ perBlock }: Density): number => Math.min(MAX_BLOCKS, Math.ceil(MAX_COUNTED / perBlock));

/**
 * What the matches are made of, in one statement: each value with its number, the most frequent first. `density`: of
 * `matching`; null when it is not known.
 */
export async function facetsOn(
  database: Database,
  { now }: ProductSearch,
  matching: SQL | undefined,
  density: Density | null,
): Promise<SearchFacets> {
  const by = (facet: string, value: SQL, name: SQL) =>
    sql`(select ${facet}::text as facet, ${value} as value, ${name} as name, count(*)::int as count, null::bigint as least, null::bigint as most from counted where ${value} <> '' group by 2 order by count desc, value limit ${MAX_VALUES})`;
  const isSample = density?.isSurelyMany === true;
  const source = isSample ? sql`${products} ${someBlocks(blocksFor(density))}` : sql`${products}`;
  const { rows } = await rowsOf(
    database,
    sql`with found as materialized (select ${products.sellerId} as seller_id, ${products.sellerName} as seller_name, ${products.brand} as brand, ${products.category} as category, ${availabilityNow} as availability, ${products.currency} as currency, ${currentPriceAt(now)} as price from ${source} where ${matching ?? sql`true`}),
      counted as materialized (select * from found limit ${MAX_COUNTED})
      select 'all' as facet, '' as value, '' as name, count(*)::int as count, null::bigint as least, null::bigint as most from (select 1 from found limit ${MAX_COUNTED + 1}) as all_of_them
      union all ${by("seller", sql`seller_id`, sql`max(seller_name)`)}
      union all ${by("brand", sql`brand`, sql`max(brand)`)}
      union all ${by("category", sql`category`, sql`max(category)`)}
      union all ${by("availability", sql`availability`, sql`max(availability)`)}
      union all (select 'price', currency, '', count(*)::int, min(price), max(price) from counted group by currency order by 4 desc, 2 limit ${MAX_VALUES})`,
  );
  const read = rows.map((row) => ({
    facet: String(row["facet"]),
    value: String(row["value"]),
    name: String(row["name"]),
    count: Number(row["count"]),
    least: Number(row["least"]),
    most: Number(row["most"]),
  }));
  const of = (facet: string) => read.filter((row) => row.facet === facet);
  const found = of("all")[0]?.count ?? 0;
  return {
    counted: Math.min(found, MAX_COUNTED),
    isComplete: found <= MAX_COUNTED && !isSample,
    sellers: of("seller").map(({ value, name, count }) => ({ sellerId: sellerId(value), name, count })),
    brands: of("brand").map(({ name, count }) => ({ name, count })),
    categories: of("category").map(({ name, count }) => ({ name, count })),
    availabilities: of("availability").flatMap(({ value, count }) => {
      const availability = AVAILABILITIES.find((one) => one === value);
      return availability === undefined ? [] : [{ availability, count }];
    }),
    prices: of("price").flatMap(({ value, least, most, count }) =>
      isCurrency(value) ? [{ lowest: money(least, value), highest: money(most, value), count }] : [],
    ),
  };
}
