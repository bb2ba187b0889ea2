import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PaymentProvider } from "#lib/payments/provider.ts";
import { money } from "#lib/money.ts";
import { readRefunds } from "#lib/purchase/orders/read-refunds.ts";
import { sweep } from "#lib/purchase/sweep.ts";
import { refundOfOrder } from "../../fixtures/refunds.ts";
import { openTestShop, type TestShop } from "../../fixtures/test-shop.ts";
import { createVerbs } from "../../fixtures/verbs.ts";
import { paidOrder } from "./paid-order.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(() => shop.close());

const contextWith = (changes: Partial<PaymentProvider>) => ({
  ...shop.context,
  provider: { ...shop.context.provider, ...changes },
});
const given = async (reference: string) => (await shop.context.store.capture("sandbox", reference))?.refunded;

/** Something that happens when the test says so. */
function gate() {
  let open = () => undefined as void;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open: () => open(), opened };
}

describe("answers about refunds that come in another order than they were asked for", () => {
  it("a list that was asked for first and comes last changes nothing", async () => {
    const order = await paidOrder(shop, { mug: 1 }, "tok_sandbox_refund_fails");
    const reference = order.paymentReference;
    const [seen, held] = [gate(), gate()];
    const { provider } = shop.context;
    await shop.verbs.refundOrder({ orderId: order.id, amountMinor: 700, requestId: "a", why: "a test" });
    const slow = contextWith({
      listRefunds: async (of) => {
        const list = await provider.listRefunds(of);
        seen.open();
        await held.opened;
        return list;
      },
    });
    const first = readRefunds(slow, reference);
    await seen.opened;
    shop.advance(6000);
    expect(await readRefunds(shop.context, reference)).toBe("read");
    expect(await given(reference)).toEqual(money(0, "USD"));
    held.open();
    expect(await first).toBe("read");
    expect(await given(reference)).toEqual(money(0, "USD"));
    expect(await shop.context.store.refunds("sandbox", reference)).toMatchObject([{ state: "failed" }]);
  });

  it("a reply that comes after the failure of its refund does not give it again", async () => {
    const order = await paidOrder(shop, { mug: 1 }, "tok_sandbox_refund_fails");
    const reference = order.paymentReference;
    const { provider } = shop.context;
    const late = contextWith({
      refund: async (request) => {
        const answer = await provider.refund(request);
        shop.advance(6000);
        await readRefunds(shop.context, reference);
        return answer;
      },
    });
    const request = { orderId: order.id, amountMinor: 700, requestId: "late", why: "a test" };
    expect(await createVerbs(late).refundOrder(request)).toMatchObject({ kind: "failed" });
    expect(await given(reference)).toEqual(money(0, "USD"));
  });

  it("no answer to one request does not cover the answer to another", async () => {
    const order = await paidOrder(shop);
    const { provider, store } = shop.context;
    const request = { orderId: order.id, amountMinor: 700, requestId: "both", why: "a test" };
    const lost = contextWith({
      refund: async (wanted) => {
        await shop.verbs.refundOrder(request);
        await provider.refund(wanted);
        return { kind: "unknown", why: { kind: "timeout", message: null, requestId: null } };
      },
    });
    expect(await createVerbs(lost).refundOrder(request)).toMatchObject({ kind: "done" });
    expect(await store.refunds("sandbox", order.paymentReference)).toMatchObject([{ state: "done" }]);
    expect(await given(order.paymentReference)).toEqual(money(700, "USD"));
  });
});

describe("refunds of many orders", () => {
  it("two hundred that were refused for good do not keep one waiting that has not arrived", async () => {
    const order = await paidOrder(shop);
    const { store } = shop.context;
    const old = new Date(Date.now() - 86_400_000);
    await store.transaction(async (transaction) => {
      for (let index = 0; index < 200; index += 1)
        await transaction.insertRefund(
          refundOfOrder(order, {
            key: `refused:${index}`,
            reference: `pay_refused_${index}`,
            orderId: null,
            state: "refused",
            requestedAt: old,
            settledAt: old,
          }),
        );
      await transaction.insertRefund(
        refundOfOrder(order, {
          key: `${order.paymentReference}:refund:good`,
          state: "unknown",
          requestedAt: new Date(),
          dueAt: new Date(),
        }),
      );
    });
    const report = await sweep(shop.context, { isThorough: false });
    expect(report).toMatchObject({ refundsAsked: 1, refunded: 1 });
    expect(await given(order.paymentReference)).toEqual(money(100, "USD"));
    expect((await shop.verbs.attention(200)).lostRefunds).toHaveLength(200);
  });

  it("one that hangs or throws does not come first again", async () => {
    const [bad, good] = [await paidOrder(shop), await paidOrder(shop)];
    const { provider, store } = shop.context;
    const dueAt = new Date(Date.now() - 1000);
    await store.transaction(async (transaction) => {
      for (const order of [bad, good])
        await transaction.insertRefund(
          refundOfOrder(order, { key: `${order.paymentReference}:refund:due`, state: "unknown", dueAt }),
        );
    });
    const asked: string[] = [];
    const context = contextWith({
      refund: async (wanted) => {
        asked.push(wanted.reference);
        if (wanted.reference === bad.paymentReference) throw new Error("a bug of the adapter");
        return provider.refund(wanted);
      },
    });
    await sweep(context, { isThorough: false });
    await sweep(context, { isThorough: false });
    expect(asked.toSorted()).toEqual([bad.paymentReference, good.paymentReference].toSorted());
  });
});
