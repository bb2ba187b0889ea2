import type { Product } from "../product.ts";
import { gtinOf, identifierOf } from "./identifiers.ts";
import { otherForms } from "./plurals.ts";
import { bigramsOf, isCompound, plain, runsOf, withoutUmlauts, type Run } from "./runs.ts";

/** The words of a text in the order in which the search index has them; a word may occur again. */
export function indexedWords(text: string): readonly string[] {
  const runs = runsOf(text);
  const words: string[] = [];
  for (const [index, run] of runs.entries()) {
    addForms(words, run);
    addCompounds(words, runs, index);
  }
  return words;
}

function addForms(words: string[], { word, raw, isUnspaced }: Run): void {
  if (isUnspaced) return void words.push(...bigramsOf(word), [...word].at(-1) ?? "");
  words.push(word);
  const spelled = withoutUmlauts(raw);
  if (spelled !== null) words.push(spelled);
}

const MAX_COMPOUND_PARTS = 4;

/** What the parts that start at `index` are, written as one word: "T-Shirt" → "tshirt". */
function addCompounds(words: string[], runs: readonly Run[], index: number): void {
  let joined = runs[index]?.word ?? "";
  for (let next = index + 1; next < index + MAX_COMPOUND_PARTS; next += 1) {
    const [before, after] = [runs[next - 1], runs[next]];
    if (before === undefined || after === undefined || !isCompound(before, after)) break;
    joined += after.word;
    words.push(joined);
  }
}

export type Traits = {
  /** Letters and digits; of the product's id, offer id, SKU and MPN. */
  readonly identifiers: readonly string[];
  /** 14 digits. */
  readonly gtin: string | null;
  readonly brand: string | null;
  /** Its categories, parted by "|" in a feed, and every one above them. */
  readonly categories: readonly string[];
};

/** What is looked up whole, and never as a word of a text. */
export function traitsOf(
  product: Pick<Product, "id" | "offerId" | "sku" | "mpn" | "gtin" | "brand" | "category">,
): Traits {
  const numbers = [product.id, product.offerId, product.sku, product.mpn, product.gtin];
  const identifiers = numbers.flatMap((number) => (number === null ? [] : (identifierOf(number) ?? [])));
  const gtin = product.gtin === null ? null : gtinOf(identifierOf(product.gtin) ?? "");
  const paths = product.category === null ? [] : product.category.split("|").map((one) => categoryPath(one));
  return {
    identifiers: [...new Set(identifiers)],
    gtin,
    brand: foldedName(product.brand),
    categories: [...new Set(paths.flatMap((path) => path.map((_, index) => path.slice(0, index + 1).join(">"))))],
  };
}

const MAX_NAME_CHARACTERS = 100;
const MAX_CATEGORY_DEPTH = 8;

/** A brand as it is compared: without case, accents, spaces and punctuation. */
export function foldedName(name: string): string | null {
  const folded = plain(name).replace(/[^\p{L}\p{N}]/gu, "");
  return folded === "" ? null : [...folded].slice(0, MAX_NAME_CHARACTERS).join("");
}

/** "Home & Garden > Kitchen" → ["homegarden", "kitchen"]. */
export function categoryPath(category: string): readonly string[] {
  return category
    .split(">")
    .slice(0, MAX_CATEGORY_DEPTH)
    .flatMap((part) => foldedName(part) ?? []);
}

/** Only words of letters that somebody may mistype; of each also the singular, so that either is a right spelling. */
const SPELLED = /^\p{L}{3,30}$/u;

/** Right spellings: the words of a product that a mistyped word of a query is compared with. */
export function spellingsOf(texts: readonly string[]): readonly string[] {
  const words = texts
    .flatMap((text) => runsOf(text))
    .flatMap((run) =>
      run.isUnspaced ? [] : [run.word, ...(run.word.endsWith("s") ? otherForms(run.word, false) : [])],
    );
  return [...new Set(words)].filter((word) => SPELLED.test(word));
}
