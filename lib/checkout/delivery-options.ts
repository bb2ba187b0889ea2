import type { Money } from "../money.ts";
import { arrival } from "./delivery/calendar.ts";
import { exactness, isExcluded } from "./delivery/conditions.ts";
import { deliveryPrice } from "./delivery/price.ts";
import { placeOf } from "./place.ts";
import type { Address, DeliveryOption, DeliveryParcel, LineItem } from "./session.ts";
import type { ShippingRule } from "./shop-rules.ts";

/** A way to deliver before tax. */
export type DeliveryChoice = Omit<DeliveryOption, "tax" | "taxes" | "total">;

/** What is to be delivered by one way; it may come in several parcels. */
export type Goods = {
  readonly lines: readonly Pick<
    LineItem,
    "id" | "quantity" | "isDigital" | "weightGrams" | "availableFrom" | "deliveryPrices"
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
  goods: Goods,
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
        const subtotal = deliveryPrice(rule, goods, place);
        return subtotal === null ? [] : [{ rule, subtotal }];
      });
    return priced.slice(0, 1).map(({ rule, subtotal }) => ({
      id,
      title: rule.title,
      subtitle: rule.subtitle,
      carrier: rule.carrier,
      subtotal,
      ...datesOf(rule, goods, now),
    }));
  });
}

/** From the first day on which something can arrive to the last one: what can be sent later comes in a parcel of its own. */
function datesOf(
  rule: ShippingRule,
  { lines }: Goods,
  now: Date,
): Pick<DeliveryChoice, "earliest" | "latest" | "parcels"> {
  const dispatch = rule.conditions?.dispatch ?? null;
  const arrivals = (from: Date) => ({
    earliest: arrival(from, rule.earliestDays, dispatch),
    latest: arrival(from, rule.latestDays, dispatch),
  });
  const parcels = new Map<string, DeliveryParcel>();
  for (const { id, isDigital, availableFrom } of lines) {
    if (isDigital) continue;
    const { earliest, latest } = arrivals(availableFrom !== null && availableFrom > now ? availableFrom : now);
    // Whatever arrives on the same days is one parcel, such as a pre-order of tomorrow over a weekend.
    const days = `${dayOf(earliest)} ${dayOf(latest)}`;
    const { lineIds = [], ...others } = parcels.get(days) ?? {};
    parcels.set(days, { earliest, latest, ...others, lineIds: [...lineIds, id] });
  }
  const inOrder = [...parcels.values()].toSorted((one, other) => one.earliest.getTime() - other.earliest.getTime());
  const { earliest, latest } = inOrder[0] ?? arrivals(now);
  return {
    earliest,
    latest: inOrder.at(-1)?.latest ?? latest,
    ...(inOrder.length > 1 ? { parcels: inOrder } : {}),
  };
}

const dayOf = (time: Date): string => time.toISOString().slice(0, 10);
