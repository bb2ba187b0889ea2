import { describe, expect, it } from "vitest";
import { money } from "#lib/money.ts";
import type { Order } from "#lib/orders/order.ts";
import { acpOrder } from "#lib/wire/acp/order.ts";
import { foundOrderView } from "#lib/wire/orders/found.ts";
import { orderEventBody } from "#lib/wire/orders/event.ts";
import { merchantOrderView } from "#lib/wire/orders/merchant.ts";
import { findOrderOutput } from "#lib/wire/orders/order-contract.ts";
import { foundOrderText } from "#mcp/checkout-text.ts";
import { disputeOf, signalOf } from "../fixtures/alerts.ts";
import { anOrder, aSession, NOON } from "../fixtures/builders.ts";

const LATER = new Date(NOON.getTime() + 1000);
const paid = anOrder(aSession({ status: "completed" }));
const usd = (amountMinor: number) => money(amountMinor, "USD");
const disputed: Order = {
  ...paid,
  alerts: [
    disputeOf(paid, { id: "dp_a", amount: usd(100), taken: null, state: "lost", changedAt: LATER }),
    disputeOf(paid, { id: "dp_b", amount: usd(200), taken: usd(0), state: "won" }),
    disputeOf(paid, { id: "dp_c", amount: usd(300), taken: usd(300), openedAt: LATER }),
    signalOf(paid),
  ],
};

describe("an order with disputes and a warning", () => {
  it("has an adjustment for each dispute on the protocol, none for the warning, and no name of the provider's", () => {
    const { adjustments, status } = acpOrder(disputed, "https://shop.example.com");
    expect(status).toBe("confirmed");
    expect(adjustments).toMatchObject([
      { type: "dispute", status: "completed", amount: 100, currency: "usd", occurred_at: LATER.toISOString() },
      { type: "dispute", status: "failed", amount: 200 },
      { type: "dispute", status: "pending", amount: 300, occurred_at: LATER.toISOString() },
    ]);
    expect(new Set(adjustments.map(({ id }) => id)).size).toBe(3);
    expect(JSON.stringify(adjustments)).not.toMatch(/dp_|issfr_/);
  });

  it("is no refund to a receiver of OpenAI's five fields", () => {
    const event = { id: "evt_1", type: "order_update", occurredAt: NOON, order: disputed } as const;
    expect(orderEventBody(event, "https://shop.example.com", "openai").data).toMatchObject({ refunds: [] });
  });

  it("says to the seller what the bank holds and has kept, and why nothing may leave", () => {
    expect(merchantOrderView(disputed, "https://shop.example.com")).toMatchObject({
      status: "paid",
      dispute_status: "open",
      disputed_minor: 400,
      shipping_holds: ["chargeback", "chargeback", "early_fraud_warning"],
      alerts: [{ id: "dp_a", is_open: false, taken_minor: 100 }, { id: "dp_b" }, { id: "dp_c" }, { id: "issfr_1" }],
    });
  });

  it("says to the buyer what their bank did, in words that the tool's contract has, and nothing of the warning", () => {
    const view = foundOrderView(disputed);
    expect(findOrderOutput.safeParse({ order: view }).success).toBe(true);
    expect(view.payment_dispute).toBe("open");
    expect(JSON.stringify(view)).not.toMatch(/fraud|dp_|issfr_/);
    const lost = { ...disputed, alerts: disputed.alerts.slice(0, 1) };
    expect(findOrderOutput.parse({ order: foundOrderView(lost) }).order).toMatchObject({ payment_returned: 100 });
    expect(foundOrderView({ ...paid, alerts: [signalOf(paid)] })).not.toHaveProperty("payment_dispute");
  });

  const lostOf = (amountMinor: number): Order => ({
    ...paid,
    alerts: [disputeOf(paid, { amount: usd(amountMinor), taken: null, state: "lost" })],
  });

  it("is returned only when the bank took back all that was not refunded", () => {
    const { amountMinor } = paid.paid;
    expect(foundOrderView(lostOf(amountMinor))).toMatchObject({
      payment_dispute: "returned",
      payment_returned: amountMinor,
    });
    expect(foundOrderView(lostOf(amountMinor - 1))).not.toHaveProperty("payment_dispute");
    const refunded: Order = { ...lostOf(amountMinor - 1), status: "partially_refunded", refunded: usd(1) };
    expect(foundOrderView(refunded).payment_dispute).toBe("returned");
  });

  it("says what the bank returned in the currency in which the bank says it, and no amount where it says none", () => {
    const euros: Order = {
      ...paid,
      alerts: [disputeOf(paid, { amount: money(2300, "EUR"), taken: null, state: "lost" })],
    };
    const view = foundOrderView(euros);
    expect(findOrderOutput.parse({ order: view }).order).toMatchObject({
      payment_dispute: "returned",
      payment_returned_in: [{ amount: 2300, currency: "EUR" }],
    });
    expect(view).not.toHaveProperty("payment_returned");
    const nothing = foundOrderView(lostOf(0));
    expect(nothing.payment_dispute).toBe("returned");
    expect(nothing).not.toHaveProperty("payment_returned");
    expect(nothing).not.toHaveProperty("payment_returned_in");
    const another = { ...euros, alerts: [...euros.alerts, disputeOf(paid, { id: "dp_2" })] };
    expect(foundOrderText(foundOrderView(another), "en-US")).toContain(
      "The buyer’s bank has returned €23.00 of the payment to the buyer.",
    );
  });

  it("tells the model which part of the payment the bank returned, and of the delivery", () => {
    const partly = foundOrderText({ ...foundOrderView(lostOf(500)), delivery_status: "shipped" }, "en-US");
    expect(partly).toContain("The buyer’s bank has returned $5.00 of the payment to the buyer.");
    expect(partly).toContain("It has been shipped");
    const whole = foundOrderText(foundOrderView(lostOf(paid.paid.amountMinor)), "en-US");
    expect(whole).toContain("The buyer’s bank has returned the payment to the buyer.");
  });
});
