import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { productId, type SessionId } from "#lib/ids.ts";
import type { Order } from "#lib/orders/order.ts";
import { sweep } from "#lib/purchase/sweep.ts";
import { tableTax } from "#lib/tax/table.ts";
import { createStripeTax } from "#lib/tax/stripe/stripe-tax.ts";
import { openStripeBench, type StripeBench } from "../../contracts/stripe/bench.ts";
import { ada, newYorker, openTestShop, type TestShop } from "../../fixtures/test-shop.ts";
import { createVerbs } from "../../fixtures/verbs.ts";
import { startStripeDouble, type StripeDouble } from "../../stripe-double/start.ts";

const CALCULATIONS = "/v1/tax/calculations";
const SALES = "/v1/tax/transactions/create_from_calculation";
const MINUTE_MS = 60_000;

let bench: StripeBench;
let taxes: StripeDouble;
let shop: TestShop;
let skipped = 0;
const now = () => new Date(Date.now() + skipped);
const taxService = () => createStripeTax({ secretKey: "sk_test_contract", apiUrl: taxes.url, now });
beforeAll(async () => {
  bench = await openStripeBench();
  taxes = await startStripeDouble();
  shop = await openTestShop(undefined, {
    provider: bench.provider,
    tax: { service: taxService(), fallback: "stop" },
  });
  await shop.startJobs();
});
afterEach(() => taxes.control.clearFaults());
afterAll(async () => {
  await shop.close();
  await taxes.stop();
  await bench.close();
});

const asked = async (path = CALCULATIONS) => (await taxes.control.requests()).filter((one) => one.path === path).length;
const ofOrder = async ({ attemptId, paymentReference }: Order) =>
  (await taxes.control.taxBooks()).filter(
    ({ reference }) => reference === attemptId || reference.includes(paymentReference),
  );
const sessionOf = async (id: SessionId) => {
  const session = await shop.context.store.session(id);
  if (session === null) throw new Error("the session is gone");
  return session;
};
async function paid(card = "pm_card_visa"): Promise<Order> {
  const id = await shop.readySession();
  const token = await bench.control.mintToken({ card });
  const outcome = await shop.verbs.payWithToken({ sessionId: id, token, buyer: ada });
  if (outcome.kind !== "completed" || outcome.order === null) throw new Error(`not paid but ${outcome.kind}`);
  return outcome.order;
}
/** Every booking of an order is answered. */
const settled = (order: Order, count: number) =>
  vi.waitFor(
    async () => {
      const known = await shop.context.store.taxBookings(order.attemptId);
      expect(known.map(({ state }) => state)).toEqual(Array.from({ length: count }, () => "booked"));
    },
    { timeout: 15_000, interval: 100 },
  );
async function deliverRefundEvents(): Promise<void> {
  for (const event of (await bench.control.events()).filter(({ type }) => type.includes("refund"))) {
    const body = new TextEncoder().encode(JSON.stringify(event));
    const headers = bench.sign(body, "current", bench.now());
    await shop.verbs.receiveWebhook({ provider: "stripe", body, headers });
  }
}

