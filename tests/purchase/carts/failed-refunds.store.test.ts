import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { productId, sellerId, sessionId, type SellerId } from "#lib/ids.ts";
import { refundedOf } from "#lib/orders/adjustment.ts";
import type { Order } from "#lib/orders/order.ts";
import { orderOfSellers } from "#lib/orders/order-parts.ts";
import { readRefunds } from "#lib/purchase/orders/read-refunds.ts";
import { ada, newYorker, testProduct } from "../../fixtures/test-shop.ts";
import { CART, FERNWEH, itemsOf, OMBRA, openCartShop, type CartShop } from "./cart-shop.ts";

const CAPS = sellerId("caps");
let shop: CartShop;
beforeAll(async () => {
  shop = await openCartShop();
  await shop.context.catalog.upsert([testProduct("cap", { sellerId: CAPS, sellerName: "Caps" })]);
});
afterAll(() => shop.close());

/** A cart whose refunds all come back a few seconds after they were given. */
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
const lines = (lineId: string, quantity: number, isShippingToo = false) => ({
  lines: { lines: [{ lineId, quantity }], isShippingToo },
});
/** What was given up to now and is older than five seconds comes back. */
const pass = async (order: Order, ms: number) => {
  shop.advance(ms);
  await readRefunds(shop.context, order.paymentReference);
};
const rows = (order: Order) => shop.context.store.refunds("sandbox", order.paymentReference);
const partOf = async (order: Order, seller: SellerId) =>
  orderOfSellers(await shop.context.store.order(order.id), [seller]);
const paidFor = async (order: Order, seller: SellerId) => (await partOf(order, seller))?.paid.amountMinor ?? 0;
const givenOf = async (order: Order, seller: SellerId) => {
  const part = await partOf(order, seller);
  return part === null ? 0 : refundedOf(part).amountMinor;
};

/** An amount without lines, then all that Fernweh's part has left; then the amount comes back, and the part does not. */
async function amountLost(amountMinor = 3000): Promise<Order> {
  const order = await sold();
  expect(await refund(order, null, { amountMinor })).toMatchObject({ kind: "done" });
  await pass(order, 4000);
  expect(await refund(order, [FERNWEH])).toMatchObject({ kind: "done" });
  expect((await partOf(order, FERNWEH))?.status).toBe("refunded");
  await pass(order, 2000);
  expect((await rows(order)).map(({ state }) => state)).toEqual(["failed", "done"]);
  return order;
}

describe("a part of a cart after an amount without lines that was given back of it came back", () => {
  it("has units again for the money that it has left, which its seller gives back by lines", async () => {
    const order = await amountLost();
    const left = (await paidFor(order, FERNWEH)) - (await givenOf(order, FERNWEH));
    expect(left).toBeGreaterThan(1000);
    const given = await refund(order, [FERNWEH], lines("line_1", 1));
    expect(given).toMatchObject({ kind: "done" });
    expect("amount" in given && given.amount.amountMinor).toBeLessThanOrEqual(left);
    expect((await refund(order, [FERNWEH], lines("line_1", 3))).kind).toBe("too_many_units");
    expect(await givenOf(order, OMBRA)).toBe(0);
  });

  it("is given back to its end by a seller who names nothing, and takes nothing of the other part", async () => {
    const order = await amountLost();
    expect(await refund(order, [FERNWEH])).toMatchObject({ kind: "done", isRepetition: false });
    expect((await partOf(order, FERNWEH))?.status).toBe("refunded");
    expect(await givenOf(order, OMBRA)).toBe(0);
    expect((await refund(order, [FERNWEH])).kind).toBe("nothing_left");
  });

  it("has what is left divided by a refund without lines, and all of the cart is given back in the end", async () => {
    const order = await amountLost();
    expect(await refund(order, null, { amountMinor: 1000 })).toMatchObject({ kind: "done" });
    for (const seller of [FERNWEH, OMBRA]) expect(await givenOf(order, seller), seller).toBeGreaterThan(0);
    expect(await refund(order, null)).toMatchObject({ kind: "done" });
    expect((await shop.context.store.order(order.id))?.status).toBe("refunded");
  });

  it("has no units again while the amount that took their money is not lost", async () => {
    const order = await sold();
    expect(await refund(order, null, { amountMinor: 3000 })).toMatchObject({ kind: "done" });
    expect(await refund(order, [FERNWEH])).toMatchObject({ kind: "done" });
    expect((await refund(order, [FERNWEH], lines("line_1", 1))).kind).toBe("too_many_units");
    expect((await refund(order, [FERNWEH])).kind).toBe("nothing_left");
  });

  it("puts no unit on the shelf a second time", async () => {
    await shop.context.catalog.upsert([testProduct("bowl", { stockOnHand: 5 })]);
    const onHand = async () => (await shop.context.catalog.products([productId("bowl")]))[0]?.stockOnHand;
    const order = await sold({ bowl: 2, lamp: 1 });
    await refund(order, null, { amountMinor: 3000 });
    await pass(order, 4000);
    expect(await refund(order, [FERNWEH], { restock: true })).toMatchObject({ kind: "done" });
    expect(await onHand()).toBe(5);
    await pass(order, 2000);
    expect(await refund(order, [FERNWEH], { restock: true })).toMatchObject({ kind: "done" });
    expect(await onHand()).toBe(5);
  });
});

