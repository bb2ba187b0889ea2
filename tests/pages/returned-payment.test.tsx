import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { Receipt } from "#app/components/receipt.tsx";
import { money, type Currency } from "#lib/money.ts";
import type { Order } from "#lib/orders/order.ts";
import { disputeOf } from "../fixtures/alerts.ts";
import { anOrder, aSession } from "../fixtures/builders.ts";
import { textOf } from "../widget/draw-purchase.tsx";

const paid = anOrder(aSession({ status: "completed" }));

function pageOf(lostMinor: number, currency: Currency = "USD"): string {
  const amount = money(lostMinor, currency);
  const order: Order = { ...paid, alerts: [disputeOf(paid, { amount, taken: null, state: "lost" })] };
  return textOf(
    renderToStaticMarkup(
      <Receipt
        order={order}
        details={{ address: null, buyer: null, mayChange: false }}
        title="Thank you"
        contactOf={() => null}
        paidAgain={[]}
        provider="sandbox"
        publicUrl="https://shop.example.com"
        locale="en-US"
      />,
    ),
  );
}

it("an order's page says which part of the payment the bank returned, and calls only all of it the payment", () => {
  const partly = pageOf(500);
  expect(partly).toContain("Part of the payment returned");
  expect(partly).toContain("The bank returned $5.00 to the card that was charged.");
  expect(pageOf(paid.paid.amountMinor)).toContain("Payment returned");
});

it("what the bank returned is said in the bank's own currency, and no amount where the bank says none", () => {
  const euros = pageOf(2300, "EUR");
  expect(euros).toContain("Payment returned");
  expect(euros).toContain("The bank returned €23.00 to the card that was charged.");
  const none = pageOf(0);
  expect(none).toContain("Payment returned");
  expect(none).not.toMatch(/The bank returned|\$0\.00/);
});
