import type { Currency, Money } from "../money.ts";
import type { DeliveryConditions } from "./delivery/conditions.ts";
import type { DiscountRule } from "./discounts/rule.ts";
import type { TaxRule, TaxSettings } from "./taxes/rule.ts";

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
  readonly taxSettings: TaxSettings;
  readonly discounts: readonly DiscountRule[];
};

/** What a seller's own record or entry says of delivery and tax; each rule names that seller, as one of the shop file may. */
export type OwnRules = Pick<ShopRules, "shipping" | "taxes">;
export const NO_OWN_RULES: OwnRules = { shipping: [], taxes: [] };

/**
 * The rules as they are for one seller, with `own` before the shop's; of two alike the first counts. A delivery that names
 * sellers is theirs alone. So is a tax, and where a seller has taxes of their own for a country, those for everybody do not count
 * there.
 */
export const rulesOfSeller = <Rules extends Pick<ShopRules, "shipping" | "taxes">>(
  rules: Rules,
  seller: string,
  own: OwnRules = NO_OWN_RULES,
): Rules => {
  const taxes = [...own.taxes, ...rules.taxes].filter(
    ({ sellers }) => sellers === undefined || sellers.includes(seller),
  );
  const ownCountries = new Set(taxes.flatMap(({ sellers, country }) => (sellers === undefined ? [] : [country])));
  return {
    ...rules,
    taxes: taxes.filter(({ sellers, country }) => sellers !== undefined || !ownCountries.has(country)),
    shipping: [...own.shipping, ...rules.shipping].filter(
      ({ conditions }) =>
        conditions === undefined || conditions.sellers.length === 0 || conditions.sellers.includes(seller),
    ),
  };
};

export const inCurrency = (amounts: readonly Money[], currency: Currency): Money | null =>
  amounts.find((amount) => amount.currency === currency) ?? null;
