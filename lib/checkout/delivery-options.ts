import { add, share, zero, type Money } from "../money.ts";
import type { Address, DeliveryOption } from "./session.ts";
import { inCurrency, type ShippingRule, type ShopRules, type TaxRule } from "./shop-rules.ts";

const DAY_MS = 86_400_000;

/** The ways to deliver to an address, the cheapest first. `worth` decides about free delivery. */
export function deliveryOptionsFor(
  rules: ShopRules,
  address: Address,
  worth: Money,
  tax: TaxRule | null,
  now: Date,
): DeliveryOption[] {
  const named = rules.shipping.filter((rule) => rule.countries.includes(address.country));
  const elsewhere = rules.shipping.filter(
    (rule) => rule.countries.includes("*") && !named.some((one) => one.id === rule.id),
  );
  const options = [...named, ...elsewhere].flatMap((rule): DeliveryOption[] => {
    const subtotal = deliveryPrice(rule, worth);
    if (subtotal === null) return [];
    const added =
      tax !== null && tax.mode === "added" && tax.appliesToShipping
        ? share(subtotal, tax.ratePerMillion)
        : zero(worth.currency);
    return [
      {
        id: rule.id,
        title: rule.title,
        subtitle: rule.subtitle,
        carrier: rule.carrier,
        subtotal,
        tax: added,
        total: add(subtotal, added),
        earliest: new Date(now.getTime() + rule.earliestDays * DAY_MS),
        latest: new Date(now.getTime() + rule.latestDays * DAY_MS),
      },
    ];
  });
  return options.sort((a, b) => a.total.amountMinor - b.total.amountMinor || a.id.localeCompare(b.id));
}

function deliveryPrice(rule: ShippingRule, worth: Money): Money | null {
  const price = inCurrency(rule.prices, worth.currency);
  const freeFrom = inCurrency(rule.freeFrom, worth.currency);
  return price !== null && freeFrom !== null && worth.amountMinor >= freeFrom.amountMinor
    ? zero(worth.currency)
    : price;
}
