import { isAwaited } from "../catalog/product.ts";
import type { Money } from "../money.ts";
import { arrival } from "./delivery/calendar.ts";
import { exactness, isExcluded } from "./delivery/conditions.ts";
import { deliveryPrice } from "./delivery/price.ts";
import { placeOf } from "./place.ts";
import type { Address, DeliveryDays, DeliveryOption, DeliveryParcel, LineItem } from "./session.ts";
import type { ShippingRule } from "./shop-rules.ts";

/** A way to deliver before tax. */
export type DeliveryChoice = Omit<DeliveryOption, "tax" | "taxes" | "total">;

/** What is to be delivered by one way; it may come in several parcels. */
export type Goods = {
  readonly lines: readonly Pick<
    LineItem,
    "id" | "quantity" | "isDigital" | "weightGrams" | "availability" | "availableFrom" | "deliveryPrices"
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
  const arrivals = (from: Date): DeliveryDays => ({
    earliest: arrival(from, rule.earliestDays, dispatch),
    latest: arrival(from, rule.latestDays, dispatch),
  });
  const dated = new Map<string, { readonly lineIds: readonly string[]; readonly days: DeliveryDays }>();
  const undated: string[] = [];
  for (const line of lines) {
    if (line.isDigital) continue;
    const from = sentFrom(line, now);
    if (from === null) {
      undated.push(line.id);
      continue;
    }
    const days = arrivals(from);
    // Whatever arrives on the same days is one parcel, such as a pre-order of tomorrow over a weekend.
    const key = `${dayOf(days.earliest)} ${dayOf(days.latest)}`;
    const parcel = dated.get(key) ?? { lineIds: [], days };
    dated.set(key, { ...parcel, lineIds: [...parcel.lineIds, line.id] });
  }
  const inOrder = [...dated.values()].toSorted(
    (one, other) => one.days.earliest.getTime() - other.days.earliest.getTime(),
  );
  const parcels: readonly DeliveryParcel[] = [
    ...inOrder,
    ...(undated.length === 0 ? [] : [{ lineIds: undated, days: null }]),
  ];
  const { earliest, latest } = inOrder[0]?.days ?? arrivals(now);
  return {
    earliest,
    latest: inOrder.at(-1)?.days.latest ?? latest,
    ...(parcels.length > 1 || undated.length > 0 ? { parcels } : {}),
  };
}

/** Null for what is sold before it is there and has no day to come: that nobody has set another one is no promise. */
function sentFrom({ availability, availableFrom }: Goods["lines"][number], now: Date): Date | null {
  if (availableFrom !== null && availableFrom > now) return availableFrom;
  return isAwaited(availability) ? null : now;
}

const dayOf = (time: Date): string => time.toISOString().slice(0, 10);
