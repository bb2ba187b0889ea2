import { invariant } from "../invariant.ts";
import { add, sameMoney, subtract, sum, type Currency } from "../money.ts";
import type { Basket } from "./session.ts";

type Figures = Pick<Basket, "lineItems" | "totals" | "deliveryOptions" | "deliveryOptionId" | "discounts" | "parts">;

/** Checks the published identities; used where totals are made and again where a row is read back. */
export function assertTotals(figures: Figures, currency: Currency): void {
  const { totals, lineItems } = figures;
  for (const line of lineItems) {
    invariant(
      sameMoney(line.subtotal, subtract(line.base, line.discount)),
      `line ${line.id}: subtotal = base − discount`,
    );
    invariant(sameMoney(line.total, add(line.subtotal, line.tax)), `line ${line.id}: total = subtotal + tax`);
    invariant(
      [line.base, line.discount, line.subtotal, line.tax, line.total].every((amount) => amount.amountMinor >= 0),
      `line ${line.id}: no negative amounts`,
    );
  }
  invariant(
    sameMoney(
      totals.itemsBase,
      sum(
        lineItems.map((line) => line.base),
        currency,
      ),
    ),
    "itemsBase = Σ base",
  );
  invariant(
    sameMoney(
      totals.itemsDiscount,
      sum(
        lineItems.map((line) => line.discount),
        currency,
      ),
    ),
    "itemsDiscount = Σ line discount",
  );
  invariant(
    sameMoney(
      totals.tax,
      sum(
        lineItems.map((line) => line.tax),
        currency,
      ),
    ),
    "tax = Σ line tax",
  );
  invariant(
    sameMoney(totals.subtotal, subtract(totals.itemsBase, totals.itemsDiscount)),
    "subtotal = itemsBase − itemsDiscount",
  );
  const expected = add(
    add(add(subtract(totals.subtotal, totals.discount), totals.fulfillment), totals.tax),
    totals.fee,
  );
  invariant(
    sameMoney(totals.total, expected),
    "total = itemsBase − itemsDiscount − discount + fulfillment + tax + fee",
  );
  const chosenIds = figures.parts?.map((part) => part.deliveryOptionId) ?? [figures.deliveryOptionId];
  const chosen = figures.deliveryOptions.filter(({ id }) => chosenIds.includes(id)).map((option) => option.total);
  invariant(sameMoney(totals.fulfillment, sum(chosen, currency)), "fulfillment = the chosen options' totals");
  assertParts(figures, currency);
  invariant(
    Object.values(totals).every((amount) => amount.amountMinor >= 0),
    "totals are not negative",
  );
}

/** Each line is in one part, each option too, and what discounts take off adds up. */
function assertParts({ parts, lineItems, deliveryOptions, discounts, totals }: Figures, currency: Currency): void {
  if (parts === undefined) return;
  const isWhole = (ids: readonly string[], of: readonly { readonly id: string }[]) =>
    ids.length === of.length && of.every(({ id }) => ids.includes(id));
  const sellers = new Set(parts.map(({ sellerId }) => sellerId));
  invariant(parts.length > 1 && sellers.size === parts.length, "a cart with parts has several sellers");
  invariant(
    isWhole(
      parts.flatMap(({ lineIds }) => lineIds),
      lineItems,
    ),
    "each line is of one seller",
  );
  invariant(
    isWhole(
      parts.flatMap(({ deliveryOptionIds }) => deliveryOptionIds),
      deliveryOptions,
    ),
    "each way to deliver is of one seller",
  );
  invariant(
    parts.every((part) => part.deliveryOptionId === null || part.deliveryOptionIds.includes(part.deliveryOptionId)),
    "a seller delivers in a way of their own",
  );
  const across = discounts.filter(({ method }) => method === "across").flatMap(({ allocations }) => allocations);
  invariant(
    sameMoney(
      totals.discount,
      sum(
        across.map(({ amount }) => amount),
        currency,
      ),
    ),
    "discount = Σ what it takes off each line",
  );
}
