import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answerCancel } from "#app/api/orders/order-calls.ts";
import { allSellersKey } from "#lib/config/orders/keys.ts";
import { digestOf } from "#lib/purchase/access/principal.ts";
import { productId } from "#lib/ids.ts";
import { money } from "#lib/money.ts";
import { cancel, cancelText, type CancelLine } from "#lib/operator/orders/cancel.ts";
import type { Order } from "#lib/orders/order.ts";
import { acpOrder } from "#lib/wire/acp/order.ts";
import { orderStateView } from "#lib/wire/orders/merchant.ts";
import { ada, newYorker, openTestShop, testProduct, type TestShop } from "../../fixtures/test-shop.ts";
import { openMailBench, type MailBench } from "../../mail/mail-bench.ts";
import { paidOrder } from "./paid-order.ts";
import { aParcel } from "../../fixtures/parcels.ts";

let bench: MailBench;
let shop: TestShop;
beforeAll(async () => {
  bench = openMailBench();
  shop = await openTestShop(undefined, { mailer: bench.mailer });
  const song = { isDigital: true, taxCategory: "exempt", price: money(999, "USD") } as const;
  await shop.context.catalog.upsert([testProduct("song", { ...song, stockOnHand: 3 })]);
});
afterAll(async () => {
  await shop.close();
  bench.close();
});

/** An order of a song that a gift code covers, which can be used once. */
async function freeOrder(): Promise<Order> {
  const items = [{ productId: productId("song"), offerId: null, quantity: 1 }];
  const request = { items, buyer: ada, address: newYorker, discountCodes: ["GIFTONCE"] };
  const prepared = await shop.verbs.prepareCheckout(request);
  if (prepared.kind !== "prepared") throw new Error(prepared.kind);
  const placed = await shop.verbs.openHostedPayment({ sessionId: prepared.session.id });
  if (placed.kind !== "completed" || placed.order === null) throw new Error(placed.kind);
  return placed.order;
}
const stock = async () => (await shop.context.catalog.products([productId("song")]))[0]?.stockOnHand;
const read = async ({ id }: Order) => {
  const order = await shop.context.store.order(id);
  if (order === null) throw new Error("no order");
  return order;
};
const cancelOf = ({ id: orderId }: Order) => shop.verbs.cancelOrder({ orderId, why: "given by mistake" });
const mailOf = ({ id }: Order) => shop.context.store.mail(`order_canceled:${id}`);

describe("an order that cost nothing", () => {
  it("is canceled by the merchant once: its goods are back, its code is free, and everybody reads it", async () => {
    const order = await freeOrder();
    expect(await stock()).toBe(2);
    const outcomes = await Promise.all([cancelOf(order), cancelOf(order), cancelOf(order)]);
    expect(outcomes.map((one) => one.kind === "canceled" && one.isRepetition).toSorted()).toEqual([false, true, true]);
    expect(await stock()).toBe(3);
    const canceled = await read(order);
    expect(canceled.status).toBe("canceled");
    expect(orderStateView(canceled)).toMatchObject({ status: "canceled", paid_minor: 0, refunded_minor: 0 });
    expect(acpOrder(canceled, "https://shop.example.com")).toMatchObject({
      status: "canceled",
      adjustments: [],
      line_items: [{ status: "removed", quantity: { ordered: 1, current: 0, fulfilled: 0 } }],
    });
    expect((await mailOf(order))?.request).toEqual({ kind: "order_canceled", orderId: order.id });
    const trail = await shop.context.store.auditEntries(new Date(0), 1000, 0);
    expect(trail.filter(({ action }) => action === "order_canceled")).toMatchObject([
      { subject: order.number, why: "given by mistake", actor: "command" },
    ]);
    await shop.startJobs();
    const updates = () => shop.orderEvents.filter((one) => one.order.id === order.id && one.type === "order_update");
    await expect.poll(updates, { timeout: 20_000 }).toMatchObject([{ order: { status: "canceled" } }]);
    // The code that can be used once is used by another order now.
    const next = await freeOrder();
    expect((await cancelOf(next)).kind).toBe("canceled");
  });

  it("is listed by its status, and among what changed since it was canceled", async () => {
    const order = await freeOrder();
    shop.advance(60_000);
    const since = shop.context.now();
    await cancelOf(order);
    const after = { paidAt: new Date(0), id: "" };
    const of = async (status: Order["status"]) =>
      (await shop.context.store.ordersAfter({ after, sellers: null, status, limit: 100 })).map(({ id }) => id);
    expect(await of("canceled")).toContain(order.id);
    for (const status of ["paid", "refunded", "partially_refunded"] as const)
      expect(await of(status)).not.toContain(order.id);
    const changed = await shop.context.store.ordersChangedSince({ since, after: "", sellers: null, limit: 100 });
    expect(changed.map(({ id }) => id)).toContain(order.id);
  });
});

