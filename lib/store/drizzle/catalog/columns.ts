import type { FeedProduct } from "../../../catalog/product.ts";
import { pictureKey } from "../../../pictures/picture-address.ts";
import { deliveryToRow } from "./product-row.ts";

/** Every column of a row but its words, with the type in which it travels. */
export const COLUMN_TYPES = {
  id: "text",
  seller_id: "text",
  seller_name: "text",
  offer_id: "text",
  group_id: "text",
  title: "text",
  description: "text",
  brand: "text",
  url: "text",
  image_url: "text",
  picture_key: "text",
  additional_image_urls: "jsonb",
  availability: "text",
  currency: "text",
  price_minor: "bigint",
  sale_price_minor: "bigint",
  sale_from: "timestamptz",
  sale_until: "timestamptz",
  expires_at: "timestamptz",
  available_from: "timestamptz",
  is_eligible_search: "boolean",
  is_eligible_checkout: "boolean",
  is_digital: "boolean",
  seller_privacy_policy_url: "text",
  seller_terms_url: "text",
  category: "text",
  condition: "text",
  variant: "jsonb",
  stock_on_hand: "integer",
  sku: "text",
  gtin: "text",
  mpn: "text",
  tax_category: "text",
  weight_grams: "integer",
  delivery_prices: "jsonb",
  feed_stock: "text",
  stock_version: "bigint",
  price_version: "bigint",
  availability_version: "bigint",
  stock_set_at: "timestamptz",
} as const;
export const COLUMNS = Object.keys(COLUMN_TYPES);
export const RECORD = [...Object.entries(COLUMN_TYPES), ["words", "tsvector"]]
  .map(([name, type]) => `"${name}" ${type}`)
  .join(", ");

export function columnsOf(product: FeedProduct, setAt: string): Record<keyof typeof COLUMN_TYPES, unknown> {
  const version = product.version ?? null;
  const feedStock = saysOfStock(product);
  return {
    id: product.id,
    seller_id: product.sellerId,
    seller_name: product.sellerName,
    offer_id: product.offerId,
    group_id: product.groupId,
    title: product.title,
    description: product.description,
    brand: product.brand,
    url: product.url,
    image_url: product.imageUrl,
    picture_key: pictureKey(product.imageUrl),
    additional_image_urls: product.additionalImageUrls,
    availability: product.availability,
    currency: product.price.currency,
    price_minor: product.price.amountMinor,
    sale_price_minor: product.salePrice?.amountMinor ?? null,
    sale_from: product.saleFrom,
    sale_until: product.saleUntil,
    expires_at: product.expiresAt,
    available_from: product.availableFrom,
    is_eligible_search: product.isEligibleSearch,
    is_eligible_checkout: product.isEligibleCheckout,
    is_digital: product.isDigital,
    seller_privacy_policy_url: product.sellerPrivacyPolicyUrl,
    seller_terms_url: product.sellerTermsUrl,
    category: product.category,
    condition: product.condition,
    variant: product.variant,
    stock_on_hand: product.stockOnHand,
    sku: product.sku,
    gtin: product.gtin,
    mpn: product.mpn,
    tax_category: product.taxCategory,
    weight_grams: product.weightGrams,
    delivery_prices: product.deliveryPrices.length === 0 ? null : product.deliveryPrices.map(deliveryToRow),
    feed_stock: feedStock,
    stock_version: feedStock === null ? null : version,
    price_version: version,
    availability_version: version,
    stock_set_at: feedStock === null ? null : setAt,
  };
}

/** As `products.feed_stock` keeps it: null says nothing. */
export const saysOfStock = ({ isNotCounted, stockOnHand }: FeedProduct): string | null =>
  isNotCounted === true ? "not_counted" : stockOnHand === null ? null : String(stockOnHand);

/** Columns that nobody sees, but for the import. */
export const UNSEEN: ReadonlySet<string> = new Set([
  "id",
  "picture_key",
  "feed_stock",
  "stock_set_at",
  "stock_version",
  "price_version",
  "availability_version",
]);
