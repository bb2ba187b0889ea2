import type { Product } from "../../../catalog/product.ts";
import { indexedWords, traitsOf } from "../../../catalog/search/index-words.ts";
import type { Lexeme, Term } from "../../../catalog/search/query.ts";

/**
 * Every product has it whose words were made in this form; index `products_to_index` has the others. Another form of the
 * words is another number, and an index that names it.
 */
export const FORM = "@2";
/** Beginnings of what is no word: a word has letters and digits only, and so nothing here needs an escape. */
const MARKS = { identifier: "#", gtin: "@g", brand: "@b", category: "@c" } as const;

/** What the search weighs most, less and least. */
const weighted = (product: Product) =>
  [
    ["A", [product.title, ...Object.values(product.variant)]],
    ["B", [product.brand, product.sellerName, product.category ?? ""]],
    ["D", [product.description]],
  ] as const;

/** Positions are counted up to here; what comes after all has the last one. https://www.postgresql.org/docs/18/datatype-textsearch.html */
const MAX_POSITION = 16_383;

/** The words of a product as Postgres reads a tsvector, with their positions and weights, and beside them what is looked up whole. */
export function tsvectorText(product: Product): string {
  const parts: string[] = [];
  let position = 0;
  for (const [weight, texts] of weighted(product))
    for (const text of texts)
      for (const word of indexedWords(text)) {
        position = Math.min(position + 1, MAX_POSITION);
        parts.push(`'${word}':${position}${weight}`);
      }
  const { identifiers, gtin, brand, categories } = traitsOf(product);
  const whole = [
    FORM,
    ...identifiers.map((text) => MARKS.identifier + text),
    ...(gtin === null ? [] : [MARKS.gtin + gtin]),
    ...(brand === null ? [] : [MARKS.brand + brand]),
    ...categories.map((path) => MARKS.category + path),
  ];
  return [...parts, ...whole.map((text) => `'${text}'`)].join(" ");
}

/** A query as Postgres reads a tsquery: every term, or any of them, must be found. */
export const termsText = (terms: readonly Term[], match: "all" | "some"): string =>
  terms.map(termText).join(match === "all" ? " & " : " | ");

/** The terms as they were typed, without their other forms; any of them. */
export const typedText = (terms: readonly Term[]): string =>
  terms.map(({ alternatives }) => (alternatives[0] ?? []).map(lexemeText).join(" & ")).join(" | ");

export const termText = ({ alternatives }: Term): string =>
  `(${alternatives.map((lexemes) => `(${lexemes.map(lexemeText).join(" & ")})`).join(" | ")})`;

export const anyOf = (lexemes: readonly Lexeme[]): string => lexemes.map(lexemeText).join(" | ");

/** `folded`: by foldedName, or parts of categoryPath joined by ">". */
export const traitText = (trait: "brand" | "category", folded: string): string => `'${MARKS[trait]}${folded}'`;

function lexemeText({ kind, text }: Lexeme): string {
  if (kind === "word") return `'${text}'`;
  return kind === "prefix" ? `'${text}':*` : `'${MARKS[kind]}${text}'`;
}
