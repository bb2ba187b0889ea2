import type { SellerId } from "../../ids.ts";
import { add, money, share, takeInSteps, zero, type Currency, type Money } from "../../money.ts";
import type { LineItem } from "../session.ts";
import { inCurrency } from "../shop-rules.ts";
import type { DiscountedGoods, DiscountRule } from "./rule.ts";

/** A line as discounts see it. `left`: its price after the sale price and the discounts before. */
export type DiscountedLine = Pick<LineItem, "id" | "productId" | "category" | "quantity"> & {
  readonly sellerId: SellerId;
  readonly isOnSale: boolean;
  readonly left: Money;
};

/** What a discount takes off each line; null: nothing, because no line is eligible. In the lines' order. */
export function amountsByLine(
  rule: DiscountRule,
  lines: readonly DiscountedLine[],
  currency: Currency,
): readonly Money[] | "not_applicable" | "wrong_currency" {
  const { effect, goods } = rule;
  const isFor = lines.map((line) => isEligible(goods, line));
  if (!isFor.includes(true)) return "not_applicable";
  const lefts = lines.map((line, index) => (isFor[index] === true ? line.left : zero(currency)));
  switch (effect.kind) {
    case "percent":
      return lefts.map((left) => share(left, effect.perMillion));
    case "amount": {
      const amount = inCurrency(effect.amounts, currency);
      if (amount === null) return "wrong_currency";
      return takeInSteps(amount, lefts);
    }
    case "quantity":
      return byQuantity(effect, lines, lefts, currency);
  }
}

/** Whether a discount is for the goods of whoever sells a line. */
export const isOfSeller = (
  { sellerIds }: Pick<DiscountedGoods, "sellerIds">,
  line: Pick<DiscountedLine, "sellerId">,
): boolean => sellerIds.length === 0 || sellerIds.includes(line.sellerId);

const isEligible = (goods: DiscountedGoods, line: DiscountedLine): boolean =>
  (goods.productIds.length === 0 || goods.productIds.includes(line.productId)) &&
  isOfSeller(goods, line) &&
  (goods.categories.length === 0 || goods.categories.some((category) => isWithin(line.category, category))) &&
  !(goods.excludesSale && line.isOnSale);

/** A product may be in several categories, parted by "|". */
function isWithin(categories: string | null, wanted: string): boolean {
  const parts = (text: string) =>
    text
      .toLowerCase()
      .split(/[>/]/)
      .map((part) => part.trim());
  const path = parts(wanted);
  return (categories ?? "").split("|").some((category) => {
    const own = parts(category);
    return path.every((part, index) => own[index] === part);
  });
}

/** The cheapest units of all eligible lines together cost less. A unit costs its part of the line, rounded down. */
function byQuantity(
  { buy, get, perMillion }: { readonly buy: number; readonly get: number; readonly perMillion: number },
  lines: readonly DiscountedLine[],
  lefts: readonly Money[],
  currency: Currency,
): readonly Money[] | "not_applicable" {
  const units = lines.flatMap(({ quantity }, index) => {
    const minor = Math.floor((lefts[index]?.amountMinor ?? 0) / quantity);
    return minor === 0 ? [] : [{ index, minor, quantity }];
  });
  const count = units.reduce((all, one) => all + one.quantity, 0);
  let free = Math.floor(count / (buy + get)) * get;
  if (free === 0) return "not_applicable";
  const amounts = lines.map(() => zero(currency));
  for (const { index, minor, quantity } of units.sort((a, b) => a.minor - b.minor || a.index - b.index)) {
    const cheaper = Math.min(free, quantity);
    const each = share(money(minor, currency), perMillion);
    amounts[index] = add(amounts[index] ?? zero(currency), money(each.amountMinor * cheaper, currency));
    free -= cheaper;
  }
  return amounts;
}
