import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { money, zero } from "#lib/money.ts";
import { isDispute, type ProviderDispute } from "#lib/orders/disputes/alert.ts";
import { isOtherwiseFor } from "#lib/purchase/orders/seen-by.ts";
import type { OrderEvent, OrderReceiver } from "#lib/orders/order-event.ts";
import type { Order } from "#lib/orders/order.ts";
import { readAlerts } from "#lib/purchase/disputes/read-alerts.ts";
import { eraseSession } from "#lib/purchase/privacy/erase-session.ts";
import { merchantOrderView } from "#lib/wire/orders/merchant.ts";
import { sellerId, type SellerId } from "#lib/ids.ts";
import { ada, testProduct } from "../../fixtures/test-shop.ts";
import { createVerbs } from "../../fixtures/verbs.ts";
import { CART, FERNWEH, OMBRA, openCartShop, readyCart } from "./cart-shop.ts";

const sent: { readonly to: string; readonly event: OrderEvent }[] = [];
const receiver = (name: string, sellers: OrderReceiver["sellers"]): OrderReceiver => ({
  name,
  sellers,
  send: async (event) => void sent.push({ to: name, event }),
});
const RECEIVERS = [receiver("shop", null), receiver("fernweh", [FERNWEH]), receiver("ombra", [OMBRA])];

