import { quoted } from "#lib/plain-text.ts";
import type { SearchFacetsView } from "#lib/wire/tool-contract.ts";
import { TEXTS } from "./texts.ts";

/** What the matches are made of, a line for each facet that has a value; names are the sellers' words and are quoted. */
export function facetLines(facets: SearchFacetsView): readonly string[] {
  const texts = TEXTS.facets;
  const counted = (names: readonly { readonly name: string; readonly count: number }[]) =>
    names.map(({ name, count }) => `${quoted(name)} (${count})`);
  const lines: readonly (readonly [string, readonly string[]])[] = [
    [texts.sellers, facets.sellers.map(({ id, name, count }) => texts.seller(name, id, count))],
    [texts.brands, counted(facets.brands)],
    [texts.categories, counted(facets.categories)],
    [texts.availability, facets.availability.map(({ name, count }) => `${name} (${count})`)],
    [texts.prices, facets.prices.map(({ min, max, count }) => texts.price(min.display, max.display, count))],
  ];
  const written = lines
    .filter(([, values]) => values.length > 0)
    .map(([name, values]) => `${name}: ${values.join(", ")}`);
  return [texts.matches(facets.counted, facets.complete), ...written];
}
