import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { productId } from "#lib/ids.ts";
import { money } from "#lib/money.ts";
import type { Order } from "#lib/orders/order.ts";
import { readRefunds } from "#lib/purchase/orders/read-refunds.ts";
import type { RefundOrderRequest } from "#lib/purchase/orders/refund-order.ts";
import { openTestShop, testProduct, type TestShop } from "../../fixtures/test-shop.ts";
import { paidOrder } from "./paid-order.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(() => shop.close());

const refund = (order: Order, request: Partial<RefundOrderRequest> = {}) =>
  shop.verbs.refundOrder({ orderId: order.id, amountMinor: null, requestId: null, why: "a test", ...request });
const rows = (order: Order) => shop.context.store.refunds("sandbox", order.paymentReference);
const given = async (order: Order) =>
  (await shop.context.store.capture("sandbox", order.paymentReference))?.refunded.amountMinor;
const fail = async (order: Order) => {
  shop.advance(6000);
  await readRefunds(shop.context, order.paymentReference);
};

describe("a refund that was given no name", () => {
  it("said twice, or again after a crash, gives once; a second one like it needs a name", async () => {
    const order = await paidOrder(shop);
    shop.atEachFailpoint((name) => {
      if (name === "refund_stored") throw new Error("the process ends here");
    });
    await expect(refund(order, { amountMinor: 500 })).rejects.toThrow("ends here");
    shop.atEachFailpoint(() => undefined);
    const again = await refund(order, { amountMinor: 500 });
    expect(again).toMatchObject({ kind: "done", isRepetition: true });
    expect(await refund(order, { amountMinor: 500 })).toMatchObject({ kind: "done", isRepetition: true });
    expect(await given(order)).toBe(500);
    expect(await refund(order, { amountMinor: 700 })).toMatchObject({ kind: "done", isRepetition: false });
    expect(await refund(order, { amountMinor: 500 })).toMatchObject({ isRepetition: true });
    expect(await refund(order, { amountMinor: 500, requestId: "second" })).toMatchObject({ isRepetition: false });
    expect(await given(order)).toBe(1700);
  });

  it("of all that is left is the same while nothing is left, and gives what came back since", async () => {
    const order = await paidOrder(shop, { mug: 1 }, "tok_sandbox_refund_fails");
    expect(await refund(order)).toMatchObject({ kind: "done", isRepetition: false });
    expect(await refund(order)).toMatchObject({ kind: "done", isRepetition: true });
    await fail(order);
    expect(await given(order)).toBe(0);
    expect(await refund(order)).toMatchObject({ kind: "done", isRepetition: false });
    expect(await given(order)).toBe(order.paid.amountMinor);
  });
});

describe("an orphaned payment whose refund was lost", () => {
  it("needs nobody once a person gave the money another way, and somebody again while it is given again", async () => {
    const order = await paidOrder(shop);
    const { store, now } = shop.context;
    const [paid] = await store.captures(order.sessionId);
    if (paid === undefined) throw new Error("no capture");
    const orphan = async (reference: string, amount = paid.amount) => {
      const key = `${reference}:refund`;
      await store.transaction(async (transaction) => {
        await transaction.insertCapture({ ...paid, reference, use: "orphaned", why: "a test" });
        const { provider, sessionId, sellerId } = paid;
        await transaction.insertRefund({
          key,
          provider,
          reference,
          sessionId,
          sellerId,
          amount,
          orderId: null,
          why: "a test",
          items: null,
          state: "failed",
          reason: "lost_or_stolen_card",
          providerId: `re_${reference}`,
          madeBy: "us",
          requestedAt: now(),
          settledAt: now(),
          refusals: 0,
          tries: 0,
          dueAt: null,
          resolvedAt: null,
        });
      });
      return key;
    };
    const listed = async () => (await shop.verbs.attention(200)).captures.map(({ reference }) => reference);
    const [byHand, again] = [await orphan("pay_by_hand"), await orphan("pay_again")];
    expect(await listed()).toEqual(expect.arrayContaining(["pay_by_hand", "pay_again"]));
    await shop.verbs.settleLostRefund({ key: byHand, why: "bank transfer" });
    expect(await listed()).not.toContain("pay_by_hand");
    await shop.verbs.refundAgain({ key: again, why: "a test" });
    // The bank knows no such payment, so the second one is not given either.
    expect(await listed()).toContain("pay_again");
    await shop.verbs.settleLostRefund({ key: `${again}:again`, why: "bank transfer" });
    expect(await listed()).not.toContain("pay_again");
    // Lost twice and given by hand once: the rest of it is still to be given back.
    const most = Math.ceil(paid.amount.amountMinor * 0.6);
    const part = await orphan("pay_part", { ...paid.amount, amountMinor: most });
    await shop.verbs.refundAgain({ key: part, why: "a test" });
    await shop.verbs.settleLostRefund({ key: `${part}:again`, why: "bank transfer" });
    expect(await listed()).toContain("pay_part");
  });
});

