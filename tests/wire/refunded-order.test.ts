import { expect, it } from "vitest";
import { subtract, money } from "#lib/money.ts";
import { checkoutView } from "#lib/wire/checkout-view.ts";
import { anOrder, aSession } from "../fixtures/builders.ts";

const edge = {
  publicUrl: "https://shop.example.com",
  locale: "en-US",
  paymentMode: "test" as const,
  takes: () => ({ kind: "taken" as const }),
  instant: null,
};

it("an order of which a part was given back says what is left of its payment", () => {
  const session = aSession({ status: "completed" });
  const order = anOrder(session);
  const given = money(500, "USD");
  const refunded = { ...order, status: "partially_refunded" as const, refunded: given };
  expect(checkoutView({ session, order: refunded }, edge).order).toMatchObject({
    refunds: [{ amount: 500 }],
    after_refunds: subtract(order.paid, given).amountMinor,
  });
  expect(checkoutView({ session, order: { ...order, status: "refunded" as const } }, edge).order).toMatchObject({
    after_refunds: 0,
  });
  expect(checkoutView({ session, order }, edge).order).not.toHaveProperty("after_refunds");
});
