import type { FeedDelivery } from "../../catalog/product.ts";
import { add, times, zero, type Money } from "../../money.ts";
import type { Place } from "../place.ts";
import { inCurrency, type ShippingRule } from "../shop-rules.ts";
import type { FeedPriceUse, PriceSteps } from "./conditions.ts";
import { feedPrice } from "./feed-price.ts";

export type Goods = {
  readonly lines: readonly {
    readonly quantity: number;
    readonly isDigital: boolean;
    readonly weightGrams: number | null;
    readonly deliveryPrices: readonly FeedDelivery[];
  }[];
  readonly worth: Money;
};

/**
 * What a rule asks for the goods at a place, before tax; null when it has no price for them. Free from an amount outdoes
 * every other price, also one of the feed's.
 */
export function deliveryPrice(rule: ShippingRule, goods: Goods, place: Place): Money | null {
  const { currency } = goods.worth;
  const use = rule.conditions?.feedPrices ?? null;
  const price = use === null ? ownPrice(rule, goods) : priceWithFeed(rule, use, goods, place);
  const freeFrom = inCurrency(rule.freeFrom, currency);
  if (price !== null && freeFrom !== null && goods.worth.amountMinor >= freeFrom.amountMinor) return zero(currency);
  return price;
}

/** The rule's own price is for the goods of which the feed says nothing. */
function priceWithFeed(rule: ShippingRule, use: FeedPriceUse, goods: Goods, place: Place): Money | null {
  const { currency } = goods.worth;
  const lines = sent(goods).map((line) => ({ line, price: feedPrice(line.deliveryPrices, rule, place, currency) }));
  const others = lines.flatMap(({ line, price }) => (price === null ? [line] : []));
  const own = others.length === 0 ? zero(currency) : ownPrice(rule, { ...goods, lines: others });
  if (own === null) return null;
  const prices = lines.flatMap(({ line, price }) => (price === null ? [] : [{ price, quantity: line.quantity }]));
  return prices.reduce<Money>(
    (all, { price, quantity }) =>
      use === "per_item" ? add(all, times(price, quantity)) : price.amountMinor > all.amountMinor ? price : all,
    own,
  );
}

function ownPrice(rule: ShippingRule, goods: Goods): Money | null {
  const { currency } = goods.worth;
  const { conditions } = rule;
  const steps = conditions?.steps ?? null;
  const base = steps === null ? inCurrency(rule.prices, currency) : stepPrice(steps, goods);
  if (base === null) return null;
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
