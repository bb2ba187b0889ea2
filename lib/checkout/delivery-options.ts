import type { Money } from "../money.ts";
import { arrival } from "./delivery/calendar.ts";
import { exactness, isExcluded } from "./delivery/conditions.ts";
import { deliveryPrice } from "./delivery/price.ts";
import { placeOf } from "./place.ts";
import type { Address, DeliveryOption, LineItem } from "./session.ts";
import type { ShippingRule } from "./shop-rules.ts";

/** A way to deliver before tax. */
export type DeliveryChoice = Omit<DeliveryOption, "tax" | "taxes" | "total">;

export type Parcel = {
  readonly lines: readonly Pick<
    LineItem,
    "quantity" | "isDigital" | "weightGrams" | "availableFrom" | "deliveryPrices"
  >[];
  /** What is paid for the goods, after discounts. */
  readonly worth: Money;
};

/**
 * The ways to deliver to an address. Of the rules with one id those count that name the place most exactly, and of them
 * the first that has a price.
 */
export function deliveryChoicesFor(
  rules: readonly ShippingRule[],
  address: Address,
  parcel: Parcel,
  now: Date,
): readonly DeliveryChoice[] {
  const place = placeOf(address);
  const fitting = rules.flatMap((rule) => {
    const exact = exactness(rule, address);
    return exact === null ? [] : [{ rule, exact }];
  });
  return [...new Set(fitting.map(({ rule }) => rule.id))].flatMap((id): DeliveryChoice[] => {
    const named = fitting.filter(({ rule }) => rule.id === id);
    const most = Math.max(...named.map(({ exact }) => exact));
    const priced = named
      .filter(({ rule, exact }) => exact === most && !isExcluded(rule, address))
      .flatMap(({ rule }) => {
        const subtotal = deliveryPrice(rule, parcel, place);
        return subtotal === null ? [] : [{ rule, subtotal }];
      });
    return priced.slice(0, 1).map(({ rule, subtotal }) => ({
      id,
      title: rule.title,
      subtitle: rule.subtitle,
      carrier: rule.carrier,
      subtotal,
      ...datesOf(rule, parcel, now),
    }));
  });
}

/** From the first day on which something can arrive to the last one: what can be sent later comes in a parcel of its own. */
function datesOf(rule: ShippingRule, { lines }: Parcel, now: Date): Pick<DeliveryChoice, "earliest" | "latest"> {
  const dispatch = rule.conditions?.dispatch ?? null;
  const starts = lines
    .filter((line) => !line.isDigital)
    .map(({ availableFrom }) =>
      availableFrom !== null && availableFrom > now ? availableFrom.getTime() : now.getTime(),
    );
  const [first, last] =
    starts.length === 0 ? [now.getTime(), now.getTime()] : [Math.min(...starts), Math.max(...starts)];
  return {
    earliest: arrival(new Date(first), rule.earliestDays, dispatch),
    latest: arrival(new Date(last), rule.latestDays, dispatch),
  };
}
