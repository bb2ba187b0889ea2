import type { SellerId } from "../ids.ts";
import type { FeedDefaults } from "./feed/fields.ts";
import { readRow } from "./feed/row.ts";
import { readFeed } from "./feed/feed.ts";

/** Those of the sellers of whom a feed has no product that can be imported. Throws when the file cannot be read. */
export async function sellersWithoutProducts(
  file: string,
  defaults: FeedDefaults,
  sellers: readonly SellerId[],
): Promise<ReadonlySet<SellerId>> {
  const missing = new Set(sellers);
  if (missing.size === 0) return missing;
  for await (const record of readFeed(file, defaults)) {
    const row = record.kind === "record" ? readRow(record.fields, null, defaults) : null;
    if (row?.kind === "product") missing.delete(row.product.sellerId);
    if (missing.size === 0) break;
  }
  return missing;
}
