import type { Currency, Money } from "../money.ts";
import type { DeliveryConditions } from "./delivery/conditions.ts";

/** A way to deliver, from the merchant's table. */
export type ShippingRule = {
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
  readonly carrier: string;
  /** ISO 3166-1 alpha-2, or "*" for every country that no other rule with the same id names. */
  readonly countries: readonly string[];
  readonly prices: readonly Money[];
  /** Free from this subtotal on, per currency; empty means never. */
  readonly freeFrom: readonly Money[];
  readonly earliestDays: number;
  readonly latestDays: number;
  /** Absent where the rule says no more than countries, price and days. */
  readonly conditions?: DeliveryConditions;
};

/** A tax rate for a country, or for one region of it when `region` is set. The region's rule wins. */
export type TaxRule = {
  readonly country: string;
  readonly region: string | null;
  readonly name: string;
  /** 88750 is 8.875 %. */
  readonly ratePerMillion: number;
  /** `added` to the price (United States) or `included` in it (VAT, GST). */
  readonly mode: "added" | "included";
  readonly appliesToShipping: boolean;
};

export type DiscountRule = {
  readonly code: string;
  readonly title: string;
  readonly effect:
    | { readonly kind: "percent"; readonly perMillion: number }
    | { readonly kind: "amount"; readonly amounts: readonly Money[] };
  /** The subtotal it needs, per currency; a currency without an entry needs none. */
  readonly minimums: readonly Money[];
  readonly expiresAt: Date | null;
  readonly usageLimit: number | null;
  /** Counts beside other codes, when they may be combined too. */
  readonly isCombinable: boolean;
};

/** What the shop stands by between showing a price and taking the money. */
export type SellingRules = {
  /** A unit that costs more than this above what the buyer saw is not charged; 50_000 is 5 %. */
  readonly maxPriceRisePerMillion: number;
  /** An unpaid page holds stock and limited codes for this long, in milliseconds. */
  readonly holdMs: number;
  /** Of a product's units on hand, unpaid pages together hold at most this share, rounded up. */
  readonly maxHeldPerMillion: number;
  /** So many unpaid pages may one shopper, or one browser, hold stock with. */
  readonly maxHeldPages: number;
};

/** The merchant's tables: delivery, tax, discounts and selling. Read once at start from `SHOP_FILE`. */
export type ShopRules = {
  readonly selling: SellingRules;
  readonly shipping: readonly ShippingRule[];
  readonly taxes: readonly TaxRule[];
  readonly discounts: readonly DiscountRule[];
};

/** The rules as they are for one seller: a delivery that names sellers is theirs alone. */
export const rulesOfSeller = (rules: ShopRules, seller: string): ShopRules => ({
  ...rules,
  shipping: rules.shipping.filter(
    ({ conditions }) =>
      conditions === undefined || conditions.sellers.length === 0 || conditions.sellers.includes(seller),
  ),
});

export const inCurrency = (amounts: readonly Money[], currency: Currency): Money | null =>
  amounts.find((amount) => amount.currency === currency) ?? null;

/** The tax rule for an address: the region's when there is one, else the country's, else null. */
export function taxRuleFor(rules: ShopRules, country: string, region: string | null): TaxRule | null {
  const ofCountry = rules.taxes.filter((rule) => rule.country === country);
  return (
    ofCountry.find((rule) => rule.region !== null && rule.region === region?.toUpperCase()) ??
    ofCountry.find((rule) => rule.region === null) ??
    null
  );
}
