import { sql } from "drizzle-orm";
import type { Lexeme, Term } from "../../../catalog/search/query.ts";
import { rowsOf, type Database } from "../database.ts";

/** A beginning with more words than this stays one. */
const MAX_LONGER = 60;
/** Nothing that a word has comes after it. */
const LAST = "\u{10FFFF}";

/**
 * The terms with their beginnings of words as the words of titles, brands and so on that start like that. The index gathers all
 * places of a beginning before it compares them with those of another term; whole words it leaps through.
 */
export async function wholeWords(database: Database, terms: readonly Term[]): Promise<readonly Term[]> {
  const beginnings = new Set(
    terms.flatMap(({ alternatives }) =>
      alternatives.flat().flatMap(({ kind, text }) => (kind === "prefix" && isOfLetters(text) ? [text] : [])),
    ),
  );
  if (beginnings.size === 0) return terms;
  const { rows } = await rowsOf(
    database,
    sql`select beginning, found.word from jsonb_array_elements_text(${JSON.stringify([...beginnings])}::jsonb) as asked (beginning)
      cross join lateral (select word from search_words where word ~>=~ beginning and word ~<~ (beginning || ${LAST}) order by word using ~<~ limit ${MAX_LONGER + 1}) as found`,
  );
  const longer = (beginning: string) =>
    rows.filter((row) => row["beginning"] === beginning).map((row) => String(row["word"]));
  const whole = (lexeme: Lexeme): readonly Lexeme[] => {
    const found = longer(lexeme.text);
    if (lexeme.kind !== "prefix" || !beginnings.has(lexeme.text) || found.length > MAX_LONGER) return [lexeme];
    return [...new Set([lexeme.text, ...found])].map((text) => ({ kind: "word", text }));
  };
  return terms.map((term) => ({
    ...term,
    alternatives: term.alternatives.flatMap((lexemes) => {
      const [only] = lexemes;
      return lexemes.length === 1 && only !== undefined ? whole(only).map((lexeme) => [lexeme]) : [lexemes];
    }),
  }));
}

const isOfLetters = (text: string): boolean => /^\p{L}+$/u.test(text);
