import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sessionId, type SellerId } from "#lib/ids.ts";
import { refundedOf } from "#lib/orders/adjustment.ts";
import type { Order } from "#lib/orders/order.ts";
import { orderOfSellers } from "#lib/orders/order-parts.ts";
import { readRefunds } from "#lib/purchase/orders/read-refunds.ts";
import { ada, newYorker } from "../../fixtures/test-shop.ts";
import { CART, FERNWEH, itemsOf, OMBRA, openCartShop, type CartShop } from "./cart-shop.ts";

let shop: CartShop;
beforeAll(async () => {
  shop = await openCartShop();
});
afterAll(() => shop.close());
async function sold(goods: Readonly<Record<string, number>> = CART): Promise<Order> {
  const prepared = await shop.verbs.prepareCheckout({
    items: itemsOf(goods),
    shopperId: null,
    address: newYorker,
    buyer: ada,
  });
  if (prepared.kind !== "prepared") throw new Error(`not prepared: ${prepared.kind}`);
  const id = sessionId(prepared.session.id);
  const paid = await shop.verbs.payWithToken({ sessionId: id, token: `tok_sandbox_refund_fails_${id}`, buyer: ada });
  if (paid.kind !== "completed" || paid.order === null) throw new Error(`not paid: ${paid.kind}`);
  return paid.order;
}
let named = 0;
const refund = ({ id: orderId }: Order, sellers: readonly SellerId[] | null, changes: object = {}) =>
  shop.verbs.refundOrder({
    orderId,
    amountMinor: null,
    requestId: `r${(named += 1)}`,
    why: "a test",
    sellers,
    ...changes,
  });
const pass = async (order: Order, ms: number) => {
  shop.advance(ms);
  await readRefunds(shop.context, order.paymentReference);
};
const rows = (order: Order) => shop.context.store.refunds("sandbox", order.paymentReference);
const partOf = async (order: Order, seller: SellerId) =>
  orderOfSellers(await shop.context.store.order(order.id), [seller]);
const givenOf = async (order: Order, seller: SellerId) => {
  const part = await partOf(order, seller);
  return part === null ? 0 : refundedOf(part).amountMinor;
};

describe("attacked: an amount that one part alone paid, after the other part's refund was lost", () => {
  it("stays that part's, so that nobody pays for it who had nothing left when it was given", async () => {
    const order = await sold();
    expect(await refund(order, [FERNWEH])).toMatchObject({ kind: "done" });
    await pass(order, 4000);
    expect(await refund(order, null, { amountMinor: 1000 })).toMatchObject({ kind: "done" });
    expect(await givenOf(order, OMBRA)).toBe(1000);
    await pass(order, 2000);
    expect((await rows(order)).map(({ state }) => state)).toEqual(["failed", "done"]);
    const [lost] = await rows(order);
    expect.soft(await givenOf(order, OMBRA)).toBe(1000);
    expect.soft(await givenOf(order, FERNWEH)).toBe(0);
    expect.soft((await shop.verbs.refundAgain({ key: lost?.key ?? "", why: "a test" })).kind).toBe("given_again");
  });
});
