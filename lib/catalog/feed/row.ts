import { sellerId, sellerIdOf, productId } from "../../ids.ts";
import type { Money } from "../../money.ts";
import { oneLine } from "../../plain-text.ts";
import {
  address,
  flag,
  jsonIn,
  namesUser,
  optional,
  priceOf,
  Rejection,
  required,
  spellingsOf,
  storable,
  type FeedFields,
} from "./fields.ts";
import { AVAILABILITIES, type FeedProduct, type Product } from "../product.ts";
import { readVersion, type Version } from "../version.ts";

export type RowResult =
  | { readonly kind: "product"; readonly product: FeedProduct }
  | { readonly kind: "rejected"; readonly field: string; readonly reason: string };

/** Addresses that start with `from` are rewritten to start with `to`. */
export type OriginRewrite = { readonly from: string; readonly to: string };

const MAX_IMAGES = 20;
const MAX_OPTIONS = 10;

/**
 * Makes a product of one feed row, or says which field is wrong and why. A missing field, null and an empty cell all
 * mean "no value". A sale price that is not below the price is not used.
 * https://developers.openai.com/commerce/specs/file-upload/products
 */
export function readRow(fields: FeedFields, originRewrite: OriginRewrite | null): RowResult {
  try {
    return { kind: "product", product: productOf(fields, originRewrite) };
  } catch (error) {
    if (error instanceof Rejection) return { kind: "rejected", field: error.field, reason: error.message };
    throw error;
  }
}

function productOf(fields: FeedFields, originRewrite: OriginRewrite | null): FeedProduct {
  const id = required(fields, "item_id");
  const sellerName = required(fields, "seller_name");
  const price = priceOf(fields, "price");
  if (price === null) throw new Rejection("price", "it is missing");
  if (price.amountMinor < 1) throw new Rejection("price", "it must be more than nothing");
  const groupId = optional(fields, "group_id");
  if (groupId === id) throw new Rejection("group_id", "it must differ from every item_id");
  const search = flag(fields, "is_eligible_search", true);
  const merchant = optional(fields, "merchant_id");
  return {
    id: productId(id),
    sellerId: merchant === null ? sellerIdOf(sellerName) : sellerId(merchant),
    sellerName,
    offerId: optional(fields, "offer_id"),
    groupId,
    title: required(fields, "title"),
    description: required(fields, "description"),
    brand: required(fields, "brand"),
    url: address(fields, "url") ?? "",
    imageUrl: rewritten(address(fields, "image_url") ?? "", originRewrite),
    additionalImageUrls: imagesOf(fields).map((url) => rewritten(url, originRewrite)),
    availability: availabilityOf(fields),
    price,
    salePrice: salePriceOf(fields, price),
    saleFrom: null,
    saleUntil: null,
    expiresAt: null,
    availableFrom: null,
    isEligibleSearch: search,
    isEligibleCheckout: search && flag(fields, "is_eligible_checkout", false),
    isDigital: flag(fields, "is_digital", false),
    sellerPrivacyPolicyUrl: rewritten(address(fields, "seller_privacy_policy", false), originRewrite),
    sellerTermsUrl: rewritten(address(fields, "seller_tos", false), originRewrite),
    category: optional(fields, "product_category"),
    condition: conditionOf(fields),
    variant: variantOf(fields),
    ...stockOf(fields),
    sku: null,
    gtin: null,
    mpn: null,
    taxCategory: null,
    weightGrams: null,
    deliveryPrices: [],
    version: versionOf(fields),
  };
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
  const spelled = text.toLowerCase().replaceAll(" ", "_");
  const found = AVAILABILITIES.find((one) => one === (spelled === "preorder" ? "pre_order" : spelled));
  if (found === undefined)
    throw new Rejection("availability", `"${text.slice(0, 40)}" must be one of ${AVAILABILITIES.join(", ")}`);
  return found;
}

function conditionOf(fields: FeedFields): Product["condition"] {
  const text = optional(fields, "condition") ?? "new";
  if (text !== "new" && text !== "refurbished" && text !== "used")
    throw new Rejection("condition", `"${text.slice(0, 40)}" must be one of new, refurbished, used`);
  return text;
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

function variantOf(fields: FeedFields): Record<string, string> {
  const given = fields["variant_dict"];
  const value = typeof given === "string" ? (given.trim() === "" ? null : jsonIn(given)) : given;
  if (typeof given === "string" && value === undefined)
    throw new Rejection("variant_dict", 'it is not JSON such as {"Color":"Moss"}');
  if (value !== null && value !== undefined) {
    if (typeof value !== "object" || Array.isArray(value))
      throw new Rejection("variant_dict", 'it is not an object such as {"Color":"Moss"}');
    if (optional(fields, "group_id") === null) return {};
    return Object.fromEntries(
      Object.entries(value)
        .map(([name, option]) => [cleaned(name), optionText(option)] as const)
        .filter(([name, option]) => name !== "" && option !== "")
        .slice(0, MAX_OPTIONS)
        .map(([name, option]) => [shortened(name, 60), shortened(option, 100)]),
    );
  }
  const pairs = [1, 2, 3].flatMap((n) => {
    const name = optional(fields, `custom_variant${n}_category`);
    const option = optional(fields, `custom_variant${n}_option`);
    return name === null || option === null ? [] : [[name, option] as const];
  });
  return Object.fromEntries(pairs);
}

const optionText = (option: unknown): string =>
  typeof option === "string" || typeof option === "number" ? cleaned(String(option)) : "";

const cleaned = (text: string): string => oneLine(storable("variant_dict", text));
const shortened = (text: string, most: number): string => [...text].slice(0, most).join("");

function stockOf(fields: FeedFields): Required<Pick<FeedProduct, "stockOnHand" | "isNotCounted">> {
  const text = optional(fields, "inventory_quantity");
  if (text === null || text === "not_counted") return { stockOnHand: null, isNotCounted: text !== null };
  if (!/^\d{1,9}$/.test(text))
    throw new Rejection(
      "inventory_quantity",
      `"${text.slice(0, 40)}" must be a whole number of at least 0, or not_counted`,
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
      `"${text.slice(0, 40)}" must be a whole number of up to 15 digits, or a time such as 2026-11-28T20:00:00Z`,
    );
  return version;
}

function rewritten<Url extends string | null>(url: Url, originRewrite: OriginRewrite | null): Url | string {
  return originRewrite !== null && url?.startsWith(originRewrite.from) === true
    ? originRewrite.to + url.slice(originRewrite.from.length)
    : url;
}
