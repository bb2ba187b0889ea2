import type { Currency } from "../../money.ts";
import type { FeedDelivery } from "../product.ts";
import { jsonIn, priceTextOf, Rejection, scalarText, type FeedFields } from "./fields.ts";
import { readPrice } from "./values/price.ts";
import { shown } from "./values/shown.ts";

const MAX_DELIVERIES = 100;
/** Google's order of the parts, and OpenAI's: https://support.google.com/merchants/answer/6324484 */
const PARTS = ["country", "region", "service", "price"] as const;
/** Parts that narrow a price to an area that a country and a region do not describe. */
const NARROWER = ["postal_code", "location_id", "location_group_name"];

type Parts = Readonly<Record<string, unknown>>;

/**
 * The delivery prices of a row: text such as `US:CA:Ground:5.00 USD, US:::7.00 USD`, a column whose name lists its parts
 * (`shipping(country:price)`), objects as XML and JSON have them, and `shipping_price` for everywhere. A price for postal codes is
 * left out; delivery there is priced as for a product without one.
 */
export function deliveryPricesOf(fields: FeedFields, currency: Currency | null): FeedDelivery[] {
  const entries = Object.entries(fields).flatMap(([name, value]) => {
    const order = /^shipping\((?<parts>[a-z_:]+)\)$/.exec(name)?.groups?.["parts"]?.split(":");
    if (order !== undefined) return entriesIn(value, order);
    return name === "shipping" ? entriesIn(value, null) : [];
  });
  const everywhere = scalarText(fields["shipping_price"]);
  if (entries.length === 0 && everywhere !== null) {
    const read = readPrice(everywhere, currency);
    return read.kind === "price" ? [{ country: null, region: null, service: null, price: read.price }] : [];
  }
  return entries
    .filter((parts) => NARROWER.every((part) => scalarText(parts[part]) === null))
    .slice(0, MAX_DELIVERIES)
    .map((parts) => deliveryOf(parts, currency));
}

function entriesIn(value: unknown, order: readonly string[] | null): Parts[] {
  if (Array.isArray(value)) return value.flatMap((one) => entriesIn(one, order));
  if (typeof value === "object" && value !== null) return [Object.fromEntries(Object.entries(value))];
  if (typeof value !== "string" || value.trim() === "") return [];
  const parsed = /^\s*[[{]/.test(value) ? jsonIn(value) : undefined;
  if (typeof parsed === "object" && parsed !== null) return entriesIn(parsed, order);
  return splitEntries(value).map((entry) => {
    const cells = entry.split(":").map((cell) => cell.trim());
    if (order === null && cells.length === 1) return { price: cells[0] };
    if (order === null && cells.length < PARTS.length)
      throw new Rejection(
        "shipping",
        `${shown(entry)} is not written like "US:CA:Ground:5.00 USD"; leave a part empty and keep its colon`,
      );
    return Object.fromEntries((order ?? PARTS).map((part, index) => [part, cells[index] ?? ""]));
  });
}

/** Entries are parted by commas; one that is part of a number, as in `5,00 EUR`, stands between digits. */
const splitEntries = (text: string): string[] =>
  text
    .split(/(?<!\d(?=,\d)),/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");

function deliveryOf(parts: Parts, currency: Currency | null): FeedDelivery {
  const given = priceTextOf(parts["price"]);
  if (given === null) throw new Rejection("shipping", 'an entry has no price; write it like "US:CA:Ground:5.00 USD"');
  const read = readPrice(given, currency);
  if (read.kind === "not_a_price") throw new Rejection("shipping", read.why);
  const country = scalarText(parts["country"]);
  if (country !== null && !/^[A-Za-z]{2}$/.test(country))
    throw new Rejection("shipping", `${shown(country)} is not a country's code of two letters, such as US`);
  return {
    country: country?.toUpperCase() ?? null,
    region: scalarText(parts["region"]),
    service: scalarText(parts["service"]),
    price: read.price,
  };
}