describe("an order of one seller after an amount that was given back of it came back", () => {
  it("has units again for the money that it has left", async () => {
    const order = await sold({ mug: 2 });
    await refund(order, null, { amountMinor: 3000 });
    await pass(order, 4000);
    expect(await refund(order, null, { restock: true })).toMatchObject({ kind: "done" });
    expect((await refund(order, null, lines("line_1", 1))).kind).toBe("too_many_units");
    await pass(order, 2000);
    expect(await refund(order, null, lines("line_1", 1))).toMatchObject({ kind: "done" });
  });
});

describe("a seller's refund of some parts", () => {
  it("takes nothing of another part where one of theirs has less left than its lines", async () => {
    const order = await sold({ mug: 1, lamp: 1, cap: 1 });
    const capsOf = () => givenOf(order, CAPS);
    expect(await refund(order, null, { amountMinor: 3000 })).toMatchObject({ kind: "done" });
    const before = await capsOf();
    expect((await refund(order, [FERNWEH, OMBRA], lines("line_1", 1))).kind).toBe("more_than_left");
    expect(await refund(order, [FERNWEH, OMBRA])).toMatchObject({ kind: "done" });
    expect(await capsOf()).toBe(before);
  });
});

describe("a lost refund of lines that is given again", () => {
  it("is refused where the lines were given back meanwhile, and takes nothing of another part", async () => {
    const order = await sold();
    expect(await refund(order, [OMBRA], lines("line_2", 1))).toMatchObject({ kind: "done" });
    const [lost] = await rows(order);
    await pass(order, 6000);
    expect(await refund(order, [OMBRA])).toMatchObject({ kind: "done" });
    const again = { key: lost?.key ?? "", why: "a test" };
    expect((await shop.verbs.planLostRefund({ act: "again", ...again })).kind).toBe("more_than_left");
    expect((await shop.verbs.refundAgain(again)).kind).toBe("more_than_left");
    expect(await givenOf(order, FERNWEH)).toBe(0);
  });

  it("is refused in an order of one seller, whose other goods would pay for it", async () => {
    const order = await sold({ ebook: 1, mug: 1 });
    expect(await refund(order, null, lines("line_1", 1))).toMatchObject({ kind: "done" });
    const [lost] = await rows(order);
    await pass(order, 6000);
    expect(await refund(order, null, lines("line_1", 1))).toMatchObject({ kind: "done" });
    expect((await shop.verbs.refundAgain({ key: lost?.key ?? "", why: "a test" })).kind).toBe("more_than_left");
  });

  it("is given again where nothing of it was given meanwhile", async () => {
    const order = await sold();
    expect(await refund(order, [OMBRA], lines("line_2", 1))).toMatchObject({ kind: "done" });
    const [lost] = await rows(order);
    await pass(order, 6000);
    expect(await shop.verbs.refundAgain({ key: lost?.key ?? "", why: "a test" })).toMatchObject({
      kind: "given_again",
    });
    expect(await givenOf(order, OMBRA)).toBe(lost?.amount.amountMinor);
    expect(await givenOf(order, FERNWEH)).toBe(0);
  });
});

describe("an amount without lines that one part alone paid, after the other part's refund was lost", () => {
  it("stays that part's, and what was lost is given again", async () => {
    const order = await sold();
    const given = async () => [await givenOf(order, FERNWEH), await givenOf(order, OMBRA)];
    expect(await refund(order, [FERNWEH])).toMatchObject({ kind: "done" });
    await pass(order, 4000);
    expect(await refund(order, null, { amountMinor: 1000 })).toMatchObject({ kind: "done" });
    const all = await paidFor(order, FERNWEH);
    expect(await given()).toEqual([all, 1000]);
    await pass(order, 2000);
    const [lost, ...others] = await rows(order);
    expect([lost?.state, ...others.map(({ state }) => state)]).toEqual(["failed", "done"]);
    expect(await given()).toEqual([0, 1000]);
    expect(await shop.verbs.refundAgain({ key: lost?.key ?? "", why: "a test" })).toMatchObject({
      kind: "given_again",
    });
    expect(await given()).toEqual([all, 1000]);
  });
});
