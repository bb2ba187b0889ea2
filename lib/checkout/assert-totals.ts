import { invariant } from "../invariant.ts";
import { add, sameMoney, subtract, sum, zero, type Currency } from "../money.ts";
import type { Basket } from "./session.ts";

/** Checks the published identities; used where totals are made and again where a row is read back. */
export function assertTotals(
  figures: Pick<Basket, "lineItems" | "totals" | "deliveryOptions" | "deliveryOptionId">,
  currency: Currency,
): void {
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
  const chosen = figures.deliveryOptions.find((option) => option.id === figures.deliveryOptionId);
  invariant(sameMoney(totals.fulfillment, chosen?.total ?? zero(currency)), "fulfillment = the chosen option's total");
  invariant(
    Object.values(totals).every((amount) => amount.amountMinor >= 0),
    "totals are not negative",
  );
}
