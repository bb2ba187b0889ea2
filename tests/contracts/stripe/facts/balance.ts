import type Stripe from "stripe";
import { expect, it } from "vitest";

/** What the adapter and the double both take for granted about the balance. Asked of the double and, with a test key, of Stripe. */
export function balanceFacts(open: () => Stripe): void {
  it("a payment, its fee and its refund are bookings that name their charge and their refund", async () => {
    const intent = await open().paymentIntents.create({
      amount: 2500,
      currency: "usd",
      confirm: true,
      payment_method: "pm_card_visa",
      automatic_payment_methods: { enabled: true, allow_redirects: "never" },
    });
    const refund = await open().refunds.create({ payment_intent: intent.id, amount: 1000 });
    const ofRefund = await open().balanceTransactions.list({ source: refund.id, expand: ["data.source"] });
    expect(ofRefund.data).toMatchObject([
      { amount: -1000, net: -1000, reporting_category: "refund", source: { payment_intent: intent.id } },
    ]);
    const ofCharge = await open().balanceTransactions.list({ source: String(intent.latest_charge) });
    const [booking] = ofCharge.data;
    expect(booking).toMatchObject({ amount: 2500, type: "charge", reporting_category: "charge" });
    expect(booking?.net).toBe(2500 - (booking?.fee ?? 0));
  });
}
