import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { acpOrder } from "#lib/wire/acp/order.ts";
import { foundOrderView } from "#lib/wire/orders/found.ts";
import { merchantOrderView } from "#lib/wire/orders/merchant.ts";
import { openDisputeShop } from "./dispute-shop.ts";

let shop: Awaited<ReturnType<typeof openDisputeShop>>;
beforeAll(async () => {
  shop = await openDisputeShop();
});
afterAll(() => shop.close());

describe("a chargeback", () => {
  it("is on the order with its amount, its reason and its deadline, and its money is neither given back nor kept", async () => {
    const order = await shop.orderBy("pm_card_visa");
    const dispute = await shop.disputed(order, { reason: "product_not_received" });
    expect(await shop.alerts(order)).toMatchObject([
      {
        kind: "chargeback",
        id: dispute.id,
        state: "needs_response",
        reason: "product_not_received",
        amount: order.paid,
        taken: order.paid,
        fee: { amountMinor: 1500, currency: "USD" },
        evidenceDueAt: new Date(dispute.evidence_details.due_by * 1000),
      },
    ]);
    const after = await shop.order(order);
    expect(after.status).toBe("paid");
    expect(merchantOrderView(after, "https://shop.example.com")).toMatchObject({
      dispute_status: "open",
      disputed_minor: order.paid.amountMinor,
      shipping_holds: ["chargeback"],
      alerts: [{ kind: "chargeback", is_open: true, amount_minor: order.paid.amountMinor }],
    });
    expect(foundOrderView(after)).toMatchObject({ payment_dispute: "open" });
    expect(acpOrder(after, "https://shop.example.com").adjustments).toMatchObject([
      { type: "dispute", status: "pending", amount: order.paid.amountMinor, currency: "usd" },
    ]);
    expect(await shop.problems(order)).toEqual([]);
    expect(shop.messages(order)).toEqual(["a payment is disputed, and its money is taken until the bank has decided"]);
  });

  it("stops shipping and refunding until somebody insists, which the audit trail has", async () => {
    const order = await shop.orderBy("pm_card_visa");
    const { id } = await shop.disputed(order);
    expect(await shop.ship(order)).toEqual({
      kind: "refused",
      problems: [{ kind: "order_held", holds: [{ kind: "chargeback", state: "needs_response", id }] }],
    });
    expect(await shop.refundBy(order, null, "all")).toMatchObject({ kind: "order_disputed", dispute: { id } });
    expect(await shop.refundBy(order, 100, "part")).toMatchObject({ kind: "order_disputed" });
    expect((await shop.ship(order, { insist: true })).kind).toBe("recorded");
    // The provider refuses what is outside the dispute, whoever insists.
    expect(await shop.refundBy(order, null, "all", true)).toMatchObject({ kind: "refused", reason: "charge_disputed" });
    const trail = await shop.store.auditEntries(new Date(0), 1000, 0);
    const insisted = trail.filter(({ subject, details }) => subject === order.number && details["insisted"] === true);
    expect(insisted.map(({ action }) => action)).toEqual(["shipment_recorded", "refund_requested"]);
    // What is on its way can still be reported as delivered.
    expect((await shop.ship(order, { isDelivered: true })).kind).toBe("recorded");
  });

  it("that is won gives the money back to the seller, and the order can be refunded again", async () => {
    const order = await shop.orderBy("pm_card_visa");
    const { id } = await shop.disputed(order);
    await shop.control.turnDispute(id, "under_review");
    await shop.control.turnDispute(id, "won");
    await shop.deliverAlerts();
    expect(await shop.alerts(order)).toMatchObject([{ state: "won", taken: { amountMinor: 0 } }]);
    const after = await shop.order(order);
    expect(merchantOrderView(after, "")).toMatchObject({
      dispute_status: "won",
      disputed_minor: 0,
      shipping_holds: [],
    });
    expect(foundOrderView(after)).not.toHaveProperty("payment_dispute");
    expect(await shop.problems(order)).toEqual([]);
    expect((await shop.refundBy(order, null, "all")).kind).toBe("done");
  });

  it("that is lost leaves nothing to refund, and a refund that was waiting is not asked for again", async () => {
    const order = await shop.orderBy("pm_card_visa");
    // Its event is lost: the refusal of the refund makes us look.
    const { id } = await shop.control.dispute({ payment_intent: order.paymentReference });
    expect(await shop.refundBy(order, null, "all")).toMatchObject({ kind: "refused", isFinal: false });
    expect(await shop.alerts(order)).toMatchObject([{ id, state: "needs_response" }]);
    await shop.control.turnDispute(id, "lost");
    await shop.deliverAlerts();
    expect(await shop.alerts(order)).toMatchObject([{ state: "lost" }]);
    expect(await shop.rows(order)).toMatchObject([{ state: "refused", dueAt: null, resolvedAt: expect.any(Date) }]);
    expect(await shop.refundBy(order, null, "again")).toMatchObject({ kind: "order_disputed" });
    expect(await shop.refundBy(order, null, "again", true)).toEqual({ kind: "nothing_left" });
    expect((await shop.ship(order)).kind).toBe("refused");
    expect(foundOrderView(await shop.order(order))).toMatchObject({ payment_dispute: "returned" });
    expect(await shop.problems(order)).toEqual([]);
    expect(shop.messages(order)).toContain("a dispute was lost, and its money stays with the buyer");
  });

  it("ends as it is at the provider, whatever the order in which its events arrive", async () => {
    const order = await shop.orderBy("pm_card_createDispute");
    const { data } = await shop.bench.stripe.disputes.list({ payment_intent: order.paymentReference });
    const id = data[0]?.id ?? "";
    await shop.control.turnDispute(id, "under_review");
    await shop.control.turnDispute(id, "won");
    await shop.deliverAlerts(true);
    await shop.deliverAlerts();
    expect(await shop.alerts(order)).toMatchObject([{ state: "won", reason: "fraudulent" }]);
  });

  it("with a status that Stripe has not documented counts as open", async () => {
    const order = await shop.orderBy("pm_card_visa");
    const { id } = await shop.disputed(order);
    await shop.control.turnDispute(id, "second_presentment");
    await shop.deliverAlerts();
    expect(await shop.alerts(order)).toMatchObject([{ state: "unknown", status: "second_presentment" }]);
    expect((await shop.ship(order)).kind).toBe("refused");
  });

  it("of a part of the payment leaves the rest", async () => {
    const order = await shop.orderBy("pm_card_visa");
    const { id } = await shop.disputed(order, { amount: 1000 });
    await shop.control.turnDispute(id, "lost");
    await shop.deliverAlerts();
    expect(await shop.problems(order)).toEqual([]);
    expect(await shop.refundBy(order, order.paid.amountMinor, "all", true)).toMatchObject({
      kind: "more_than_left",
      left: shop.usd(order.paid.amountMinor - 1000),
    });
  });
});
