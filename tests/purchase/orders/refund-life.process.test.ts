import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { sweep } from "#lib/purchase/sweep.ts";
import { adjustmentsOf } from "#lib/orders/adjustment.ts";
import { createVerbs } from "../../fixtures/verbs.ts";
import { openRefundShop, type RefundShop } from "./refund-shop.ts";

const DAY_MS = 86_400_000;

let shop: RefundShop;
beforeAll(async () => {
  shop = await openRefundShop();
});
afterEach(() => shop.control.refundRules({ isBalanceLow: false, refusal: null }));
afterAll(() => shop.close());

/** The clock's sweep in a minute in which it does not compare the books: that reads refunds, too. */
function clockSweep() {
  const { context } = shop.shop;
  const now = () => {
    const time = context.now();
    return time.getUTCMinutes() % 10 === 0 ? new Date(time.getTime() + 60_000) : time;
  };
  return sweep({ ...context, now }, { isThorough: false });
}

const operator = () => createVerbs(shop.shop.context);
const lostKeys = async () => (await operator().attention(200)).lostRefunds.map(({ key }) => key);

describe("a refund that the provider carried out and that fails later", () => {
  it("lowers what is given back, is listed, is reported as failed, and can be given again under a new key", async () => {
    const order = await shop.orderBy("pm_card_refundFail");
    expect((await shop.refund(order, null, "first")).kind).toBe("done");
    expect((await shop.order(order)).status).toBe("refunded");
    await shop.control.settleRefunds();
    await shop.deliver();
    expect(await shop.states(order)).toEqual({ first: "failed" });
    const after = await shop.order(order);
    expect(after.status).toBe("paid");
    expect(adjustmentsOf(after)).toMatchObject([{ amount: order.paid, status: "failed" }]);
    expect(await lostKeys()).toContain(`${order.paymentReference}:refund:first`);
    expect(shop.shop.reports).toContainEqual(
      expect.objectContaining({ fields: expect.objectContaining({ reason: "lost_or_stolen_card" }) }),
    );
    expect(await shop.refund(order, null, "again")).toMatchObject({ kind: "done", order: { status: "refunded" } });
    expect(await lostKeys()).not.toContain(`${order.paymentReference}:refund:first`);
  });

  it("of two that were accepted, only the one that fails is called failed", async () => {
    const order = await shop.orderBy("pm_card_pendingRefund");
    expect((await shop.refund(order, 1000, "a")).kind).toBe("accepted");
    expect((await shop.refund(order, 1000, "b")).kind).toBe("accepted");
    const bad = (await shop.rows(order)).find(({ key }) => key.endsWith(":b"))?.providerId ?? "";
    await shop.control.turnRefund(bad, { status: "failed" });
    await shop.deliver();
    expect(await shop.states(order)).toEqual({ a: "accepted", b: "failed" });
    expect(await shop.given(order)).toEqual(shop.usd(1000));
    expect(adjustmentsOf(await shop.order(order)).map(({ status }) => status)).toEqual(["pending", "failed"]);
  });

  it("stays failed when the event that gave it arrives afterwards, or all of them arrive again", async () => {
    const order = await shop.orderBy("pm_card_refundFail");
    await shop.refund(order, null, "first");
    await shop.control.settleRefunds();
    await shop.deliver({ isReversed: true });
    await shop.deliver({ types: /^charge\.refunded$/ });
    expect((await shop.order(order)).status).toBe("paid");
    expect(await shop.given(order)).toEqual(shop.usd(0));
  });

  it("is given after all when the provider says so", async () => {
    const order = await shop.orderBy("pm_card_visa");
    await shop.refund(order, 700, "back-and-forth");
    const id = (await shop.rows(order))[0]?.providerId ?? "";
    for (const [status, given] of [
      ["requires_action", 700],
      ["failed", 0],
      ["pending", 700],
      ["succeeded", 700],
      ["canceled", 0],
    ] as const) {
      await shop.control.turnRefund(id, { status });
      await shop.deliver();
      expect(await shop.given(order), status).toEqual(shop.usd(given));
    }
    expect(await shop.states(order)).toEqual({ "back-and-forth": "canceled" });
  });
});

