import { sql } from "drizzle-orm";
import type { Product } from "../../../catalog/product.ts";
import { correctedTerm, type Term } from "../../../catalog/search/query.ts";
import { spellingsOf } from "../../../catalog/search/index-words.ts";
import { canBeMistyped, cutsOf, likelySpellings, likelySplits, splitsOf } from "../../../catalog/search/spelling.ts";
import { rowsOf, textArray, type Database } from "../database.ts";
import { products } from "../schema/catalog.ts";
import { termText } from "./words.ts";

/** What this process has stored already: most words of a batch came in one before it. */
const stored = new WeakMap<Database, Set<string>>();
const MAX_REMEMBERED = 100_000;

/** Adds the words of products to the right spellings; they stay when the products go. */
export async function learnSpellings(database: Database, batch: readonly Product[]): Promise<void> {
  const known = stored.get(database) ?? new Set();
  stored.set(database, known);
  const texts = batch.flatMap((product) => [
    product.title,
    ...Object.values(product.variant),
    product.brand,
    product.sellerName,
    product.category ?? "",
  ]);
  const words = spellingsOf(texts).filter((word) => !known.has(word));
  if (words.length === 0) return;
  const rows = words.map((word) => ({ word, cuts: cutsOf(word) }));
  // In the order of the words, so that two imports at once wait for each other and never lock each other out.
  await rowsOf(
    database,
    sql`insert into search_words (word, cuts) select word, cuts from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as learned (word text, cuts text[]) where not exists (select 1 from search_words where search_words.word = learned.word) order by word on conflict do nothing`,
  );
  if (known.size > MAX_REMEMBERED) known.clear();
  for (const word of words) known.add(word);
}

/**
 * The terms of a query with those that no product has read as what they may have been meant as: right spellings a typing
 * error away, or two words written as one. Null when there is nothing to correct.
 */
export async function correctedTerms(
  database: Database,
  terms: readonly Term[],
  isFrequent: readonly boolean[],
): Promise<readonly Term[] | null> {
  const unknown = await unknownTerms(
    database,
    terms.filter((_, index) => isFrequent[index] !== true),
  );
  const words = [...unknown].flatMap(({ word }) => (word !== null && canBeMistyped(word) ? [word] : []));
  if (words.length === 0) return null;
  const [similar, parts] = await Promise.all([
    similarTo(database, words),
    knownAmong(database, words.flatMap(partsOf)),
  ]);
  let isCorrected = false;
  const corrected = terms.map((term) => {
    if (term.word === null || !unknown.has(term) || !canBeMistyped(term.word)) return term;
    const meant = [
      ...likelySpellings(term.word, similar).map((word) => [word]),
      ...likelySplits(term.word, new Set(parts)),
    ];
    isCorrected ||= meant.length > 0;
    return correctedTerm(term, meant);
  });
  return isCorrected ? corrected : null;
}

const partsOf = (word: string): readonly string[] => splitsOf(word).flat();

async function unknownTerms(database: Database, terms: readonly Term[]): Promise<ReadonlySet<Term>> {
  if (terms.length === 0) return new Set();
  const found = terms.map(
    (term, index) =>
      // Materialized for the reason that hasNumber in search.ts has.
      sql`select ${index}::int as index where exists (with found as materialized (select 1 from ${products} where ${products.words} @@ ${termText(term)}::tsquery) select 1 from found)`,
  );
  const { rows } = await rowsOf(database, sql.join(found, sql` union all `));
  const known = new Set(rows.map((row) => Number(row["index"])));
  return new Set(terms.filter((_, index) => !known.has(index)));
}

const MAX_SIMILAR = 1000;

async function similarTo(database: Database, words: readonly string[]): Promise<readonly string[]> {
  const { rows } = await rowsOf(
    database,
    // Materialized, or the planner reads all words until it has as many as that.
    sql`with found as materialized (select word from search_words where cuts && ${textArray(words.flatMap(cutsOf))}::text[]) select word from found limit ${MAX_SIMILAR}`,
  );
  return rows.map((row) => String(row["word"]));
}

async function knownAmong(database: Database, words: readonly string[]): Promise<readonly string[]> {
  const { rows } = await rowsOf(
    database,
    sql`select word from search_words where word = any(${textArray(words)}::text[])`,
  );
  return rows.map((row) => String(row["word"]));
}
