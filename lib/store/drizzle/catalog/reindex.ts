import { sql } from "drizzle-orm";
import { productFromRow } from "./product-row.ts";
import { rowsOf, type Database } from "../database.ts";
import { products } from "../schema/catalog.ts";
import { learnSpellings } from "./spellings.ts";
import { tsvectorText } from "./words.ts";

/**
 * Makes the words of products whose words are of an earlier form; what another transaction holds is left for the next time.
 * Contract: Catalog.reindex.
 */
export function reindexOn(database: Database, limit: number): Promise<number> {
  return database.transaction(async (transaction) => {
    const rows = await transaction
      .select()
      .from(products)
      // The condition of index products_to_index.
      .where(sql`not (${products.words} @@ '''@2'''::tsquery)`)
      .orderBy(products.id)
      .limit(limit)
      .for("update", { skipLocked: true });
    if (rows.length === 0) return 0;
    const read = rows.map(productFromRow);
    const words = read.map((product) => ({ id: product.id, words: tsvectorText(product) }));
    await rowsOf(
      transaction,
      sql`update products set words = made.words from jsonb_to_recordset(${JSON.stringify(words)}::jsonb) as made (id text, words tsvector) where products.id = made.id`,
    );
    await learnSpellings(transaction, read);
    return rows.length;
  });
}
