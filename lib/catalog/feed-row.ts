import { merchantId, merchantIdOfSeller, productId } from "../ids.ts";
import { parsePrice, type Money } from "../money.ts";
import { AVAILABILITIES, type Product } from "./product.ts";

export type FeedFields = Readonly<Record<string, unknown>>;
export type RowResult =
  | { readonly kind: "product"; readonly product: Product }
  | { readonly kind: "rejected"; readonly field: string; readonly reason: string };

/** Addresses of pictures that start with `from` are rewritten to start with `to`. */
export type Rebase = { readonly from: string; readonly to: string };

class Rejection extends Error {
  readonly field: string;
  constructor(field: string, reason: string) {
    super(reason);
    this.field = field;
  }
}

/** Other spellings of a field, the winner first. Source: product feed, "Accepted aliases". */
const SPELLINGS: Readonly<Record<string, readonly string[]>> = {
  item_id: ["item_id", "id", "sku"],
  group_id: ["group_id", "item_group_id"],
  url: ["url", "link"],
  image_url: ["image_url", "image_link"],
  additional_image_urls: ["additional_image_urls", "additional_image_link"],
  is_eligible_search: ["enable_search", "is_eligible_search"],
  is_eligible_checkout: ["enable_checkout", "is_eligible_checkout"],
};

/** Columns that every delimited feed must have, by any of their spellings. */
export const REQUIRED_FIELDS = [
  "item_id",
  "title",
  "description",
  "url",
  "brand",
  "seller_name",
  "image_url",
  "availability",
  "price",
] as const;
export const spellingsOf = (field: string): readonly string[] => SPELLINGS[field] ?? [field];

const LIMITS: Readonly<Record<string, number>> = {
  item_id: 100,
  title: 500,
  description: 10_000,
  brand: 200,
  seller_name: 200,
};

/**
 * Makes a product of one feed row, or says which field is wrong and why. Rules: product feed specification; a missing
 * field, null and an empty cell all mean "no value". A sale price that is not below the price is not used.
 */
export function readRow(fields: FeedFields, rebase: Rebase | null): RowResult {
  try {
    return { kind: "product", product: productOf(fields, rebase) };
  } catch (error) {
    if (error instanceof Rejection) return { kind: "rejected", field: error.field, reason: error.message };
    throw error;
  }
}

function productOf(fields: FeedFields, rebase: Rebase | null): Product {
  const id = required(fields, "item_id");
  const sellerName = required(fields, "seller_name");
  const price = priceOf(fields, "price");
  if (price === null) throw new Rejection("price", "it is missing");
  if (price.amountMinor < 1) throw new Rejection("price", "it must be more than nothing");
  const groupId = optional(fields, "group_id");
  if (groupId === id) throw new Rejection("group_id", "it must differ from every item_id");
  const search = flag(fields, "is_eligible_search", true);
  const merchant = optional(fields, "merchant_id");
  const image = address(fields, "image_url") ?? "";
  return {
    id: productId(id),
    merchantId: merchant === null ? merchantIdOfSeller(sellerName) : merchantId(merchant),
    sellerName,
    offerId: optional(fields, "offer_id"),
    groupId,
    title: required(fields, "title"),
    description: required(fields, "description"),
    brand: required(fields, "brand"),
    url: address(fields, "url") ?? "",
    imageUrl: rebased(image, rebase),
    additionalImageUrls: imagesOf(fields).map((url) => rebased(url, rebase)),
    availability: availabilityOf(fields),
    price,
    salePrice: salePriceOf(fields, price),
    isEligibleSearch: search,
    isEligibleCheckout: search && flag(fields, "is_eligible_checkout", false),
    isDigital: flag(fields, "is_digital", false),
    sellerPrivacyPolicyUrl: address(fields, "seller_privacy_policy", false),
    sellerTermsUrl: address(fields, "seller_tos", false),
    category: optional(fields, "product_category"),
    condition: conditionOf(fields),
    variant: variantOf(fields),
    stockOnHand: stockOf(fields),
  };
}

function optional(fields: FeedFields, field: string): string | null {
  for (const spelling of spellingsOf(field)) {
    const value = fields[spelling];
    if (value === null || value === undefined) continue;
    const text =
      typeof value === "string"
        ? value.trim()
        : typeof value === "number" || typeof value === "boolean"
          ? String(value)
          : null;
    if (text === null) throw new Rejection(field, "it must be text");
    if (text === "") continue;
    if (/^(n\/a|null|none|undefined)$/i.test(text))
      throw new Rejection(field, `"${text}" is not a value; leave the field out instead`);
    if (text.includes("\0")) throw new Rejection(field, "it holds a zero byte");
    const limit = LIMITS[field] ?? 2000;
    if (text.length > limit)
      throw new Rejection(field, `it has ${text.length} characters; at most ${limit} are accepted`);
    return text;
  }
  return null;
}

