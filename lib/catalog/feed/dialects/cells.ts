import type { FeedDefaults, FeedFields } from "../fields.ts";
import { readFlag } from "../values/words.ts";

/** The first of these columns that has something in it, without spaces around it; empty when none has. */
export function cellOf(fields: FeedFields, columns: readonly string[]): string {
  for (const column of columns) {
    const value = fields[column];
    if (typeof value === "string" && value.trim() !== "") return value.trim();
  }
  return "";
}

/** A flag whose word is not known is handed on as it is, for the row's reader to refuse. */
export function isOn(cell: string, fallback: boolean): boolean {
  return cell === "" ? fallback : (readFlag(cell) ?? fallback);
}

/** Why an export of this program cannot be imported with these defaults; null: it can. Such exports name none of the three. */
export function problemOfDefaults(program: string, { currency, shopUrl, sellerName }: FeedDefaults): string | null {
  const missing = [
    ...(currency === null ? ["its currency with --currency or CATALOG_CURRENCY"] : []),
    ...(shopUrl === null ? ["the shop's address with --shop-url or CATALOG_SHOP_URL"] : []),
    ...(sellerName === null ? ["the seller's name with --seller or CATALOG_SELLER"] : []),
  ];
  return missing.length === 0
    ? null
    : `the feed is ${program}, which does not say all that is needed; give ${missing.join(", ")}`;
}

/** A regular price and a lower one, from the price that is asked and the one it is compared with. */
export function priceFields(asked: string, comparedWith: string): Readonly<Record<string, string>> {
  const [now, before] = [Number(asked), Number(comparedWith)];
  return comparedWith !== "" && before > now ? { price: comparedWith, sale_price: asked } : { price: asked };
}
