import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openLateCaptureShop, type LateCaptureShop } from "../late-capture-shop.ts";

let late: LateCaptureShop;
beforeAll(async () => {
  late = await openLateCaptureShop();
});
beforeEach(() => late.reset());
afterAll(() => late.close());

describe("money given back later", () => {
  it("a second payment captured by hand at the service is an orphaned payment: its refund is accepted, then done; the order stays", async () => {
    const id = await late.shop.readySession();
    await late.pay(id, "tok_example_ok");
    await late.release("done");
    await late.becomes(id, "completed");
    await late.service.quiet();
    await late.service.order("post", { isHeld: true });
    const [attempt] = await late.store.attempts(id);
    const amount = { value: attempt?.amount.amountMinor, currency: attempt?.amount.currency };
    const again = { amount, merchantReference: attempt?.id, token: "tok_example_ok" };
    const { paymentReference } = await late.service.byHand("payments", again);
    await late.service.byHand(`payments/${paymentReference}/captures`, { amount });
    await late.release("done");
    await late.service.order("post", { isHeld: false });
    await late.accepted(id, "refund");
    expect((await late.chargesOf(id)).map(({ state }) => state)).toEqual(["captured", "captured"]);
    await late.release("done");
    await late.service.quiet();
    expect((await late.chargesOf(id)).map(({ state }) => state)).toEqual(["captured", "refunded"]);
    expect(await late.store.captures(id)).toMatchObject([
      { use: "order", refunded: { amountMinor: 0 } },
      { use: "orphaned", refunded: attempt?.amount },
    ]);
    expect((await late.verbs.checkOrder({ sessionId: id }))?.order?.status).toBe("paid");
  });

  it("a refund of an order is accepted, then done, and one that fails after that is reported", async () => {
    const id = await late.shop.readySession();
    await late.pay(id, "tok_example_ok");
    await late.release("done");
    await late.becomes(id, "completed");
    const orderId = (await late.verbs.checkOrder({ sessionId: id }))?.order?.id;
    if (orderId === undefined) throw new Error("no order");
    const refund = (requestId: string, amountMinor: number | null) =>
      late.verbs.refundOrder({ orderId, requestId, amountMinor, why: "sent back" });
    expect((await refund("first", 1000)).kind).toBe("accepted");
    expect(await late.chargesOf(id)).toMatchObject([{ state: "captured" }]);
    await late.release("done");
    await late.service.quiet();
    expect(await late.chargesOf(id)).toMatchObject([{ state: "partially_refunded" }]);
    expect((await refund("first", 1000)).kind).toBe("done");
    expect((await refund("rest", null)).kind).toBe("accepted");
    const failed = expect.objectContaining({ message: "an accepted refund was not carried out" });
    expect(late.shop.reports).not.toContainEqual(failed);
    await late.release("failed");
    await late.service.quiet();
    expect(late.shop.reports).toContainEqual(failed);
    const order = (await late.verbs.checkOrder({ sessionId: id }))?.order;
    expect(order?.refunds.map(({ state }) => state)).toEqual(["done", "failed"]);
    expect(order).toMatchObject({ status: "partially_refunded", refunded: { amountMinor: 1000 } });
    expect(await late.chargesOf(id)).toMatchObject([{ state: "partially_refunded" }]);
  });
});
