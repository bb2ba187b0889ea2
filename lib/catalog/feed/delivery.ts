import type { Currency } from "../../money.ts";
import type { FeedDelivery, Product } from "../product.ts";
import { jsonIn, priceTextOf, Rejection, scalarText, type FeedFields } from "./fields.ts";
import { readPrice } from "./values/price.ts";
import { shown } from "./values/shown.ts";
import { NO_VALUE } from "./values/words.ts";

const MAX_DELIVERIES = 100;
/** Google's order of the parts, and OpenAI's: https://support.google.com/merchants/answer/6324484 */
const PARTS = ["country", "region", "service", "price"] as const;
/** Parts that narrow a price to an area that is described in an account at Google, and not in the feed. */
const NARROWER = ["location_id", "location_group_name"];
/** One code, the beginning of codes, or a range of either: https://support.google.com/merchants/answer/6324484 */
const POSTAL_CODES = /^[A-Z\d]{1,10}\*?(-[A-Z\d]{1,10}\*?)?$/;

type Parts = Readonly<Record<string, unknown>>;

/**
 * The delivery prices of a row: text such as `US:CA:Ground:5.00 USD, US:::7.00 USD`, a column whose name lists its parts
 * (`shipping(country:postal_code:price)`), objects as XML and JSON have them, and `shipping_price` for everywhere. A price for an
 * area of a Google account is left out; delivery there is priced as for a product without one.
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
    return read.kind === "price"
      ? [{ country: null, region: null, postalCode: null, service: null, price: read.price }]
      : [];
  }
  return entries
    .filter((parts) => NARROWER.every((part) => scalarText(parts[part]) === null))
    .slice(0, MAX_DELIVERIES)
    .map((parts) => deliveryOf(parts, currency));
}

/** Whether one of a row's delivery prices can't be charged, because it is in another currency than its product's price. */
export const hasForeignDelivery = ({ deliveryPrices, price }: Pick<Product, "deliveryPrices" | "price">): boolean =>
  deliveryPrices.some((delivery) => delivery.price.currency !== price.currency);

function entriesIn(value: unknown, order: readonly string[] | null): Parts[] {
  if (Array.isArray(value)) return value.flatMap((one) => entriesIn(one, order));
  if (typeof value === "object" && value !== null) return [Object.fromEntries(Object.entries(value))];
  if (typeof value !== "string" || value.trim() === "" || NO_VALUE.test(value.trim())) return [];
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
    postalCode: postalCodeOf(scalarText(parts["postal_code"])),
    service: scalarText(parts["service"]),
    price: read.price,
  };
}

function postalCodeOf(text: string | null): string | null {
  if (text === null) return null;
  const bare = text.toUpperCase().replace(/\s+/g, "");
  if (POSTAL_CODES.test(bare)) return bare;
  throw new Rejection(
    "shipping",
    `${shown(text)} is not a postal code such as "94002", the beginning of some such as "94*", or a range such as "94002-95460"`,
  );
}
