import type { Dimension } from "#lib/experiment/figures.ts";

/** The sellers' names by their ids. */
export type SellerNames = ReadonlyMap<string, string>;

/** A value of a dimension as people call it: a seller by its name, nothing by "not known". */
export function valueName(dimension: Dimension, value: string, sellers: SellerNames): string {
  if (value === "") return "not known";
  return dimension === "seller" ? (sellers.get(value) ?? value) : value;
}
