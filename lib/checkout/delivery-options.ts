import { zero, type Money } from "../money.ts";
import { countriesOf, placeOf } from "./place.ts";
import type { Address, DeliveryOption, LineItem } from "./session.ts";
import { inCurrency, type ShippingRule } from "./shop-rules.ts";

const DAY_MS = 86_400_000;

/** A way to deliver before tax. */
export type DeliveryChoice = Omit<DeliveryOption, "tax" | "taxes" | "total">;

export type Parcel = {
  readonly lines: readonly Pick<LineItem, "quantity" | "isDigital" | "weightGrams" | "availableFrom">[];
  /** What is paid for the goods, after discounts. */
  readonly worth: Money;
};

/** The ways to deliver to an address. */
export function deliveryChoicesFor(
  rules: readonly ShippingRule[],
  address: Address,
  { worth }: Parcel,
  now: Date,
): readonly DeliveryChoice[] {
  const countries = countriesOf(placeOf(address));
  const named = countries
    .map((country) => rules.filter((rule) => rule.countries.includes(country)))
    .reduce<readonly ShippingRule[]>(
      (exact, wider) => [...exact, ...wider.filter((rule) => !exact.some((one) => one.id === rule.id))],
      [],
    );
  const elsewhere = rules.filter((rule) => rule.countries.includes("*") && !named.some((one) => one.id === rule.id));
  return [...named, ...elsewhere].flatMap((rule): DeliveryChoice[] => {
    const subtotal = deliveryPrice(rule, worth);
    if (subtotal === null) return [];
    return [
      {
        id: rule.id,
        title: rule.title,
        subtitle: rule.subtitle,
        carrier: rule.carrier,
        subtotal,
        earliest: new Date(now.getTime() + rule.earliestDays * DAY_MS),
        latest: new Date(now.getTime() + rule.latestDays * DAY_MS),
      },
    ];
  });
}

function deliveryPrice(rule: ShippingRule, worth: Money): Money | null {
  const price = inCurrency(rule.prices, worth.currency);
  const freeFrom = inCurrency(rule.freeFrom, worth.currency);
  return price !== null && freeFrom !== null && worth.amountMinor >= freeFrom.amountMinor
    ? zero(worth.currency)
    : price;
}
