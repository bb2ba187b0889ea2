import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SessionId } from "#lib/ids.ts";
import { money } from "#lib/money.ts";
import type { Order } from "#lib/orders/order.ts";
import { createVerbs } from "../../fixtures/verbs.ts";
import { sweep } from "#lib/purchase/sweep.ts";
import { paidOrder } from "./paid-order.ts";
import { chargesOf, openTestShop, type TestShop } from "../../fixtures/test-shop.ts";
import { unknownOutcome } from "../../fixtures/unknown-outcome.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(() => shop.close());

const refund = (order: Order, amountMinor: number | null, requestId: string) =>
  shop.verbs.refundOrder({ orderId: order.id, amountMinor, requestId, why: "a test" });
const stateAtBank = (id: SessionId) => chargesOf(shop, id).map((charge) => charge.state);

describe("giving an order's money back", () => {
  it("all of it makes the order refunded, at the bank and in our books", async () => {
    const order = await paidOrder(shop);
    expect(await refund(order, null, "all")).toMatchObject({ kind: "done", order: { status: "refunded" } });
    expect(stateAtBank(order.sessionId)).toEqual(["refunded"]);
    expect(await refund(order, null, "again")).toEqual({ kind: "nothing_left" });
  });

  it("a part leaves the rest, and the parts never add up to more than was paid", async () => {
    const order = await paidOrder(shop);
    const most = order.paid.amountMinor;
    expect(await refund(order, 1000, "a")).toMatchObject({
      kind: "done",
      order: { status: "partially_refunded", refunded: money(1000, "USD") },
    });
    expect(await refund(order, most - 999, "b")).toEqual({ kind: "more_than_left", left: money(most - 1000, "USD") });
    expect(await refund(order, most - 1000, "c")).toMatchObject({ kind: "done", order: { status: "refunded" } });
    expect(stateAtBank(order.sessionId)).toEqual(["refunded"]);
  });

  it("the same request sent twice, also at once, happens once", async () => {
    const order = await paidOrder(shop);
    const answers = await Promise.all([1, 2, 3].map(() => refund(order, 700, "once")));
    expect(answers.map((answer) => answer.kind)).toEqual(["done", "done", "done"]);
    expect((await refund(order, 700, "once")).kind).toBe("done");
    expect(await shop.context.store.order(order.id)).toMatchObject({ refunded: money(700, "USD") });
  });

  it("different requests at once take turns and stay below what was paid", async () => {
    const order = await paidOrder(shop);
    const half = Math.floor(order.paid.amountMinor / 2) + 1;
    const answers = await Promise.all(["x", "y", "z"].map((name) => refund(order, half, name)));
    expect(answers.map((answer) => answer.kind).toSorted()).toEqual(["done", "more_than_left", "more_than_left"]);
  });

  it("nothing, less than nothing, and an order that is not there are refused", async () => {
    const order = await paidOrder(shop);
    expect(await refund(order, 0, "zero")).toEqual({ kind: "nothing_left" });
    expect(await refund({ ...order, id: "ord_nobody" as Order["id"] }, null, "nobody")).toEqual({ kind: "not_found" });
  });

  it("the merchant's receiver gets the order and each refund", async () => {
    await shop.startJobs();
    const order = await paidOrder(shop);
    await refund(order, 500, "reported");
    await expect
      .poll(
        () =>
          shop.orderEvents
            .filter((event) => event.order.id === order.id)
            .map((event) => event.type)
            .toSorted(),
        {
          timeout: 15_000,
        },
      )
      .toEqual(["order_create", "order_update"]);
  });
});

describe("a refund without an answer", () => {
  it("is asked for again with the same key, and given once", async () => {
    const order = await paidOrder(shop);
    const keys: string[] = [];
    const { provider } = shop.context;
    const context = {
      ...shop.context,
      provider: {
        ...provider,
        refund: async (wanted: Parameters<typeof provider.refund>[0]) => {
          keys.push(wanted.key);
          const answer = await provider.refund(wanted);
          // The first reply is lost on its way, after the bank gave the money back.
          return keys.length === 1 ? unknownOutcome() : answer;
        },
      },
    };
    const request = { orderId: order.id, amountMinor: 900, requestId: "lost", why: "a test" };
    expect((await createVerbs(context).refundOrder(request)).kind).toBe("unknown");
    expect((await shop.context.store.order(order.id))?.status).toBe("paid");
    await sweep(context, { isThorough: true });
    expect(new Set(keys).size).toBe(1);
    expect(await shop.context.store.order(order.id)).toMatchObject({ refunded: money(900, "USD") });
    expect(stateAtBank(order.sessionId)).toEqual(["partially_refunded"]);
  });
});