describe("a purchase that Stripe Tax taxes", () => {
  it("charges the tax that was shown, keeps how it came about, and is booked under its attempt", async () => {
    const id = await shop.readySession();
    const ready = await sessionOf(id);
    expect(ready.totals).toMatchObject({ tax: { amountMinor: 222 }, fulfillment: { amountMinor: 544 } });
    const token = await bench.control.mintToken();
    const outcome = await shop.verbs.payWithToken({ sessionId: id, token, buyer: ada });
    const order = outcome.kind === "completed" ? outcome.order : null;
    if (order === null) throw new Error(`not paid but ${outcome.kind}`);
    expect(order.paid).toEqual(ready.totals.total);
    expect(order.taxBasis).toEqual({
      ...ready.taxBasis,
      calculation: { ...ready.taxBasis.calculation, digest: "" },
    });
    await settled(order, 1);
    expect(await ofOrder(order)).toMatchObject([
      { reference: order.attemptId, type: "transaction", line_items: [{ reference: "line_1", amount_tax: 222 }] },
    ]);
  });

  it("is asked about once for what it is, also by another instance, and again for each change", async () => {
    const id = await shop.readySession();
    const before = await asked();
    const other = createVerbs({ ...shop.context, tax: { service: taxService(), fallback: "stop" } });
    await other.updateCheckout({ sessionId: id, buyer: { ...ada, name: "Ada King" } });
    await shop.verbs.updateCheckout({ sessionId: id, address: { ...newYorker, name: "Ada King" } });
    expect(await asked()).toBe(before);
    for (const change of [
      { address: { ...newYorker, lineOne: "9 Broadway" } },
      { deliveryOptionId: "express" },
      { discountCodes: ["TEN"] },
    ])
      expect((await shop.verbs.updateCheckout({ sessionId: id, ...change })).kind).toBe("updated");
    expect(await asked()).toBe(before + 3);
    const ways = (await sessionOf(id)).deliveryOptions.map((option) => [option.id, option.tax.amountMinor]);
    expect(ways).toEqual([
      ["standard", 44],
      ["express", 133],
    ]);
  });

  it("is not asked about while it is being paid on a page", async () => {
    const id = await shop.readySession();
    const opened = await shop.verbs.openHostedPayment({ sessionId: id });
    expect(opened.kind).toBe("opened");
    const before = await asked();
    const changed = await shop.verbs.updateCheckout({
      sessionId: id,
      address: { ...newYorker, lineOne: "9 Broadway" },
    });
    expect(changed.kind).toBe("locked");
    expect(await asked()).toBe(before);
  });

  it("is booked at the service that worked it out, also when the settings name another one by then", async () => {
    const id = await shop.readySession();
    const other = createVerbs({ ...shop.context, tax: { service: tableTax, fallback: "stop" } });
    const token = await bench.control.mintToken();
    const outcome = await other.payWithToken({ sessionId: id, token, buyer: ada });
    const order = outcome.kind === "completed" ? outcome.order : null;
    if (order === null) throw new Error(`not paid but ${outcome.kind}`);
    await settled(order, 1);
    expect(await ofOrder(order)).toMatchObject([{ reference: order.attemptId, type: "transaction" }]);
  });

  it("waits while nobody answers, says so, and goes on as soon as somebody looks at it afterwards", async () => {
    await taxes.control.fault({ path: CALCULATIONS, times: 2, fault: { kind: "answer", status: 503 } });
    const prepared = await shop.verbs.prepareCheckout({
      items: [{ productId: productId("mug"), offerId: null, quantity: 2 }],
    });
    if (prepared.kind !== "prepared") throw new Error("not prepared");
    const { id } = prepared.session;
    const updated = await shop.verbs.updateCheckout({ sessionId: id, address: newYorker, buyer: ada });
    expect(updated).toMatchObject({ kind: "updated", session: { status: "not_ready", missing: ["tax"] } });
    const token = await bench.control.mintToken();
    expect((await shop.verbs.payWithToken({ sessionId: id, token, buyer: ada })).kind).toBe("details_missing");
    skipped += MINUTE_MS;
    expect((await shop.verbs.checkOrder({ sessionId: id }))?.session.status).toBe("ready");
  });
});

describe("the books of Stripe Tax", () => {
  it("get a sale that they did not take at first, once, when they answer again", async () => {
    await taxes.control.fault({ path: SALES, times: 40, fault: { kind: "answer", status: 500, stored: false } });
    const order = await paid();
    await vi.waitFor(
      async () => expect((await shop.context.store.taxBooking(order.attemptId))?.tries).toBeGreaterThan(0),
      {
        timeout: 15_000,
        interval: 100,
      },
    );
    expect(await ofOrder(order)).toEqual([]);
    await taxes.control.clearFaults();
    shop.advance(2 * MINUTE_MS);
    await sweep(shop.context, { isThorough: true });
    await settled(order, 1);
    await sweep(shop.context, { isThorough: true });
    expect(await ofOrder(order)).toHaveLength(1);
  });

  it("get a refund by its line, and take it back when the refund fails", async () => {
    const order = await paid("pm_card_refundFail");
    const lines = { lines: [{ lineId: "line_1", quantity: 1 }], isShippingToo: false };
    const request = { orderId: order.id, amountMinor: null, lines, requestId: "back", why: "sent back" };
    expect((await shop.verbs.refundOrder(request)).kind).toBe("done");
    await settled(order, 2);
    expect((await ofOrder(order))[1]).toMatchObject({
      type: "reversal",
      shipping_cost: null,
      line_items: [{ reference: "line_1", amount: -2500, amount_tax: -222 }],
    });
    await bench.control.settleRefunds();
    await deliverRefundEvents();
    await settled(order, 3);
    const tax = (await ofOrder(order)).flatMap((one) => one.line_items).reduce((all, one) => all + one.amount_tax, 0);
    expect(tax).toBe(222);
  });

  it("get an amount without lines as a flat one, and all that is left after it", async () => {
    const order = await paid();
    const request = { orderId: order.id, why: "a test" };
    await shop.verbs.refundOrder({ ...request, amountMinor: 1000, requestId: "some" });
    await shop.verbs.refundOrder({ ...request, amountMinor: null, requestId: "rest" });
    await settled(order, 3);
    const books = await ofOrder(order);
    const parts = books.flatMap((one) => [
      ...one.line_items,
      ...(one.shipping_cost === null ? [] : [one.shipping_cost]),
    ]);
    expect(parts.reduce((all, part) => all + part.amount + part.amount_tax, 0)).toBe(0);
  });
});
