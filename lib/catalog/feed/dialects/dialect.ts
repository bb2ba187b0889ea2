import type { FeedDefaults } from "../fields.ts";
import type { FeedRecord } from "../lines.ts";
import { shopify } from "./shopify.ts";
import { specification } from "./specification.ts";
import { woocommerce } from "./woocommerce.ts";

/** A form of table that some program writes, and how its rows become rows of the specification. */
export type Dialect = {
  /** Why no row could be accepted under such a header: columns or defaults that are missing. Null: nothing is. */
  problem(columns: readonly string[], defaults: FeedDefaults): string | null;
  /** True when a row that ends before this column is too short. */
  needs(column: string, columns: readonly string[]): boolean;
  records(rows: AsyncGenerator<FeedRecord>, defaults: FeedDefaults): AsyncGenerator<FeedRecord>;
};

/** The dialect that the names of the columns belong to. */
export function dialectOf(columns: readonly string[]): Dialect {
  const has = (...names: string[]) => names.every((name) => columns.includes(name));
  if (has("handle", "variant_price") || has("url_handle", "option1_value", "price")) return shopify;
  if (has("type", "regular_price") && (has("id") || has("sku"))) return woocommerce;
  return specification;
}
