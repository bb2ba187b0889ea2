import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { orderOfSellers, partsOfOrder } from "#lib/orders/order-parts.ts";
import type { Order } from "#lib/orders/order.ts";
import type { OrderEvent, OrderReceiver } from "#lib/orders/order-event.ts";
import { orderEventBody } from "#lib/wire/orders/event.ts";
import { merchantOrderView } from "#lib/wire/orders/merchant.ts";
import { sellerId } from "#lib/ids.ts";
import { ada } from "../../fixtures/test-shop.ts";
import { CART, FERNWEH, OMBRA, openCartShop, readyCart, type CartShop } from "./cart-shop.ts";

const holder: { shop?: CartShop } = {};
const shop = () => {
  if (holder.shop === undefined) throw new Error("the shop is open");
  return holder.shop;
};
const sent: { readonly to: string; readonly event: OrderEvent }[] = [];
const receiver = (name: string, sellers: OrderReceiver["sellers"]): OrderReceiver => ({
  name,
  sellers,
  send: async (event) => void sent.push({ to: name, event }),
});
const RECEIVERS = [
  receiver("platform", null),
  receiver("fernweh", [FERNWEH]),
  receiver("ombra", [OMBRA]),
  receiver("both", [FERNWEH, OMBRA]),
  receiver("kumo", [sellerId("kumo")]),
];
beforeAll(async () => {
  holder.shop = await openCartShop({ orderReceivers: RECEIVERS });
});
afterAll(() => holder.shop?.close());

async function sold(goods: Readonly<Record<string, number>> = CART): Promise<Order> {
  const id = await readyCart(shop(), goods);
  const paid = await shop().verbs.payWithToken({ sessionId: id, token: "tok_sandbox_ok", buyer: ada });
  if (paid.kind !== "completed" || paid.order === null) throw new Error(`not paid: ${paid.kind}`);
  return paid.order;
}
const again = async ({ id }: Order) => {
  const order = await shop().context.store.order(id);
  if (order === null) throw new Error("the order is stored");
  return order;
};
const as = (order: Order, seller: typeof FERNWEH) => {
  const part = orderOfSellers(order, [seller]);
  if (part === null) throw new Error("the seller has a part");
  return part;
};
/** What a seller must not find in whatever is theirs of an order. */
const FOREIGN = /lamp|ombra|Ombra|line_2|-2"/;

