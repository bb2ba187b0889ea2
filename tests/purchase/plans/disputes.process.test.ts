import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { alertLine } from "#lib/operator/disputes/alert-texts.ts";
import { runJob } from "#lib/purchase/run-job.ts";
import { sweep } from "#lib/purchase/sweep.ts";
import { openTestShop } from "../../fixtures/test-shop.ts";
import { openPlansShop, type PlansShop } from "./plans-shop.ts";

let shop: PlansShop;
beforeAll(async () => {
  shop = await openPlansShop();
});
afterAll(() => shop.close());

/** The payment that paid a subscription's newest invoice. */
async function paymentOf(subscription: string): Promise<string> {
  const { latest_invoice: invoice } = await shop.bench.stripe.subscriptions.retrieve(subscription);
  const payments = await shop.bench.stripe.invoicePayments.list({ invoice: String(invoice) });
  return String(payments.data[0]?.payment.payment_intent);
}
const listed = async () => (await shop.verbs.attention(100)).alerts;
const job = (reference: string) =>
  runJob(shop.context, { kind: "read_alerts", provider: "stripe", reference, ticket: 0 });

describe("a dispute of a subscription's payment", () => {
  it("is a row for a person, with its amount, reason and deadline, and follows what becomes of it", async () => {
    const reference = await paymentOf(await shop.subscribed("user-1"));
    const made = await shop.bench.control.dispute({ payment_intent: reference, reason: "subscription_canceled" });
    expect(new Set(await shop.deliver(await shop.news()))).toEqual(new Set(["read"]));
    await job(reference);
    const { id } = await shop.of("user-1");
    const [alert] = await listed();
    expect(alert).toMatchObject({
      id: made.id,
      kind: "chargeback",
      reference,
      orderId: null,
      entitlementId: id,
      sellerId: "fernweh",
      amount: { amountMinor: 490, currency: "USD" },
      reason: "subscription_canceled",
      state: "needs_response",
      evidenceDueAt: expect.any(Date),
    });
    if (alert === undefined) throw new Error("not listed");
    expect(alertLine(alert)).toMatch(
      /^chargeback dp_\w+: 4\.90 USD of seller \S+, subscription ent_\w+, payment pi_\w+ \(subscription_canceled\), needs_response: answer by \S+, in the payment provider's dashboard$/,
    );
    expect(shop.reports.map(({ message }) => message)).toContain(
      "a payment is disputed, and its money is taken until the bank has decided",
    );
    await shop.bench.control.turnDispute(made.id, "lost");
    // Known by now, so its event is acted on at once.
    await shop.deliver(await shop.news());
    expect(await listed()).toEqual([]);
    expect(await shop.context.store.alerts({ provider: "stripe", reference })).toMatchObject([{ state: "lost" }]);
    expect(await shop.context.store.parkedEvents(10)).toEqual([]);
  });

  it("is found by the sweep when its event is lost", async () => {
    const reference = await paymentOf(await shop.subscribed("user-2"));
    const made = await shop.bench.control.dispute({ payment_intent: reference });
    await sweep(shop.context, { isThorough: true });
    expect((await listed()).map(({ id }) => id)).toEqual([made.id]);
  });

  it("of somebody else's subscription at the same account is left alone", async () => {
    const reference = await paymentOf(await shop.subscribed("user-3"));
    await shop.bench.control.dispute({ payment_intent: reference });
    const other = await openTestShop();
    const context = { ...other.context, plans: shop.context.plans, provider: shop.context.provider };
    await runJob(context, { kind: "read_alerts", provider: "stripe", reference, ticket: 0 });
    expect(await context.store.openAlerts(10)).toEqual([]);
    await other.close();
  });
});