function required(fields: FeedFields, field: string): string {
  const value = optional(fields, field);
  if (value === null) throw new Rejection(field, "it is missing");
  return value;
}

function address(fields: FeedFields, field: string, isRequired = true): string | null {
  const text = isRequired ? required(fields, field) : optional(fields, field);
  if (text === null) return null;
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw new Rejection(field, `"${text.slice(0, 80)}" is not an address that starts with http:// or https://`);
  return text;
}

function flag(fields: FeedFields, field: string, fallback: boolean): boolean {
  const text = optional(fields, field);
  if (text === null) return fallback;
  if (text !== "true" && text !== "false")
    throw new Rejection(field, `"${text.slice(0, 40)}" is neither true nor false`);
  return text === "true";
}

function priceOf(fields: FeedFields, field: string): Money | null {
  const text = optional(fields, field);
  if (text === null) return null;
  const read = parsePrice(text);
  if (read.kind === "not_a_price") throw new Rejection(field, read.why);
  return read.price;
}

function salePriceOf(fields: FeedFields, price: Money): Money | null {
  const sale = priceOf(fields, "sale_price");
  return sale !== null &&
    sale.currency === price.currency &&
    sale.amountMinor >= 1 &&
    sale.amountMinor < price.amountMinor
    ? sale
    : null;
}

function availabilityOf(fields: FeedFields): Product["availability"] {
  const text = required(fields, "availability");
  const found = AVAILABILITIES.find((one) => one === (text === "preorder" ? "pre_order" : text));
  if (found === undefined)
    throw new Rejection("availability", `"${text.slice(0, 40)}" is none of ${AVAILABILITIES.join(", ")}`);
  return found;
}

function conditionOf(fields: FeedFields): Product["condition"] {
  const text = optional(fields, "condition") ?? "new";
  if (text !== "new" && text !== "refurbished" && text !== "used")
    throw new Rejection("condition", `"${text.slice(0, 40)}" is none of new, refurbished, used`);
  return text;
}

function imagesOf(fields: FeedFields): string[] {
  const value = spellingsOf("additional_image_urls")
    .map((spelling) => fields[spelling])
    .find((one) => one !== null && one !== undefined && one !== "");
  const list = Array.isArray(value) ? value.map(String) : typeof value === "string" ? fromCell(value) : [];
  return list.filter((url) => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)).slice(0, 20);
}

function fromCell(cell: string): string[] {
  const parsed = jsonIn(cell);
  return Array.isArray(parsed) ? parsed.map(String) : cell.split(",").map((url) => url.trim().replaceAll("%2C", ","));
}

function variantOf(fields: FeedFields): Record<string, string> {
  const given = fields["variant_dict"];
  const value = typeof given === "string" ? (given.trim() === "" ? null : jsonIn(given)) : given;
  if (typeof given === "string" && value === undefined)
    throw new Rejection("variant_dict", 'it is not JSON such as {"Color":"Moss"}');
  if (value !== null && value !== undefined) {
    if (typeof value !== "object" || Array.isArray(value))
      throw new Rejection("variant_dict", 'it is not an object such as {"Color":"Moss"}');
    if (optional(fields, "group_id") === null) return {};
    const options = Object.entries(value).filter(
      (entry): entry is [string, string] => typeof entry[1] === "string" && entry[1].trim() !== "",
    );
    return Object.fromEntries(
      options.slice(0, 10).map(([name, option]) => [name.slice(0, 60), option.trim().slice(0, 100)]),
    );
  }
  const pairs = [1, 2, 3].flatMap((n) => {
    const name = optional(fields, `custom_variant${n}_category`);
    const option = optional(fields, `custom_variant${n}_option`);
    return name === null || option === null ? [] : [[name, option] as const];
  });
  return Object.fromEntries(pairs);
}

function stockOf(fields: FeedFields): number | null {
  const text = optional(fields, "inventory_quantity");
  if (text === null) return null;
  if (!/^\d{1,9}$/.test(text))
    throw new Rejection("inventory_quantity", `"${text.slice(0, 40)}" is not a whole number of at least 0`);
  return Number(text);
}

function jsonIn(cell: string): unknown {
  try {
    return JSON.parse(cell) as unknown;
  } catch {
    return undefined;
  }
}

function rebased(url: string, rebase: Rebase | null): string {
  return rebase !== null && url.startsWith(rebase.from) ? rebase.to + url.slice(rebase.from.length) : url;
}