async function openShop() {
  const shop = await openCartShop({ orderReceivers: RECEIVERS });
  const disputes = new Map<string, ProviderDispute>();
  const { disputes: service } = shop.context.provider;
  if (service === null) throw new Error("the sandbox bank reports disputes");
  const read = async ({ reference }: { readonly reference: string }) => {
    const dispute = disputes.get(reference);
    return { kind: "listed" as const, alerts: dispute === undefined ? [] : [dispute] };
  };
  const context = { ...shop.context, provider: { ...shop.context.provider, disputes: { ...service, read } } };
  const verbs = createVerbs(context);
  return {
    ...shop,
    context,
    verbs,
    async sold(goods: Readonly<Record<string, number>> = CART): Promise<Order> {
      const id = await readyCart({ verbs }, goods);
      const paid = await verbs.payWithToken({ sessionId: id, token: "tok_sandbox_ok", buyer: ada });
      if (paid.kind !== "completed" || paid.order === null) throw new Error(`not paid: ${paid.kind}`);
      return paid.order;
    },
    refund: (order: Order, seller: SellerId) =>
      verbs.refundOrder({
        orderId: order.id,
        amountMinor: null,
        sellers: [seller],
        requestId: null,
        why: "a test",
        insist: true,
      }),
    async dispute(order: Order, amountMinor: number): Promise<void> {
      const { currency } = order.paid;
      disputes.set(order.paymentReference, {
        kind: "chargeback",
        id: `dp_${order.id}`,
        amount: money(amountMinor, currency),
        fee: null,
        status: "needs_response",
        reason: "fraudulent",
        evidenceDueAt: null,
        submissions: 0,
        openedAt: context.now(),
        state: "needs_response",
        taken: money(amountMinor, currency),
      });
      await readAlerts(context, order.paymentReference);
    },
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

describe("what happened to one seller's part of an order", () => {
  it("is sent to that seller and to whoever receives all, and to no other seller", async () => {
    const { sold } = shop();
    const [shipped, refunded, disputed, erased] = [await sold(), await sold(), await sold(), await sold()];
    const parcel = { carrier: "Post", trackingNumber: null, trackingUrl: null, isDelivered: false, lines: null };
    await shop().verbs.recordShipment({ orderId: shipped.id, name: "1", sellers: [OMBRA], ...parcel });
    const tracked = { ...parcel, trackingNumber: "00340434" };
    await shop().verbs.recordShipment({ orderId: erased.id, name: "1", sellers: [OMBRA], ...tracked });
    await eraseSession(shop().context, erased.sessionId, { by: null });
    await shop().refund(refunded, OMBRA);
    await shop().refund(disputed, FERNWEH);
    // All that is left of it is Ombra's.
    await shop().dispute(disputed, 3266);
    const last = await shop().sold();
    await shop().startJobs();
    const to = (name: string, { id }: Order) =>
      sent
        .filter(({ to: one, event }) => one === name && event.order.id === id)
        .map(({ event }) => event.type)
        .toSorted();
    const all = () =>
      ["shop", "fernweh", "ombra"].map((name) =>
        [shipped, refunded, disputed, erased, last].map((order) => to(name, order)),
      );
    const [create, update] = ["order_create", "order_update"];
    await expect.poll(all, { timeout: 20_000 }).toEqual([
      [[create, update], [create, update], [create, update, update], [create, update, update], [create]],
      [[create], [create], [create, update], [create], [create]],
      [[create, update], [create, update], [create, update], [create, update, update], [create]],
    ]);
  });

  it("leaves another's view as it was, field by field, and the other way round", async () => {
    const { id } = await shop().sold();
    const before = await shop().context.store.order(id);
    if (before === null) throw new Error("the order is stored");
    await shop().refund(before, OMBRA);
    const after = await shop().context.store.order(before.id);
    if (after === null) throw new Error("the order is stored");
    expect(isOtherwiseFor(OMBRA, before, after)).toBe(true);
    expect(isOtherwiseFor(FERNWEH, before, after)).toBe(false);
    expect(isOtherwiseFor(sellerId("kumo"), before, after)).toBe(false);
    // A share of a dispute that grows because another's goods came back is news.
    await shop().dispute(before, 1000);
    const disputed = await shop().context.store.order(before.id);
    expect(disputed?.alerts.filter(isDispute).map(({ taken }) => taken)).toEqual([money(1000, "USD")]);
    if (disputed === null) throw new Error("the order is stored");
    expect(isOtherwiseFor(FERNWEH, after, disputed)).toBe(true);
    expect(isOtherwiseFor(OMBRA, after, disputed)).toBe(false);
  });
});

describe("the key of two sellers of an order of three", () => {
  it("reads an order of their parts, under the order's number, with each part's own number and link", async () => {
    const KUMO = sellerId("kumo");
    await shop().context.catalog.upsert([testProduct("vase", { sellerId: KUMO, sellerName: "Kumo" })]);
    const order = await shop().sold({ vase: 1, mug: 1, lamp: 1 });
    const { store } = shop().context;
    const found = await store.orderByName(order.number, [FERNWEH, OMBRA]);
    if (found === null) throw new Error("two parts are theirs");
    expect(found.number).toBe(order.number);
    expect(found.lineItems.map(({ id }) => id)).toEqual(["line_2", "line_3"]);
    const view = merchantOrderView(found, "https://shop.example.com");
    const links = order.parts?.map(({ link }) => `https://shop.example.com/orders/${link}`) ?? [];
    expect(view).toMatchObject({ number: order.number, seller_id: FERNWEH, permalink_url: links[1] });
    expect(view.parts?.map(({ number, permalink_url: link }) => [number, link])).toEqual([
      [`${order.number}-2`, links[1]],
      [`${order.number}-3`, links[2]],
    ]);
    expect(JSON.stringify(view)).not.toMatch(/vase|[Kk]umo|line_1/);
    expect(view.paid_minor).toBe(order.paid.amountMinor - (await partOf(order, KUMO)));
    // By a part's number it is that part alone.
    expect(await store.orderByName(`${order.number}-3`, [FERNWEH, OMBRA])).toMatchObject({
      number: `${order.number}-3`,
      sellerId: OMBRA,
    });
    expect(await store.orderByName(`${order.number}-1`, [FERNWEH, OMBRA])).toBeNull();
    const refunded = await shop().verbs.refundOrder({
      orderId: order.id,
      amountMinor: null,
      sellers: [FERNWEH, OMBRA],
      requestId: "both",
      why: "a test",
    });
    expect(refunded).toMatchObject({ kind: "done", amount: found.paid, order: { status: "refunded" } });
    expect((await store.order(order.id))?.status).toBe("partially_refunded");
  });

  async function partOf(order: Order, seller: SellerId): Promise<number> {
    const part = await shop().context.store.orderByName(order.number, [seller]);
    return (part?.paid ?? zero(order.paid.currency)).amountMinor;
  }
});
