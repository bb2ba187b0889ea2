import type { Money } from "../../money.ts";

/** What a discount takes off. */
export type DiscountEffect =
  | { readonly kind: "percent"; readonly perMillion: number }
  | { readonly kind: "amount"; readonly amounts: readonly Money[] }
  /** Of each `buy + get` units the cheapest `get` cost so much less: 3 for 2 is 2 and 1 at all of the price. */
  | { readonly kind: "quantity"; readonly buy: number; readonly get: number; readonly perMillion: number };

/** Which lines a discount is for; an empty list is every one. */
export type DiscountedGoods = {
  readonly productIds: readonly string[];
  readonly sellerIds: readonly string[];
  /** A category of the feed with everything below it, "Apparel" also for "Apparel > Shirts"; without regard to case. */
  readonly categories: readonly string[];
  /** Not on what has a sale price already. */
  readonly excludesSale: boolean;
};

export type DiscountRule = {
  /** What a buyer types; the name alone of one that counts by itself. */
  readonly code: string;
  readonly title: string;
  /** Counts without being typed. */
  readonly isAutomatic: boolean;
  readonly effect: DiscountEffect;
  readonly goods: DiscountedGoods;
  /** The subtotal it needs, per currency; a currency without an entry needs none. */
  readonly minimums: readonly Money[];
  readonly startsAt: Date | null;
  readonly expiresAt: Date | null;
  readonly usageLimit: number | null;
  /** How many orders of one customer; null: as many as there are. */
  readonly customerLimit: number | null;
  /** Only for a customer who has not ordered yet, and so for one order of each. */
  readonly isFirstOrder: boolean;
  /** Counts beside other discounts, when they may be combined too. */
  readonly isCombinable: boolean;
  /** Codes that it never counts beside, although both may be combined with others. */
  readonly notWith: readonly string[];
};

/** How often one customer may use it; null: it does not matter who the customer is. */
export const limitOfCustomer = ({ customerLimit, isFirstOrder }: DiscountRule): number | null =>
  isFirstOrder ? 1 : customerLimit;

/**
 * True when one that counts by itself may come with the customer's e-mail address, in a basket of these sellers, as far as its
 * days and its sellers say.
 */
export const mayComeWithCustomer = (rules: readonly DiscountRule[], sellerIds: readonly string[], now: Date): boolean =>
  rules.some(
    (rule) =>
      rule.isAutomatic &&
      limitOfCustomer(rule) !== null &&
      (rule.startsAt === null || rule.startsAt <= now) &&
      (rule.expiresAt === null || rule.expiresAt > now) &&
      (rule.goods.sellerIds.length === 0 || sellerIds.some((id) => rule.goods.sellerIds.includes(id))),
  );

export const ALL_GOODS: DiscountedGoods = { productIds: [], sellerIds: [], categories: [], excludesSale: false };

/** True when it is a discount of the order as a whole, and not of some of its lines. */
export const isOfOrder = ({ effect, goods }: DiscountRule): boolean =>
  effect.kind !== "quantity" && !goods.excludesSale && goods.productIds.length + goods.categories.length === 0;
