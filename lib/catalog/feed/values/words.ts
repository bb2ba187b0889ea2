import type { Availability, Product } from "../../product.ts";

/** A word as it is compared: without schema.org's address, case, spaces, hyphens, underscores and a last full stop. */
const bare = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\/(www\.)?schema\.org\//, "")
    .replace(/^schema:/, "")
    .replace(/[\s\u00A0_-]+/gu, "")
    .replace(/\.$/, "");

const words = <Meaning>(table: readonly (readonly [Meaning, string])[]): ReadonlyMap<string, Meaning> =>
  new Map(table.flatMap(([meaning, list]) => list.split(", ").map((word) => [bare(word), meaning] as const)));

/** Words that feeds use. "Limited" and "low stock" are in stock: a count, where there is one, says how much is left. */
const AVAILABILITY = words<Availability>([
  [
    "in_stock",
    "in stock, available, available now, in store only, online only, limited availability, limited stock, low stock",
  ],
  [
    "out_of_stock",
    "out of stock, sold out, not in stock, not available, unavailable, discontinued, no stock, reserved",
  ],
  ["pre_order", "pre order, pre sale, presale, coming soon"],
  ["backorder", "backorder, on backorder, back ordered, available for order, made to order"],
  ["unknown", "unknown"],
]);

const FLAGS = words<boolean>([
  [true, "true, yes, y, 1, t, on"],
  [false, "false, no, n, 0, f, off"],
]);

const CONDITIONS = words<Product["condition"]>([
  ["new", "new, new condition, brand new"],
  ["refurbished", "refurbished, refurbished condition, reconditioned, renewed"],
  ["used", "used, used condition, pre owned, second hand"],
]);

/** Undefined: the word is not known. */
export const readAvailability = (text: string): Availability | undefined => AVAILABILITY.get(bare(text));
export const readFlag = (text: string): boolean | undefined => FLAGS.get(bare(text));
export const readCondition = (text: string): Product["condition"] | undefined => CONDITIONS.get(bare(text));

/** What databases and people write where there is nothing. */
export const NO_VALUE = /^(?:n\/a|null|none|nil|undefined|\\n|\p{Pd}{1,3})$/iu;

/** What spreadsheets write into a cell that they cannot work out, in the languages of most shops. */
const SHEET_ERRORS: ReadonlySet<string> = new Set(
  (
    "#N/A #REF! #VALUE! #DIV/0! #NAME? #NUM! #NULL! #SPILL! #CALC! #ERROR! #NV #BEZUG! #WERT! #ZAHL! #VALEUR! #NOM? #NOMBRE! " +
    "#N/D #¡REF! #¡VALOR! #VALOR! #¿NOMBRE? #¡DIV/0! #¡NUM! #RIF! #NOME? #VALORE! #VERW! #WAARDE! #NAAM? #GETAL! #N/B #DEEL/0!"
  ).split(" "),
);
export const isSheetError = (text: string): boolean => text.startsWith("#") && SHEET_ERRORS.has(text.toUpperCase());