describe("an order that was paid", () => {
  it("is not canceled but refunded, and an unknown one is not found", async () => {
    const order = await paidOrder(shop);
    expect(await cancelOf(order)).toEqual({ kind: "paid" });
    expect((await read(order)).status).toBe("paid");
    const said = async (name: string) => {
      const lines: CancelLine[] = [];
      await cancel(shop.verbs, { order: name, why: "x" }, async (line) => void lines.push(line as CancelLine));
      return lines.map((line) => cancelText(line));
    };
    expect(await said(order.number)).toEqual([
      { isDone: false, text: "It was paid: npm run refund gives all of it back, which takes it back too." },
    ]);
    expect(await said("T-NONE-SUCH")).toEqual([{ isDone: false, text: 'There is no order "T-NONE-SUCH".' }]);
  });
});

describe("POST /api/orders/{order}/cancel", () => {
  const KEY = "a-key-of-the-merchants-system";
  const post = async (order: Order, body: unknown) => {
    const headers = { authorization: `Bearer ${KEY}`, "content-type": "application/json" };
    const address = "https://shop.example.com/api/orders/x/cancel";
    const request = new Request(address, { method: "POST", headers, body: JSON.stringify(body) });
    const response = await answerCancel(request, order.number, {
      operator: shop.verbs,
      publicUrl: "https://shop.example.com",
      keys: new Map([[digestOf(KEY), allSellersKey(KEY)]]),
      keyRefused: () => undefined,
      report: (error) => {
        throw error;
      },
    });
    return { status: response.status, body: (await response.json()) as unknown };
  };

  it("cancels an order that cost nothing, also said twice, and refuses one that was paid with what to do instead", async () => {
    const order = await freeOrder();
    for (let time = 0; time < 2; time += 1)
      expect(await post(order, { why: "a test" })).toMatchObject({
        status: 200,
        body: { order: { status: "canceled" } },
      });
    expect(await post(await paidOrder(shop), { why: "a test" })).toMatchObject({
      status: 422,
      body: { problems: [{ field: "order", message: "it was paid; refund it instead" }] },
    });
    expect(await post(order, {})).toMatchObject({ status: 400, body: { problems: [{ field: "why" }] } });
  });
});

describe("a shipment of an order that cost nothing", () => {
  it("is refused after the order was canceled, and the order is not canceled after it, also at once", async () => {
    const ship = ({ id: orderId }: Order) =>
      shop.verbs.recordShipment({ orderId, ...aParcel({ name: "mail", carrier: null, isDelivered: true }) });
    const order = await freeOrder();
    await cancelOf(order);
    expect(await ship(order)).toEqual({ kind: "refused", problems: [{ kind: "order_canceled" }] });
    const other = await freeOrder();
    const [canceled, shipped] = await Promise.all([cancelOf(other), ship(other)]);
    expect([
      ["canceled", "refused"],
      ["shipped", "recorded"],
    ]).toContainEqual([canceled.kind, shipped.kind]);
    const { status, shipments } = await read(other);
    expect(status === "canceled").toBe(shipments.length === 0);
  });
});
