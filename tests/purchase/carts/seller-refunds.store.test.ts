import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ALL_GOODS } from "#lib/checkout/discounts/rule.ts";
import { productId, sessionId, type SellerId } from "#lib/ids.ts";
import { money } from "#lib/money.ts";
import type { Order } from "#lib/orders/order.ts";
import { readRefunds } from "#lib/purchase/orders/read-refunds.ts";
import type { PurchaseContext } from "#lib/purchase/context.ts";
import { discountRule } from "../../fixtures/shop-rules.ts";
import { ada, newYorker, testProduct } from "../../fixtures/test-shop.ts";
import { createVerbs } from "../../fixtures/verbs.ts";
import { CART, FERNWEH, itemsOf, OMBRA, openCartShop } from "./cart-shop.ts";

const usd = (amountMinor: number) => money(amountMinor, "USD");
const percent = { kind: "percent", perMillion: 100_000 } as const;
const once = (code: string, changes: object = {}) =>
  discountRule({ code, title: code, effect: percent, usageLimit: 1, ...changes });
const OF_OMBRA = { goods: { ...ALL_GOODS, sellerIds: [OMBRA] } };

async function openShop() {
  const shop = await openCartShop();
  const { rules } = shop.context;
  const discounts = [...rules.discounts, once("WHOLE"), once("OMBRAS", OF_OMBRA), once("PARTED"), once("ORDERED")];
  const context: PurchaseContext = { ...shop.context, rules: { ...rules, discounts } };
  const verbs = createVerbs(context);
  let named = 0;
  return {
    ...shop,
    context,
    verbs,
    async sold(
      codes: readonly string[] = [],
      goods: Readonly<Record<string, number>> = CART,
      token = "tok_sandbox_ok",
    ): Promise<Order> {
      const items = itemsOf(goods);
      const prepared = await verbs.prepareCheckout({ items, shopperId: null, address: newYorker, buyer: ada });
      if (prepared.kind !== "prepared") throw new Error(`not prepared: ${prepared.kind}`);
      const id = sessionId(prepared.session.id);
      if (codes.length > 0) await verbs.updateCheckout({ sessionId: id, discountCodes: codes });
      const paid = await verbs.payWithToken({ sessionId: id, token: `${token}_${id}`, buyer: ada });
      if (paid.kind !== "completed" || paid.order === null) throw new Error(`not paid: ${paid.kind}`);
      expect(paid.order.discounts.map(({ code }) => code)).toEqual(codes);
      return paid.order;
    },
    refund: ({ id: orderId }: Order, sellers: readonly SellerId[] | null, changes: object = {}) =>
      verbs.refundOrder({
        orderId,
        amountMinor: null,
        requestId: `r${(named += 1)}`,
        why: "a test",
        sellers,
        ...changes,
      }),
    isFree: async (code: string) =>
      (await context.store.usedUpCodes([{ code, limit: 1 }], null, context.now())).size === 0,
    onHand: async (id: string) => (await context.catalog.products([productId(id)]))[0]?.stockOnHand,
  };
}
const holder: { shop?: Awaited<ReturnType<typeof openShop>> } = {};
const shop = () => {
  if (holder.shop === undefined) throw new Error("the shop is open");
  return holder.shop;
};
beforeAll(async () => {
  holder.shop = await openShop();
});
afterAll(() => holder.shop?.close());

const lines = (lineId: string, quantity: number, isShippingToo = false) => ({
  lines: { lines: [{ lineId, quantity }], isShippingToo },
});

describe("a code of a cart whose uses are returned with goods", () => {
  it("over the whole cart is free only once all goods that it took off are given back", async () => {
    const order = await shop().sold(["WHOLE"]);
    const returnCodes = { returnCodes: true };
    expect(await shop().refund(order, [OMBRA], returnCodes)).toMatchObject({ kind: "done" });
    expect(await shop().isFree("WHOLE")).toBe(false);
    expect(await shop().refund(order, [FERNWEH], { ...returnCodes, ...lines("line_1", 1) })).toMatchObject({
      kind: "done",
    });
    expect(await shop().isFree("WHOLE")).toBe(false);
    expect(await shop().refund(order, [FERNWEH], { ...returnCodes, ...lines("line_1", 1) })).toMatchObject({
      kind: "done",
    });
    expect(await shop().isFree("WHOLE")).toBe(true);
  });

  it("of one seller is free when that seller's goods are given back, and not when another's are", async () => {
    const order = await shop().sold(["OMBRAS"]);
    await shop().refund(order, [FERNWEH], { returnCodes: true });
    expect(await shop().isFree("OMBRAS")).toBe(false);
    await shop().refund(order, [OMBRA], { returnCodes: true, ...lines("line_2", 1) });
    expect(await shop().isFree("OMBRAS")).toBe(true);
  });

  it("is not free for the lines of one part either, when whoever runs the shop names them", async () => {
    const order = await shop().sold(["PARTED"]);
    await shop().refund(order, null, { returnCodes: true, ...lines("line_2", 1, true) });
    expect(await shop().isFree("PARTED")).toBe(false);
    await shop().refund(order, null, { returnCodes: true });
    expect(await shop().isFree("PARTED")).toBe(true);
  });

  it("stays as it was for an order of one seller", async () => {
    const order = await shop().sold(["ORDERED"], { mug: 2 });
    await shop().refund(order, null, { returnCodes: true, ...lines("line_1", 1) });
    expect(await shop().isFree("ORDERED")).toBe(true);
  });
});

