import { sellerId, sellerIdOf, productId } from "../../ids.ts";
import type { Currency, Money } from "../../money.ts";
import { readPeriod } from "./values/dates.ts";
import { deliveryPricesOf } from "./delivery.ts";
import {
  address,
  asGiven,
  dateOf,
  flag,
  jsonIn,
  lenient,
  namesUser,
  NO_DEFAULTS,
  optional,
  priceOf,
  Rejection,
  required,
  storable,
  type FeedDefaults,
  type FeedFields,
} from "./fields.ts";
import { isGoogles, spellingsOf } from "./names.ts";
import { AVAILABILITIES, type FeedProduct, type Product } from "../product.ts";
import { shown } from "./values/shown.ts";
import { variantOf } from "./variant.ts";
import { readVersion, type Version } from "../version.ts";
import { readWeight } from "./values/weight.ts";
import { NO_VALUE, readAvailability, readCondition } from "./values/words.ts";

export type RowResult =
  | { readonly kind: "product"; readonly product: FeedProduct }
  | { readonly kind: "rejected"; readonly field: string; readonly reason: string };

/** Addresses that start with `from` are rewritten to start with `to`. */
export type OriginRewrite = { readonly from: string; readonly to: string };

const MAX_IMAGES = 20;

/**
 * Makes a product of one feed row, or says which field is wrong and why. A missing field, null and an empty cell all
 * mean "no value". A sale price that is not below the price is not used. Fields and tolerances: docs/catalog-feed.md.
 * https://developers.openai.com/commerce/specs/file-upload/products
 */
export function readRow(
  fields: FeedFields,
  originRewrite: OriginRewrite | null,
  defaults: FeedDefaults = NO_DEFAULTS,
): RowResult {
  try {
    return { kind: "product", product: productOf(fields, originRewrite, defaults) };
  } catch (error) {
    if (error instanceof Rejection) return { kind: "rejected", field: error.field, reason: error.message };
    throw error;
  }
}

function productOf(fields: FeedFields, originRewrite: OriginRewrite | null, defaults: FeedDefaults): FeedProduct {
  const id = required(fields, "item_id");
  const seller = optional(fields, "seller_name") ?? defaults.sellerName;
  if (seller === null) throw new Rejection("seller_name", NO_SELLER);
  const price = priceOf(fields, "price", defaults.currency);
  if (price === null) throw new Rejection("price", "it is missing");
  if (price.amountMinor < 1) throw new Rejection("price", "it must be more than nothing");
  const groupId = optional(fields, "group_id");
  const isGoogle = isGoogles((name) => fields[name] !== undefined);
  // Google's feeds often name a group by its first variant.
  if (groupId === id && !isGoogle) throw new Rejection("group_id", "it must differ from every item_id");
  const search = flag(fields, "is_eligible_search", true);
  const merchant = optional(fields, "merchant_id");
  return {
    id: productId(id),
    sellerId: merchant === null ? sellerIdOf(seller) : sellerId(merchant),
    sellerName: seller,
    offerId: optional(fields, "offer_id"),
    groupId,
    title: required(fields, "title"),
    description: required(fields, "description"),
    brand: isGoogle ? (brandOrNone(fields) ?? seller) : required(fields, "brand"),
    url: address(fields, "url") ?? "",
    imageUrl: rewritten(address(fields, "image_url") ?? "", originRewrite),
    additionalImageUrls: imagesOf(fields).map((url) => rewritten(url, originRewrite)),
    availability: availabilityOf(fields),
    price,
    ...saleOf(fields, price, defaults.currency),
    expiresAt: dateOf(fields, "expiration_date", "end"),
    availableFrom: dateOf(fields, "availability_date", "start"),
    isEligibleSearch: search,
    isEligibleCheckout: search && flag(fields, "is_eligible_checkout", isGoogle),
    isDigital: flag(fields, "is_digital", false),
    sellerPrivacyPolicyUrl: rewritten(address(fields, "seller_privacy_policy", false), originRewrite),
    sellerTermsUrl: rewritten(address(fields, "seller_tos", false), originRewrite),
    category: optional(fields, "product_category"),
    condition: conditionOf(fields),
    variant: variantOf(fields),
    ...stockOf(fields),
    sku: lenient(fields, "sku"),
    gtin: gtinOf(fields),
    mpn: lenient(fields, "mpn"),
    taxCategory: optional(fields, "tax_category"),
    weightGrams: weightOf(fields),
    deliveryPrices: deliveryPricesOf(fields, defaults.currency),
    version: versionOf(fields),
  };
}

