import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sweep } from "#lib/purchase/sweep.ts";
import { acpOrder } from "#lib/wire/acp/order.ts";
import { foundOrderView } from "#lib/wire/orders/found.ts";
import { openDisputeShop } from "./dispute-shop.ts";

const DAY_MS = 86_400_000;

let shop: Awaited<ReturnType<typeof openDisputeShop>>;
beforeAll(async () => {
  shop = await openDisputeShop();
});
afterAll(() => shop.close());

describe("an inquiry", () => {
  it("takes no money; a full refund ends it, and a part of it needs somebody who insists", async () => {
    const order = await shop.orderBy("pm_card_createDisputeInquiry");
    await shop.deliverAlerts();
    expect(await shop.alerts(order)).toMatchObject([{ kind: "inquiry", state: "needs_response", taken: null }]);
    expect(await shop.problems(order)).toEqual([]);
    expect(await shop.refundBy(order, 100, "part")).toMatchObject({
      kind: "order_disputed",
      dispute: { kind: "inquiry" },
    });
    expect((await shop.refundBy(order, 100, "part", true)).kind).toBe("done");
    expect((await shop.refundBy(order, null, "rest")).kind).toBe("done");
    await shop.deliverAlerts();
    expect(await shop.alerts(order)).toMatchObject([{ state: "closed" }]);
    expect(await shop.problems(order)).toEqual([]);
  });

  it("that becomes a chargeback takes the money and has a new deadline", async () => {
    const order = await shop.orderBy("pm_card_visa");
    const { id } = await shop.disputed(order, { is_inquiry: true, due_in: 1000 });
    await shop.control.turnDispute(id, "needs_response");
    await shop.deliverAlerts();
    expect(await shop.alerts(order)).toMatchObject([{ kind: "chargeback", taken: order.paid, notifiedDays: null }]);
  });
});

describe("an early fraud warning", () => {
  it("holds the goods and not the refund, is nothing for the buyer to read, and ends with the refund", async () => {
    const order = await shop.orderBy("pm_card_createIssuerFraudRecord");
    await shop.deliverAlerts();
    expect(await shop.ship(order)).toMatchObject({ problems: [{ holds: [{ kind: "early_fraud_warning" }] }] });
    const after = await shop.order(order);
    expect(JSON.stringify([foundOrderView(after), acpOrder(after, "")])).not.toMatch(/fraud|warning|dispute/);
    expect((await shop.refundBy(order, null, "all")).kind).toBe("done");
    await shop.deliverAlerts();
    expect(await shop.alerts(order)).toMatchObject([{ state: "closed", status: "not_actionable" }]);
  });

  it("lets the goods go when a person has decided so", async () => {
    const order = await shop.orderBy("pm_card_createIssuerFraudRecord");
    await shop.deliverAlerts();
    expect(await shop.shop.verbs.releaseOrder({ orderId: order.id, why: "called the buyer" })).toEqual({
      kind: "released",
      count: 1,
    });
    expect((await shop.shop.verbs.attention(1000)).alerts.map(({ orderId }) => orderId)).not.toContain(order.id);
    await shop.deliverAlerts();
    expect((await shop.ship(order)).kind).toBe("recorded");
  });
});

describe("a review", () => {
  it("holds the goods until it is closed, also when only its opening reached us", async () => {
    const order = await shop.orderBy("pm_card_visa");
    const review = await shop.control.review(order.paymentReference);
    await shop.deliverAlerts();
    expect(await shop.ship(order)).toMatchObject({ problems: [{ holds: [{ kind: "review", id: review.id }] }] });
    await shop.control.closeReview(review.id, "approved");
    shop.shop.advance(DAY_MS + 1000);
    await sweep(shop.shop.context, { isThorough: false });
    expect(await shop.alerts(order)).toMatchObject([{ kind: "review", state: "closed", status: "approved" }]);
    expect((await shop.ship(order)).kind).toBe("recorded");
  });
});

describe("lost events and deadlines", () => {
  it("a dispute of which no event arrived is found in the account's list, and of others nothing is kept", async () => {
    const order = await shop.orderBy("pm_card_visa");
    const stranger = await shop.bench.stripe.paymentIntents.create({
      amount: 900,
      currency: "usd",
      confirm: true,
      payment_method: "pm_card_visa",
    });
    await shop.control.dispute({ payment_intent: stranger.id });
    const { id } = await shop.control.dispute({ payment_intent: order.paymentReference });
    expect((await sweep(shop.shop.context, { isThorough: true })).alertsRead).toBeGreaterThan(0);
    expect(await shop.alerts(order)).toMatchObject([{ id }]);
    expect(await shop.store.alerts({ provider: "stripe", reference: stranger.id })).toEqual([]);
    await shop.deliverAlerts();
    expect(await shop.store.parkedEvents(100)).toEqual([]);
  });

  it("an open one is read once a day, and one that ended no more", async () => {
    const order = await shop.orderBy("pm_card_visa");
    const { id } = await shop.disputed(order);
    const reads = async () =>
      (await shop.control.requests()).filter(({ path }) => path.endsWith(`/payment_intents/${order.paymentReference}`))
        .length;
    const before = await reads();
    await sweep(shop.shop.context, { isThorough: false });
    expect(await reads()).toBe(before);
    await shop.control.turnDispute(id, "lost");
    shop.shop.advance(DAY_MS + 1000);
    await sweep(shop.shop.context, { isThorough: false });
    expect(await reads()).toBe(before + 1);
    expect(await shop.alerts(order)).toMatchObject([{ state: "lost" }]);
    shop.shop.advance(DAY_MS * 2);
    await sweep(shop.shop.context, { isThorough: false });
    expect(await reads()).toBe(before + 1);
  });

  it("somebody is notified seven, three and one day before evidence is due, once each", async () => {
    const order = await shop.orderBy("pm_card_visa");
    const skipped = shop.shop.context.now().getTime() - Date.now();
    await shop.disputed(order, { due_in: Math.floor((skipped + 8.5 * DAY_MS) / 1000) });
    const days = () =>
      [...shop.shop.warnings, ...shop.shop.reports]
        .filter(({ message, fields }) => /is due soon/.test(message) && fields["orderId"] === order.id)
        .map(({ fields, level }) => [fields["days"], level]);
    const seen: unknown[] = [];
    for (let day = 0; day <= 9; day += 1) {
      await sweep(shop.shop.context, { isThorough: false });
      await sweep(shop.shop.context, { isThorough: false });
      seen.push(days().length);
      shop.shop.advance(DAY_MS);
    }
    expect(days()).toEqual([
      [7, "warn"],
      [3, "warn"],
      [1, "error"],
    ]);
    expect(seen).toEqual([0, 0, 1, 1, 1, 1, 2, 2, 3, 3]);
  });
});
