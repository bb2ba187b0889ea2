import type { ProductView } from "#lib/wire/tool-contract.ts";

type Named = Pick<ProductView, "title" | "variant" | "description">;

/** Words that a model would not search with. */
const SMALL = new Set(
  "a an and any are buy can do does find for get give have how i in is it like look make me my need of on or please show some that the there this to want we what where which with you your".split(
    " ",
  ),
);

const folded = (text: string): string => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** The words of a request that say what is wanted, each without an ending that may differ. */
const stemsOf = (text: string): readonly string[] =>
  (folded(text).match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !SMALL.has(word)).map((word) => word.slice(0, 4));

/**
 * What a model would show of a search's answer: the shop returns products with some of the words when none has all, and
 * a model leaves out what is beside the point. Relevant is what has a word of the request in its name, or more than half
 * of them in all that the shop says about it. A request in a script without spaces is left to the shop.
 */
export function relevantTo<Product extends Named>(text: string, products: readonly Product[]): readonly Product[] {
  const stems = stemsOf(text);
  if (stems.length === 0 || /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]/u.test(text)) return products;
  return products.filter((product) => {
    const all = folded(JSON.stringify(product));
    return isNamed(stems, product) || stems.filter((stem) => all.includes(stem)).length * 2 > stems.length;
  });
}

/** True for a product whose name has a word of the request. */
export const isNamedIn = (text: string, product: Named): boolean => isNamed(stemsOf(text), product);

const isNamed = (stems: readonly string[], { title, variant }: Named): boolean => {
  const name = folded([title, ...Object.values(variant)].join(" "));
  return stems.some((stem) => stem.length >= 4 && name.includes(stem));
};

/** True for a question about what was bought, for which a model asks for the order's status instead of searching. */
export const asksForOrder = (text: string): boolean =>
  /\b(my|the) (order|parcel|package|receipt|checkout|refund)\b|\border status\b/i.test(text);
