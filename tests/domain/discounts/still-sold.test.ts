import { expect, it } from "vitest";
import { changeSinceShown } from "#lib/purchase/payment/still-sold.ts";
import { money } from "#lib/money.ts";
import { aProduct, aSession, someRules, NOON } from "../../fixtures/builders.ts";
import { discountRule } from "../../fixtures/shop-rules.ts";

const session = aSession({
  lines: [{ product: aProduct(), quantity: 3 }],
  rules: {
    ...someRules,
    discounts: [
      discountRule({
        code: "3FOR2",
        title: "3 for 2",
        isAutomatic: true,
        effect: { kind: "quantity", buy: 2, get: 1, perMillion: 1_000_000 },
      }),
    ],
  },
});

it("a line that the shop's own discount makes cheaper is no line whose price rose", () => {
  expect(session.totals.itemsDiscount).toEqual(money(2500, "USD"));
  expect(changeSinceShown(session, [aProduct()], someRules.selling, NOON)).toBeNull();
});

it("a price that rose by more than the shop allows stops the payment of a discounted line as of any other", () => {
  const raised = aProduct({ price: money(2630, "USD") });
  expect(changeSinceShown(session, [raised], someRules.selling, NOON)).toMatchObject({ kind: "price_raised" });
});
