import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { productId, type OrderId, type SessionId } from "#lib/ids.ts";
import { invariant } from "#lib/invariant.ts";
import type { Product } from "#lib/catalog/product.ts";
import { restockLines } from "#lib/purchase/orders/restock.ts";
import { orderEventBody } from "#lib/wire/orders/event.ts";
import { ada, newYorker, openTestShop, testProduct, type TestShop } from "../../fixtures/test-shop.ts";
import { aParcel } from "../../fixtures/parcels.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(() => shop.close());

let numbered = 0;
async function shelf(stockOnHand: number | null, changes: Partial<Product> = {}): Promise<string> {
  const id = `stock-${(numbered += 1)}`;
  await shop.context.catalog.upsert([testProduct(id, { stockOnHand, ...changes })]);
  return id;
}
const setCount = (id: string, stockOnHand: number) => shop.context.catalog.upsert([testProduct(id, { stockOnHand })]);
const onHand = async (id: string) => (await shop.context.catalog.products([productId(id)]))[0]?.stockOnHand;
async function ready(items: Readonly<Record<string, number>>): Promise<SessionId> {
  const prepared = await shop.verbs.prepareCheckout({
    items: Object.entries(items).map(([id, quantity]) => ({ productId: productId(id), offerId: null, quantity })),
    shopperId: null,
    address: newYorker,
    buyer: ada,
  });
  invariant(prepared.kind === "prepared", "the items can be bought");
  return prepared.session.id;
}
async function sold(items: Readonly<Record<string, number>>) {
  const sessionId = await ready(items);
  const outcome = await shop.verbs.payWithToken({ sessionId, token: "tok_sandbox_ok", buyer: ada });
  invariant(outcome.kind === "completed" && outcome.order !== null, "a good token pays");
  return outcome.order;
}
let requests = 0;
const refund = (orderId: OrderId, amountMinor: number | null = null, requestId = `r${(requests += 1)}`) =>
  shop.verbs.refundOrder({ orderId, amountMinor, requestId, why: "test" });
const ship = (orderId: OrderId, name: string, lines: { lineId: string; quantity: number }[] | null) =>
  shop.verbs.recordShipment({ orderId, ...aParcel({ name, lines }) });
const restock = (orderId: OrderId, lines: { lineId: string; quantity: number }[] | null) =>
  shop.context.store.transaction((transaction) => restockLines(transaction, { orderId, lines }));

describe("a full refund before shipping", () => {
  it("puts every unit back once, however often it is asked for and told about", async () => {
    const [vase, bowl] = [await shelf(1), await shelf(5)];
    const order = await sold({ [vase]: 1, [bowl]: 3 });
    expect([await onHand(vase), await onHand(bowl)]).toEqual([0, 2]);
    for (const request of ["whole", "whole", "again"]) await refund(order.id, null, request);
    expect([await onHand(vase), await onHand(bowl)]).toEqual([1, 5]);
    expect(await restock(order.id, null)).toBe(0);
    expect((await sold({ [vase]: 1 })).status).toBe("paid");
    expect(await onHand(vase)).toBe(0);
  });

  it("given in parts puts back with the part that makes it whole, and no part before does", async () => {
    const vase = await shelf(2);
    const order = await sold({ [vase]: 2 });
    await refund(order.id, 100);
    expect(await onHand(vase)).toBe(0);
    await refund(order.id);
    expect(await onHand(vase)).toBe(2);
  });

  it("puts back what was not shipped, and nothing when all was", async () => {
    const bowl = await shelf(5);
    const [part, all] = [await sold({ [bowl]: 2 }), await sold({ [bowl]: 2 })];
    await ship(part.id, "box", [{ lineId: part.lineItems[0]?.id ?? "", quantity: 1 }]);
    await ship(all.id, "box", null);
    await refund(part.id);
    await refund(all.id);
    expect(await onHand(bowl)).toBe(2);
  });

  it("puts nothing back of what was not counted when it was sold, or is not counted any more", async () => {
    const [song, pen] = [await shelf(null), await shelf(3)];
    const order = await sold({ [song]: 1, [pen]: 1 });
    await setCount(song, 7);
    await shop.context.catalog.upsert([{ ...testProduct(pen), isNotCounted: true }]);
    await refund(order.id);
    expect([await onHand(song), await onHand(pen)]).toEqual([7, null]);
  });
});

