import { ALL_GOODS, type DiscountRule } from "#lib/checkout/discounts/rule.ts";
import { calculateTotals, priceLine } from "#lib/checkout/totals.ts";
import { productId, sellerId } from "#lib/ids.ts";
import { aProduct } from "../../fixtures/builders.ts";
import { now, price, rules } from "../../fixtures/priced-baskets.ts";

export type Goods = { readonly id: string; readonly price: string; readonly sale?: string; readonly category?: string };
export const MUG: Goods = { id: "mug", price: "10.00 USD", category: "Home > Kitchen > Mugs" };
export const TEE: Goods = { id: "tee", price: "20.00 USD", category: "Apparel > Shirts" };
export const HAT: Goods = { id: "hat", price: "8.00 USD", sale: "6.00 USD", category: "Apparel" };

/** Goods in dollars at one seller, without taxes. */
export function basket(
  goods: readonly (readonly [Goods, number])[],
  discounts: readonly DiscountRule[],
  codes: readonly string[] = [],
  usedUp: readonly string[] = [],
) {
  return calculateTotals({
    lines: goods.map(([one, quantity], index) =>
      priceLine(
        aProduct({
          id: productId(one.id),
          price: price(one.price),
          salePrice: one.sale === undefined ? null : price(one.sale),
          category: one.category ?? null,
        }),
        quantity,
        index + 1,
        now,
      ),
    ),
    currency: "USD",
    sellerId: sellerId("fernweh"),
    address: null,
    deliveryOptionId: null,
    discountCodes: codes,
    spentCodes: new Map(usedUp.map((code) => [code, "used_up"])),
    rules: { ...rules, taxes: [], discounts },
    now,
  });
}
export const taken = ({ discounts }: ReturnType<typeof basket>) =>
  discounts.map((one) => `${one.code} ${one.amount.amountMinor}`);
export const refused = ({ rejectedDiscounts }: ReturnType<typeof basket>) =>
  rejectedDiscounts.map((one) => `${one.code} ${one.reason}`);
export const percent = (perMillion: number) => ({ kind: "percent", perMillion }) as const;
export const threeForTwo = { kind: "quantity", buy: 2, get: 1, perMillion: 1_000_000 } as const;
export const goods = (some: Partial<DiscountRule["goods"]>) => ({ ...ALL_GOODS, ...some });