describe("a refund that somebody made at the provider", () => {
  it("has a row of its own, and beside ours both count; one that fails lowers the total by itself alone", async () => {
    const order = await shop.orderBy("pm_card_visa");
    const byHand = await shop.bench.stripe.refunds.create({ payment_intent: order.paymentReference, amount: 400 });
    await shop.refund(order, 500, "ours");
    await shop.deliver();
    expect(await shop.rows(order)).toMatchObject([
      { madeBy: "provider", state: "done", amount: shop.usd(400), providerId: byHand.id },
      { madeBy: "us", state: "done", amount: shop.usd(500) },
    ]);
    expect(await shop.given(order)).toEqual(shop.usd(900));
    await shop.control.turnRefund(byHand.id, { status: "failed" });
    await shop.deliver();
    expect(await shop.given(order)).toEqual(shop.usd(500));
    expect(await lostKeys()).toContain(`stripe:${byHand.id}`);
  });

  it("of a payment that is not ours is left alone", async () => {
    const intent = await shop.bench.stripe.paymentIntents.create({
      amount: 900,
      currency: "usd",
      confirm: true,
      payment_method: "pm_card_visa",
    });
    await shop.bench.stripe.refunds.create({ payment_intent: intent.id });
    await shop.deliver();
    expect(await shop.store.parkedEvents(100)).toEqual([]);
  });
});

describe("a refund that the provider has accepted", () => {
  it("is read again by the sweep until it ends, also when its events are lost", async () => {
    const order = await shop.orderBy("pm_card_pendingRefund");
    await shop.refund(order, null, "slow");
    await clockSweep();
    expect(await shop.states(order)).toEqual({ slow: "accepted" });
    await shop.control.settleRefunds();
    const before = (await shop.control.requests()).length;
    await clockSweep();
    const asked = (await shop.control.requests()).slice(before).filter(({ path }) => path.startsWith("/v1/refunds"));
    expect(asked).toEqual([]);
    shop.shop.advance(DAY_MS + 1000);
    await clockSweep();
    expect(await shop.states(order)).toEqual({ slow: "done" });
  });
});

describe("a refund that the provider refuses", () => {
  it("for now is asked for again by itself, and is neither lost nor reported as failed meanwhile", async () => {
    const order = await shop.orderBy("pm_card_visa");
    await shop.control.refundRules({ refusal: "balance_insufficient" });
    expect(await shop.refund(order, 600, "low")).toMatchObject({ kind: "refused", isFinal: false });
    expect(adjustmentsOf(await shop.order(order))).toEqual([]);
    expect(await lostKeys()).not.toContain(`${order.paymentReference}:refund:low`);
    // What is promised is not given to somebody else.
    expect((await shop.refund(order, order.paid.amountMinor, "rest")).kind).toBe("more_than_left");
    await shop.control.refundRules({ refusal: null });
    await clockSweep();
    expect(await shop.states(order)).toEqual({ low: "refused" });
    shop.shop.advance(11 * 60_000);
    await clockSweep();
    expect(await shop.states(order)).toEqual({ low: "done" });
    expect(await shop.given(order)).toEqual(shop.usd(600));
  });

  it("for good is listed, and what was given back at the provider meanwhile is in our books", async () => {
    const order = await shop.orderBy("pm_card_visa");
    await shop.bench.stripe.refunds.create({ payment_intent: order.paymentReference });
    expect(await shop.refund(order, null, "late")).toMatchObject({ kind: "refused", isFinal: true });
    expect((await shop.order(order)).status).toBe("refunded");
    // All of it was given back, so the refused one needs nobody.
    expect(await lostKeys()).not.toContain(`${order.paymentReference}:refund:late`);
  });
});