const brandOrNone = (fields: FeedFields): string | null =>
  NO_VALUE.test(asGiven(fields, "brand") ?? "") ? null : optional(fields, "brand");

const NO_SELLER = "it is missing; add the column, or name the seller of all rows with --seller or CATALOG_SELLER";

function saleOf(
  fields: FeedFields,
  price: Money,
  currency: Currency | null,
): Pick<FeedProduct, "salePrice" | "saleFrom" | "saleUntil"> {
  const sale = priceOf(fields, "sale_price", currency);
  const dates = optional(fields, "sale_price_effective_date");
  const period = dates === null ? null : readPeriod(asGiven(fields, "sale_price_effective_date") ?? dates);
  if (period?.kind === "not_a_period") throw new Rejection("sale_price_effective_date", period.why);
  const isSale =
    sale !== null && sale.currency === price.currency && sale.amountMinor >= 1 && sale.amountMinor < price.amountMinor;
  return isSale
    ? { salePrice: sale, saleFrom: period?.from ?? null, saleUntil: period?.until ?? null }
    : { salePrice: null, saleFrom: null, saleUntil: null };
}

function availabilityOf(fields: FeedFields): Product["availability"] {
  const found = readAvailability(required(fields, "availability"));
  if (found === undefined)
    throw new Rejection(
      "availability",
      `${shown(asGiven(fields, "availability") ?? "")} must be one of ${AVAILABILITIES.join(", ")}`,
    );
  return found;
}

function conditionOf(fields: FeedFields): Product["condition"] {
  const found = readCondition(optional(fields, "condition") ?? "new");
  if (found === undefined)
    throw new Rejection(
      "condition",
      `${shown(asGiven(fields, "condition") ?? "")} must be one of new, refurbished, used`,
    );
  return found;
}

/** 8 to 14 digits, however they are grouped; anything else is no number that a barcode has, and counts as left out. */
function gtinOf(fields: FeedFields): string | null {
  const digits = (lenient(fields, "gtin") ?? "").replace(/[\s'’-]/gu, "");
  return /^\d{8,14}$/.test(digits) ? digits : null;
}

function weightOf(fields: FeedFields): number | null {
  const text = optional(fields, "weight");
  if (text === null) return null;
  const read = readWeight(asGiven(fields, "weight") ?? text, lenient(fields, "weight_unit"));
  if (read.kind === "not_a_weight") throw new Rejection("weight", read.why);
  return read.grams;
}

function imagesOf(fields: FeedFields): string[] {
  const value = spellingsOf("additional_image_urls")
    .map((spelling) => fields[spelling])
    .find((one) => one !== null && one !== undefined && one !== "");
  const list = Array.isArray(value) ? value.map(String) : typeof value === "string" ? fromCell(value) : [];
  return list
    .filter(
      (url) => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) && url.length <= 2000 && !namesUser(url),
    )
    .slice(0, MAX_IMAGES)
    .map((url) => storable("additional_image_urls", url));
}

function fromCell(cell: string): string[] {
  const parsed = jsonIn(cell);
  return Array.isArray(parsed) ? parsed.map(String) : cell.split(",").map((url) => url.trim().replaceAll("%2C", ","));
}

function stockOf(fields: FeedFields): Required<Pick<FeedProduct, "stockOnHand" | "isNotCounted">> {
  const text = optional(fields, "inventory_quantity");
  if (text === null || text === "not_counted") return { stockOnHand: null, isNotCounted: text !== null };
  if (!/^\d{1,9}(\.0+)?$/.test(text))
    throw new Rejection(
      "inventory_quantity",
      `${shown(asGiven(fields, "inventory_quantity") ?? "")} must be a whole number of at least 0, or not_counted`,
    );
  return { stockOnHand: Number(text), isNotCounted: false };
}

function versionOf(fields: FeedFields): Version | null {
  const text = optional(fields, "row_version");
  if (text === null) return null;
  const version = readVersion(text);
  if (version === null)
    throw new Rejection(
      "row_version",
      `${shown(text)} must be a whole number of up to 15 digits, or a time such as 2026-11-28T20:00:00Z`,
    );
  return version;
}

function rewritten<Url extends string | null>(url: Url, originRewrite: OriginRewrite | null): Url | string {
  return originRewrite !== null && url?.startsWith(originRewrite.from) === true
    ? originRewrite.to + url.slice(originRewrite.from.length)
    : url;
}