describe("a lost refund", () => {
  it("is given again once, however often that is said, and leaves the list", async () => {
    const order = await paidOrder(shop, { mug: 1 }, "tok_sandbox_refund_fails");
    await refund(order, { amountMinor: 600, requestId: "lost" });
    const key = `${order.paymentReference}:refund:lost`;
    expect(await shop.verbs.refundAgain({ key, why: "a test" })).toEqual({ kind: "not_lost", state: "done" });
    await fail(order);
    const lost = async () => (await shop.verbs.attention(200)).lostRefunds.map((one) => one.key);
    expect(await lost()).toContain(key);
    for (let time = 0; time < 2; time += 1)
      expect(await shop.verbs.refundAgain({ key, why: "a test" })).toMatchObject({
        kind: "given_again",
        state: "done",
      });
    expect(await given(order)).toBe(600);
    expect(await lost()).not.toContain(key);
  });

  it("that was given another way needs nobody, and the buyer does not wait for it any more", async () => {
    const order = await paidOrder(shop, { mug: 1 }, "tok_sandbox_refund_fails");
    await refund(order, { requestId: "lost" });
    await fail(order);
    const key = `${order.paymentReference}:refund:lost`;
    expect((await shop.context.store.order(order.id))?.refunds).toMatchObject([{ needsPerson: true }]);
    expect(await shop.verbs.settleLostRefund({ key, why: "bank transfer" })).toEqual({ kind: "settled" });
    expect((await shop.context.store.order(order.id))?.refunds).toMatchObject([
      { state: "failed", needsPerson: false },
    ]);
    expect(await shop.verbs.settleLostRefund({ key: "nobody", why: "a test" })).toEqual({ kind: "not_found" });
  });
});

describe("a refund by line", () => {
  it("gives what was paid for the units, puts them back on the shelf once, and the rest adds up", async () => {
    await shop.context.catalog.upsert([testProduct("counted", { stockOnHand: 10 })]);
    const order = await paidOrder(shop, { counted: 3, ebook: 1 });
    const onHand = async () => (await shop.context.catalog.products([productId("counted")]))[0]?.stockOnHand;
    expect(await onHand()).toBe(7);
    const two = { lines: { lines: [{ lineId: "line_1", quantity: 2 }], isShippingToo: false }, restock: true };
    expect(await refund(order, two)).toMatchObject({ kind: "done", isRepetition: false });
    expect(await refund(order, two)).toMatchObject({ kind: "done", isRepetition: true });
    expect(await onHand()).toBe(9);
    expect(await refund(order, { ...two, requestId: "more" })).toMatchObject({ kind: "too_many_units", left: 1 });
    const [row] = await rows(order);
    expect(row?.items).toMatchObject({ lines: [{ lineId: "line_1", quantity: 2 }], isRestocked: true });
    expect(await refund(order, { amountMinor: 100, restock: true })).toEqual({ kind: "restock_needs_lines" });
    expect(await refund(order, { restock: true })).toMatchObject({ kind: "done", order: { status: "refunded" } });
    expect(await onHand()).toBe(10);
  });

  it("under a name that was used for other lines is refused", async () => {
    const order = await paidOrder(shop, { mug: 2 });
    const one = (quantity: number) => ({ lines: [{ lineId: "line_1", quantity }], isShippingToo: false });
    expect(await refund(order, { lines: one(1), requestId: "r" })).toMatchObject({ kind: "done" });
    expect(await refund(order, { lines: one(2), requestId: "r" })).toMatchObject({ kind: "other_amount" });
    expect(await refund(order, { lines: one(1), requestId: "r" })).toMatchObject({ isRepetition: true });
  });
});

describe("a refund in a currency that providers take in steps", () => {
  it("of another amount is refused before anybody is asked, and units are rounded so that all of them are all", async () => {
    const price = money(5115, "KWD");
    await shop.context.catalog.upsert([testProduct("dinars", { price, isDigital: true, taxCategory: "exempt" })]);
    const order = await paidOrder(shop, { dinars: 4 });
    expect(order.paid).toEqual(money(20_460, "KWD"));
    expect(await refund(order, { amountMinor: 5115 })).toEqual({ kind: "not_in_steps", step: money(10, "KWD") });
    expect(await rows(order)).toEqual([]);
    expect(await refund(order, { amountMinor: 20 })).toMatchObject({ kind: "done" });
    const unit = (requestId: string) =>
      refund(order, { requestId, lines: { lines: [{ lineId: "line_1", quantity: 1 }], isShippingToo: false } });
    for (const [requestId, minor] of [
      ["1", 5110],
      ["2", 5120],
      ["3", 5110],
    ] as const)
      expect(await unit(requestId)).toMatchObject({ kind: "done", amount: money(minor, "KWD") });
    expect(await refund(order)).toMatchObject({ kind: "done", amount: money(5100, "KWD") });
    expect(await given(order)).toBe(20_460);
  });
});