describe("units of a line", () => {
  it("never go back more than the order took and did not ship, however often and by how many at once that is asked for", async () => {
    const bowl = await shelf(5);
    const order = await sold({ [bowl]: 4 });
    const lineId = order.lineItems[0]?.id ?? "";
    const back = (quantity: number) => restock(order.id, [{ lineId, quantity }]);
    expect(await back(1)).toBe(1);
    await ship(order.id, "box", [{ lineId, quantity: 1 }]);
    expect(await Promise.all([back(2), back(2), back(2)])).toEqual(
      expect.toSatisfy((units: number[]) => units.reduce((sum, one) => sum + one, 0) === 2),
    );
    await refund(order.id);
    expect(await onHand(bowl)).toBe(4);
  });

  it("that are shipped after they were put back are taken off the shelf again", async () => {
    const bowl = await shelf(3);
    const order = await sold({ [bowl]: 3 });
    expect(await restock(order.id, null)).toBe(3);
    await ship(order.id, "box", [{ lineId: order.lineItems[0]?.id ?? "", quantity: 2 }]);
    expect(await onHand(bowl)).toBe(1);
  });
});

describe("what is sold and is not there", () => {
  async function oversell(stock: number, then: number, quantity: number) {
    const vase = await shelf(stock);
    const id = await ready({ [vase]: quantity });
    expect((await shop.verbs.openHostedPayment({ sessionId: id })).kind).toBe("opened");
    await setCount(vase, then);
    const [attempt] = await shop.context.store.attempts(id);
    shop.bank.answerPage(attempt?.reference ?? "", "pay");
    const order = (await shop.verbs.checkOrder({ sessionId: id }))?.order;
    invariant(order !== null && order !== undefined, "a page that is paid makes an order");
    return { vase, order };
  }

  it("is logged, listed until the count is right, and told to the receiver with the order's first event", async () => {
    const { vase, order } = await oversell(3, 1, 3);
    const stored = await shop.context.store.order(order.id);
    expect(stored?.shortages).toEqual([{ productId: vase, missing: 2 }]);
    expect(shop.reports.filter(({ message }) => message.startsWith("oversold"))).toMatchObject([
      { fields: { order: order.number, productId: vase, missing: 2 } },
    ]);
    const listed = async () => (await shop.verbs.attention(100)).oversold.filter(({ productId: id }) => id === vase);
    expect(await listed()).toEqual([
      { productId: vase, sellerId: "fernweh", title: `Product ${vase}`, stockOnHand: -2, orders: [order.number] },
    ]);
    invariant(stored !== null, "the order is stored");
    const body = (type: "order_create" | "order_update", dialect: "acp" | "openai") =>
      orderEventBody({ id: "evt", type, occurredAt: new Date(), order: stored }, "https://shop.example.com", dialect);
    for (const dialect of ["acp", "openai"] as const) {
      expect(body("order_create", dialect)).toMatchObject({ oversold: [{ product_id: vase, quantity: 2 }] });
      expect(body("order_update", dialect)).not.toHaveProperty("oversold");
    }
    await refund(order.id);
    expect(await onHand(vase)).toBe(1);
    expect(await listed()).toEqual([]);
  });

  it("is no trouble of a back-order, which is for what is not there yet", async () => {
    const id = await shelf(0, { availability: "backorder" });
    const order = await sold({ [id]: 2 });
    expect((await shop.context.store.order(order.id))?.shortages).toEqual([]);
    expect((await shop.verbs.attention(100)).oversold.map(({ productId: one }) => String(one))).not.toContain(id);
    expect(await onHand(id)).toBe(-2);
  });
});
