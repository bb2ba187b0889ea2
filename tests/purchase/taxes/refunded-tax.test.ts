import { describe, expect, it } from "vitest";
import { taxByRules, totalsOf } from "#lib/checkout/totals.ts";
import { money } from "#lib/money.ts";
import { refundedTaxOf } from "#lib/purchase/taxes/refunded-tax.ts";
import type { RefundedTax } from "#lib/store/taxes/tax-store.ts";
import { taxedBasket, type BasketOptions } from "../../fixtures/taxed-baskets.ts";

function sold(options: BasketOptions = {}) {
  const basket = taxedBasket(options);
  const { lineItems, totals, deliveryOptions } = totalsOf(basket, taxByRules(basket));
  return { lineItems, totals, paid: totals.total, delivery: deliveryOptions[0] ?? null };
}
type Order = ReturnType<typeof sold>;

const refund = (order: Order, lines: readonly (readonly [string, number])[], shippingMinor = 0) => ({
  amount: money(
    lines.reduce((all, [, minor]) => all + minor, shippingMinor),
    order.paid.currency,
  ),
  items: {
    lines: lines.map(([lineId, amountMinor]) => ({ lineId, quantity: 1, amountMinor })),
    shippingMinor,
    isRestocked: false,
  },
});
const minor = (given: RefundedTax) =>
  given.kind === "flat"
    ? given.amount.amountMinor
    : [...given.lines, ...(given.shipping === null ? [] : [given.shipping])].map(({ amount, tax }) => [
        amount.amountMinor,
        tax.amountMinor,
      ]);

describe("what of a refund is tax", () => {
  it("is the tax of its line, and of delivery, that was added to them", () => {
    const order = sold();
    expect(minor(refundedTaxOf(order, refund(order, [["line_1", 2722]], 544), []))).toEqual([
      [2500, 222],
      [500, 44],
    ]);
  });

  it("is inside what is given back where prices contain it", () => {
    const order = sold({
      currency: "EUR",
      address: { country: "DE", postalCode: "10115", region: "" },
      lines: [{ amountMinor: 11_900 }],
      deliveryMinor: [595],
    });
    expect(minor(refundedTaxOf(order, refund(order, [["line_1", 11_900]], 595), []))).toEqual([
      [11_900, 1900],
      [595, 95],
    ]);
  });

  it("adds up to the line's tax, however the line is split", () => {
    const order = sold({ lines: [{ amountMinor: 833, quantity: 3 }], discountCodes: ["TEN"] });
    const paid = order.paid.amountMinor - 544;
    const steps = [Math.floor(paid / 3), Math.floor(paid / 3), paid - 2 * Math.floor(paid / 3)];
    const given: RefundedTax[] = [];
    for (const step of steps) given.push(refundedTaxOf(order, refund(order, [["line_1", step]]), given));
    const parts = given.flatMap((one) => (one.kind === "lines" ? one.lines : []));
    const [line] = order.lineItems;
    expect(parts.reduce((all, { tax }) => all + tax.amountMinor, 0)).toBe(line?.tax.amountMinor);
    expect(parts.reduce((all, { amount, tax }) => all + amount.amountMinor + tax.amountMinor, 0)).toBe(paid);
  });

  it("is left to the service for an amount without lines, after one, and for lines that do not add up to it", () => {
    const order = sold();
    const ofLine = refund(order, [["line_1", 2722]]);
    expect(refundedTaxOf(order, { amount: money(100, "USD"), items: null }, []).kind).toBe("flat");
    expect(refundedTaxOf(order, ofLine, [{ kind: "flat", amount: money(100, "USD") }]).kind).toBe("flat");
    expect(refundedTaxOf(order, { ...ofLine, amount: money(2721, "USD") }, []).kind).toBe("flat");
    expect(refundedTaxOf(order, refund(order, [["line_9", 100]]), []).kind).toBe("flat");
  });
});
