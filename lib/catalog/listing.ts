import { money, type Currency, type Money } from "../money.ts";
import type { Availability, Product } from "./product.ts";
import type { Version } from "./version.ts";

/** The parts of a product that are changed between feeds, each with the version that set it. */
export const LISTING_PARTS = ["price", "availability", "stock"] as const;
export type ListingPart = (typeof LISTING_PARTS)[number];

/** What a product costs, whether it can be ordered, and how much is there; null: that part was set without a version. */
export type Listing = {
  readonly product: Product;
  readonly versions: Readonly<Record<ListingPart, Version | null>>;
};

/** Fields that are left out stay. Amounts in minor units of `currency`; `salePriceMinor` null ends a sale. */
export type ListingChange = {
  readonly version: Version;
  readonly currency?: string;
  readonly priceMinor?: number;
  readonly salePriceMinor?: number | null;
  readonly availability?: Availability;
  /** Units on hand; null: not counted. */
  readonly stockOnHand?: number | null;
};

export type ListingProblem =
  | { readonly kind: "other_currency"; readonly currency: Currency }
  | { readonly kind: "sale_not_below_price"; readonly price: Money };

export type ListingResult =
  | { readonly kind: "changed"; readonly listing: Listing; readonly parts: readonly ListingPart[] }
  /** Every part has this very version: the change was made before. */
  | { readonly kind: "unchanged" }
  /** These parts were set by something later; nothing is changed. */
  | { readonly kind: "outdated"; readonly parts: readonly ListingPart[] }
  | { readonly kind: "refused"; readonly problem: ListingProblem };

/** Applies a change, all of it or nothing. The later version of a part wins; the same one again changes nothing. */
export function changeListing({ product, versions }: Listing, change: ListingChange): ListingResult {
  const named = LISTING_PARTS.filter((part) => names(change, part));
  const outdated = named.filter((part) => (versions[part] ?? -1) > change.version);
  if (outdated.length > 0) return { kind: "outdated", parts: outdated };
  const parts = named.filter((part) => versions[part] !== change.version);
  if (parts.length === 0) return { kind: "unchanged" };
  const priced = parts.includes("price") ? pricedBy(product, change) : product;
  if ("kind" in priced) return { kind: "refused", problem: priced };
  const { availability, stockOnHand } = change;
  const changed: Product = {
    ...priced,
    ...(parts.includes("availability") && availability !== undefined ? { availability } : {}),
    ...(parts.includes("stock") && stockOnHand !== undefined ? { stockOnHand } : {}),
  };
  const later = Object.fromEntries(parts.map((part) => [part, change.version]));
  return { kind: "changed", listing: { product: changed, versions: { ...versions, ...later } }, parts };
}

function names(change: ListingChange, part: ListingPart): boolean {
  if (part === "availability") return change.availability !== undefined;
  if (part === "stock") return change.stockOnHand !== undefined;
  return change.priceMinor !== undefined || change.salePriceMinor !== undefined;
}

function pricedBy(product: Product, change: ListingChange): Product | ListingProblem {
  const { currency } = product.price;
  if (change.currency !== currency) return { kind: "other_currency", currency };
  const price = change.priceMinor === undefined ? product.price : money(change.priceMinor, currency);
  const sale = change.salePriceMinor === undefined ? (product.salePrice?.amountMinor ?? null) : change.salePriceMinor;
  if (sale !== null && sale >= price.amountMinor) return { kind: "sale_not_below_price", price };
  return { ...product, price, salePrice: sale === null ? null : money(sale, currency) };
}
