import { OTHER_SELLERS, type Dimension } from "#lib/experiment/figures.ts";

/** The sellers' names by their ids. */
export type SellerNames = ReadonlyMap<string, string>;

const PLATFORMS: ReadonlyMap<string, string> = new Map([
  ["ios", "iOS"],
  ["android", "Android"],
  ["web", "Web"],
]);
const countries = new Intl.DisplayNames("en", { type: "region", fallback: "code" });

/** A value of a dimension as people call it; nothing is "not known", and what has no name is shown as it is. */
export function valueName(dimension: Dimension, value: string, sellers: SellerNames = new Map()): string {
  if (value === "") return "not known";
  if (dimension === "seller") return value === OTHER_SELLERS ? "all other sellers" : (sellers.get(value) ?? value);
  if (dimension === "platform") return PLATFORMS.get(value) ?? value;
  // Anything may have been recorded, and Intl throws at what cannot be a region.
  if (dimension === "country" && /^[A-Z]{2}$/.test(value)) return countries.of(value) ?? value;
  return value;
}
