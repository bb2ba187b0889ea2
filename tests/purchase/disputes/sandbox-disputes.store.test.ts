import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Order } from "#lib/orders/order.ts";
import { sweep } from "#lib/purchase/sweep.ts";
import { ledgerProblems } from "../../faults/ledger-check.ts";
import { openTestShop, type TestShop } from "../../fixtures/test-shop.ts";
import { paidOrder } from "../orders/paid-order.ts";

const DAY_MS = 86_400_000;

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
  shop.bank.start();
});
afterAll(() => shop.close());

const alerts = async ({ id }: Order) => (await shop.context.store.order(id))?.alerts ?? [];
const problems = (order: Order) => ledgerProblems(shop.context.store, shop.bank.ledger().charges, order.sessionId);
const isDue = (order: Order) => vi.waitFor(async () => expect(await alerts(order)).toHaveLength(1), 8000);

describe("the sandbox bank", () => {
  it("disputes a payment a few seconds after it, by its token, and the books agree with the bank's", async () => {
    const order = await paidOrder(shop, { mug: 1 }, "tok_sandbox_disputed");
    expect(await alerts(order)).toEqual([]);
    shop.advance(6000);
    await isDue(order);
    expect(await alerts(order)).toMatchObject([{ kind: "chargeback", state: "needs_response", taken: order.paid }]);
    expect(await problems(order)).toEqual([]);
    const refund = { orderId: order.id, amountMinor: null, requestId: "r", why: "a test", insist: true };
    expect(await shop.verbs.refundOrder(refund)).toMatchObject({ kind: "refused", reason: "charge_disputed" });
    shop.advance(10 * DAY_MS);
    await sweep(shop.context, { isThorough: false });
    expect(await alerts(order)).toMatchObject([{ state: "lost" }]);
    expect(await problems(order)).toEqual([]);
  });

  it("asks about one, warns of another, and a full refund ends both", async () => {
    for (const [token, kind] of [
      ["tok_sandbox_inquiry", "inquiry"],
      ["tok_sandbox_fraud_warning", "early_fraud_warning"],
    ] as const) {
      const order = await paidOrder(shop, { mug: 1 }, token);
      shop.advance(6000);
      await isDue(order);
      expect(await alerts(order)).toMatchObject([{ kind }]);
      expect(await problems(order)).toEqual([]);
      await shop.verbs.refundOrder({ orderId: order.id, amountMinor: null, requestId: "r", why: "a test" });
      shop.advance(DAY_MS + 1000);
      await sweep(shop.context, { isThorough: false });
      expect(await alerts(order)).toMatchObject([{ state: "closed" }]);
    }
  });
});
