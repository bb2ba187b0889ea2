import { add, times, zero, type Money } from "../../money.ts";
import { inCurrency, type ShippingRule } from "../shop-rules.ts";
import type { PriceSteps } from "./conditions.ts";

export type Goods = {
  readonly lines: readonly {
    readonly quantity: number;
    readonly isDigital: boolean;
    readonly weightGrams: number | null;
  }[];
  readonly worth: Money;
};

/** What a rule asks for the goods, before tax; null when it has no price for them. Free from an amount outdoes every other price. */
export function deliveryPrice(rule: ShippingRule, goods: Goods): Money | null {
  const { currency } = goods.worth;
  const freeFrom = inCurrency(rule.freeFrom, currency);
  const { conditions } = rule;
  const steps = conditions?.steps ?? null;
  const base = steps === null ? inCurrency(rule.prices, currency) : stepPrice(steps, goods);
  if (base === null) return null;
  if (freeFrom !== null && goods.worth.amountMinor >= freeFrom.amountMinor) return zero(currency);
  const each =
    conditions === undefined || conditions.perItem.length === 0
      ? zero(currency)
      : inCurrency(conditions.perItem, currency);
  return each === null ? null : add(base, times(each, pieces(goods)));
}

function stepPrice({ by, steps, gramsIfUnknown }: PriceSteps, goods: Goods): Money | null {
  const { currency } = goods.worth;
  const size =
    by === "pieces" ? pieces(goods) : by === "weight" ? weight(goods, gramsIfUnknown) : goods.worth.amountMinor;
  if (size === null) return null;
  const step = steps.find(({ upTo }) => {
    if (upTo === null) return true;
    const end = typeof upTo === "number" ? upTo : inCurrency(upTo, currency)?.amountMinor;
    return end !== undefined && size <= end;
  });
  return step === undefined ? null : inCurrency(step.prices, currency);
}

const sent = ({ lines }: Goods) => lines.filter((line) => !line.isDigital);
const pieces = (goods: Goods): number => sent(goods).reduce((all, line) => all + line.quantity, 0);

/** In grams; null when a piece has no weight and nothing says what it counts as. */
function weight(goods: Goods, gramsIfUnknown: number | null): number | null {
  return sent(goods).reduce<number | null>((all, { quantity, weightGrams }) => {
    const each = weightGrams ?? gramsIfUnknown;
    return all === null || each === null ? null : all + each * quantity;
  }, 0);
}
