import { listFormat } from "../../formats.ts";
import { sellerNamesOf } from "../../checkout/parts.ts";
import { directionOf, isolated } from "../languages.ts";

const listed = (names: readonly string[], language: string): string =>
  listFormat(language, { type: "conjunction" }).format(names);

/** The sellers as a list in a language: "Fernweh and Kumo". `written`: how a name is set off from the text around it. */
export const namesOf = (
  groups: readonly { readonly sellerName: string }[],
  language: string,
  written: (name: string) => string = (name) => name,
): string =>
  listed(
    groups.map(({ sellerName }) => written(sellerName)),
    language,
  );

/**
 * A sale as a buyer reads of it: under the names of all who sell, where there are several. Each is isolated where the list is
 * read from right to left: names in Latin letters would otherwise turn it around.
 */
export function namedForBuyer<Sold extends Parameters<typeof sellerNamesOf>[0]>(sale: Sold, language: string): Sold {
  if (sale.parts === undefined) return sale;
  const names = sellerNamesOf(sale);
  return { ...sale, sellerName: listed(directionOf(language) === "rtl" ? names.map(isolated) : names, language) };
}