describe("goods of a part that is given back before it was shipped", () => {
  it("go back on the shelf, and none of another part", async () => {
    await shop().context.catalog.upsert([
      testProduct("bowl", { stockOnHand: 5 }),
      testProduct("torch", { stockOnHand: 5, sellerId: OMBRA, sellerName: "Ombra" }),
    ]);
    const order = await shop().sold([], { bowl: 2, torch: 1 });
    const shelf = async () => [await shop().onHand("bowl"), await shop().onHand("torch")];
    expect(await shelf()).toEqual([3, 4]);
    await shop().refund(order, [FERNWEH], lines("line_1", 1));
    expect(await shelf()).toEqual([3, 4]);
    await shop().refund(order, [OMBRA]);
    expect(await shelf()).toEqual([3, 5]);
    await shop().refund(order, [FERNWEH], { restock: true });
    expect(await shelf()).toEqual([5, 5]);
    await shop().refund(order, null);
    expect(await shelf()).toEqual([5, 5]);
  });
});

describe("a refund that a seller's key gives no name", () => {
  const unnamed = { requestId: null };

  it("is named after what it asks for, so that another one is another and the same again is the same", async () => {
    const order = await shop().sold([], { mug: 1, lamp: 1, shade: 1 });
    const give = (lineId: string) => shop().refund(order, [OMBRA], { ...unnamed, ...lines(lineId, 1) });
    const first = await give("line_2");
    expect(first).toMatchObject({ kind: "done", isRepetition: false });
    expect(await give("line_2")).toMatchObject({ kind: "done", isRepetition: true });
    const second = await give("line_3");
    expect(second).toMatchObject({ kind: "done", isRepetition: false });
    expect("amount" in first && "amount" in second && first.amount).toEqual("amount" in second && second.amount);
    expect(await shop().refund(order, [OMBRA], unnamed)).toMatchObject({ kind: "done", isRepetition: false });
    expect(await shop().refund(order, [FERNWEH], unnamed)).toMatchObject({ kind: "done", isRepetition: false });
    const rows = await shop().context.store.refunds("sandbox", order.paymentReference);
    expect(rows).toHaveLength(4);
    expect(rows.reduce((all, { amount }) => all + amount.amountMinor, 0)).toBe(order.paid.amountMinor);
  });

  it("can be asked for again once it was lost, and resolves no lost refund of another's equal amount", async () => {
    const order = await shop().sold([], { mug: 1, lamp: 1 }, "tok_sandbox_refund_fails");
    const { store } = shop().context;
    const refunds = () => store.refunds("sandbox", order.paymentReference);
    const lose = async (seller: SellerId, lineId: string) => {
      expect(await shop().refund(order, [seller], { ...unnamed, ...lines(lineId, 1) })).toMatchObject({
        kind: "done",
        isRepetition: false,
        amount: usd(2722),
      });
      shop().advance(6000);
      await readRefunds(shop().context, order.paymentReference);
    };
    await lose(OMBRA, "line_2");
    await lose(FERNWEH, "line_1");
    const needed = async () => (await refunds()).map(({ resolvedAt }) => resolvedAt === null);
    expect(await needed()).toEqual([true, true]);
    expect(await shop().refund(order, [FERNWEH], { ...unnamed, ...lines("line_1", 1) })).toMatchObject({
      kind: "done",
      isRepetition: false,
    });
    expect(await needed()).toEqual([true, false, true]);
  });
});

describe("the page of one seller's part", () => {
  it("does not show what was paid a second time, which is the whole order's", async () => {
    const prepared = await shop().verbs.prepareCheckout({
      items: itemsOf(CART),
      shopperId: null,
      address: newYorker,
      buyer: ada,
    });
    if (prepared.kind !== "prepared") throw new Error("not prepared");
    const opened = await shop().verbs.openHostedPayment({ sessionId: prepared.session.id });
    if (opened.kind !== "opened") throw new Error(`not opened: ${opened.kind}`);
    const [attempt] = await shop().context.store.attempts(sessionId(prepared.session.id));
    shop().bank.answerPage(attempt?.reference ?? "", "pay_twice");
    await shop().verbs.checkOrder({ sessionId: prepared.session.id });
    await shop().verbs.sweep();
    const found = await shop().verbs.checkOrder({ sessionId: prepared.session.id });
    const order = found?.order ?? null;
    if (order === null) throw new Error("the order is placed");
    expect((await shop().verbs.orderPage(order.link))?.paidAgain).toMatchObject([{ amount: order.paid }]);
    for (const { link, number } of order.parts ?? []) {
      const page = await shop().verbs.orderPage(link);
      expect(page?.order.number).toBe(number);
      expect(page?.paidAgain).toEqual([]);
    }
    expect(order.parts).toHaveLength(2);
  });
});