describe("an order of two sellers", () => {
  it("is one order of one payment, with a part for each that is read back as it was stored", async () => {
    const order = await again(await sold());
    expect(await shop().context.store.captures(order.sessionId)).toHaveLength(1);
    expect(order.parts?.map(({ number, lineIds, delivery }) => [number, lineIds, delivery?.id])).toEqual([
      [`${order.number}-1`, ["line_1"], "standard@fernweh"],
      [`${order.number}-2`, ["line_2"], "standard@ombra"],
    ]);
    expect(partsOfOrder(order).map(({ totals }) => totals.total.amountMinor)).toEqual([5988, 3266]);
    expect(order.paid.amountMinor).toBe(5988 + 3266);
  });

  it("is sent to each seller less the fee, by a transfer of their own", async () => {
    const order = await sold();
    const rows = await shop().context.store.transfers({ provider: "sandbox", reference: order.paymentReference });
    expect(rows.map((row) => [row.sellerId, row.gross.amountMinor, row.amount.amountMinor])).toEqual([
      [FERNWEH, 5988, 5988 - 299 - 30],
      [OMBRA, 3266, 3266 - 163 - 30],
    ]);
  });

  it("is a seller's by its part alone: in the list, by every name, and behind the part's link", async () => {
    const order = await sold();
    const { store } = shop().context;
    const after = { paidAt: new Date(0), id: "" };
    const list = async (sellers: readonly (typeof FERNWEH)[] | null) =>
      (await store.ordersAfter({ after, sellers, status: null, limit: 100 })).filter(({ id }) => id === order.id);
    const [mine] = await list([FERNWEH]);
    expect(mine).toEqual(as(order, FERNWEH));
    expect(await list([OMBRA])).toEqual([as(order, OMBRA)]);
    expect(await list([FERNWEH, OMBRA])).toEqual([order]);
    expect(await list([sellerId("kumo")])).toEqual([]);
    expect(await list(null)).toEqual([order]);
    for (const name of [order.id, order.number, `${order.number}-2`]) {
      expect(await store.orderByName(name, [OMBRA])).toEqual(as(order, OMBRA));
      expect(await store.orderByName(name, [sellerId("kumo")])).toBeNull();
    }
    expect(await store.orderByName(`${order.number}-1`, [OMBRA])).toBeNull();
    expect(await store.orderByName(`${order.number}-1`, null)).toEqual(as(order, FERNWEH));
    expect(await store.orderByLink(as(order, OMBRA).link)).toEqual(as(order, OMBRA));
    expect(await store.orderByLink(order.link)).toEqual(order);
    expect(JSON.stringify(merchantOrderView(as(order, FERNWEH), "https://shop.example.com"))).not.toMatch(FOREIGN);
  });

  it("is an event for each seller with their part alone, and the whole for whoever receives all", async () => {
    sent.length = 0;
    await shop().startJobs();
    const order = await sold();
    await expect
      .poll(() => sent.filter(({ event }) => event.order.id === order.id).length, { timeout: 20_000 })
      .toBe(5);
    const bodies = sent
      .filter(({ event }) => event.order.id === order.id)
      .map(({ to, event }) => [to, orderEventBody(event, "https://shop.example.com", "acp")] as const);
    const of = (name: string) => bodies.filter(([to]) => to === name).map(([, body]) => body);
    expect(of("kumo")).toEqual([]);
    expect(of("platform")).toMatchObject([
      { seller_ids: ["fernweh", "ombra"], data: { order_number: order.number, line_items: [{}, {}] } },
    ]);
    expect(of("both")).toHaveLength(2);
    expect(of("ombra")).toMatchObject([{ seller_id: "ombra", data: { order_number: `${order.number}-2` } }]);
    expect(JSON.stringify(of("fernweh"))).not.toMatch(FOREIGN);
    expect(new Set(sent.filter(({ event }) => event.order.id === order.id).map(({ event }) => event.id)).size).toBe(5);
  });

  it("ships each seller's goods apart, under names of their own", async () => {
    const order = await sold();
    const parcel = { carrier: "Post", trackingNumber: null, trackingUrl: null, isDelivered: false, lines: null };
    const ship = (sellers: readonly (typeof FERNWEH)[] | null, name = "1") =>
      shop().verbs.recordShipment({ orderId: order.id, name, sellers, ...parcel });
    expect(await ship(null)).toMatchObject({ kind: "refused", problems: [{ kind: "several_sellers" }] });
    expect(await ship([OMBRA])).toMatchObject({
      kind: "recorded",
      isNew: true,
      order: { number: `${order.number}-2`, shipments: [{ name: "1", lines: [{ lineId: "line_2", quantity: 1 }] }] },
    });
    expect(await ship([OMBRA])).toMatchObject({ kind: "already_recorded" });
    expect(await ship([FERNWEH])).toMatchObject({ kind: "recorded", isNew: true });
    expect((await again(order)).shipments.map(({ name, lines }) => [name, lines[0]?.lineId])).toEqual([
      ["1", "line_2"],
      ["1", "line_1"],
    ]);
    expect(await ship([sellerId("kumo")])).toEqual({ kind: "not_found" });
    expect(as(await again(order), OMBRA).shipments).toHaveLength(1);
  });

  it("gives a seller's part back by lines, and all that is left of it, and nothing of another's", async () => {
    const order = await sold();
    const refund = (sellers: readonly (typeof FERNWEH)[] | null, changes: object = {}) =>
      shop().verbs.refundOrder({
        orderId: order.id,
        amountMinor: null,
        requestId: "1",
        why: "a test",
        sellers,
        ...changes,
      });
    const foreign = { lines: [{ lineId: "line_1", quantity: 1 }], isShippingToo: false };
    expect(await refund([OMBRA], { lines: foreign })).toMatchObject({
      kind: "unknown_line",
      known: [{ id: "line_2" }],
    });
    expect(await refund([OMBRA], { amountMinor: 100 })).toEqual({ kind: "amount_needs_lines" });
    expect(await refund([OMBRA])).toMatchObject({
      kind: "done",
      order: { status: "refunded", paid: { amountMinor: 3266 } },
    });
    expect(await refund([OMBRA])).toMatchObject({ isRepetition: true });
    const one = { lines: [{ lineId: "line_1", quantity: 1 }], isShippingToo: true };
    expect(await refund([FERNWEH], { lines: one })).toMatchObject({
      isRepetition: false,
      amount: { amountMinor: 2722 + 544 },
      order: { status: "partially_refunded", refunded: { amountMinor: 2722 + 544 } },
    });
    expect(await refund([OMBRA], { requestId: "2" })).toEqual({ kind: "nothing_left" });
    expect(await refund(null, { requestId: "rest" })).toMatchObject({ kind: "done", order: { status: "refunded" } });
    for (const seller of [FERNWEH, OMBRA]) expect(as(await again(order), seller).status).toBe("refunded");
    const taken = await shop().context.store.reversals({ provider: "sandbox", reference: order.paymentReference });
    const grossOf = (seller: typeof FERNWEH) =>
      taken.filter(({ sellerId: of }) => of === seller).map(({ gross }) => gross.amountMinor);
    expect(grossOf(OMBRA)).toEqual([3266]);
    expect(grossOf(FERNWEH)).toEqual([2722 + 544, 5988 - 2722 - 544]);
  });
});
