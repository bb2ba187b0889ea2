import { afterEach, describe, expect, it } from "vitest";
import { runJob } from "#lib/purchase/run-job.ts";
import { sellerReceiverVerbs } from "#lib/purchase/sellers/receiver-verbs.ts";
import type { PurchaseContext } from "#lib/purchase/context.ts";
import { openReceiverLine } from "#lib/runtime/sellers/receivers.ts";
import type { TestShop } from "../../fixtures/test-shop.ts";
import { createVerbs } from "../../fixtures/verbs.ts";
import { paidOrder } from "../../purchase/orders/paid-order.ts";
import { added, COMMAND, FERNWEH, openReceiverShop, recordingLine, type Sent } from "./receiver-shop.ts";

const open: TestShop[] = [];
afterEach(async () => {
  for (const shop of open.splice(0)) await shop.close();
});
async function shopWith(answer?: () => number) {
  const { line, sent } = recordingLine(answer);
  const shop = await openReceiverShop({ line });
  open.push(shop);
  return { shop, sent };
}
const DAY_MS = 86_400_000;
function moment() {
  const held = { reach: () => undefined as void };
  const reached = new Promise<void>((resolve) => (held.reach = resolve));
  return { reached, reach: () => held.reach() };
}
const ordersIn = (sent: readonly Sent[]) =>
  sent.flatMap(({ event }) => (event.type === "ping" ? [] : [event.order.number]));
const moving = (receiver: string) => ({ receiver, seller: FERNWEH, why: "test", caller: COMMAND }) as const;
type Order = Awaited<ReturnType<typeof paidOrder>>;
const sendAbout = (shop: TestShop, receiverId: string, { id: orderId }: Order) =>
  runJob(shop.context, {
    kind: "send_seller_event",
    eventId: "evt_1",
    orderId,
    type: "order_create",
    occurredAt: "2026-11-30T12:00:00Z",
    receiverId,
    sellerId: FERNWEH,
  });

describe("a receiver that is resumed gets", () => {
  it("the order whose event still waited when it was paused", async () => {
    const { shop, sent } = await shopWith();
    const erp = await added(shop);
    const order = await paidOrder(shop, { mug: 1 });
    shop.advance(1000);
    await shop.verbs.moveSellerReceiver({ ...moving(erp.id), to: "paused" });
    await sendAbout(shop, erp.id, order);
    expect(sent).toEqual([]);
    expect(await shop.verbs.moveSellerReceiver({ ...moving(erp.id), to: "active" })).toMatchObject({ orders: 1 });
  });

  it("the order whose event was the first that it did not take, after it was turned off", async () => {
    const state = { status: 500 };
    const { shop } = await shopWith(() => state.status);
    const erp = await added(shop);
    const order = await paidOrder(shop, { mug: 1 });
    shop.advance(1000);
    await expect(sendAbout(shop, erp.id, order)).rejects.toThrow("answered 500");
    shop.advance(2 * DAY_MS);
    await expect(sendAbout(shop, erp.id, order)).rejects.toThrow("answered 500");
    expect(await shop.context.store.sellerReceiver(erp.id)).toMatchObject({ state: "failed" });
    state.status = 204;
    expect(await shop.verbs.moveSellerReceiver({ ...moving(erp.id), to: "active" })).toMatchObject({ orders: 1 });
  });

  it("an order that was paid and shipped meanwhile, also where it asked for updates alone", async () => {
    const { shop, sent } = await shopWith();
    const erp = await added(shop, FERNWEH, { events: ["order_update"] });
    await shop.verbs.moveSellerReceiver({ ...moving(erp.id), to: "paused" });
    const order = await paidOrder(shop, { mug: 1 });
    await shop.verbs.recordShipment({
      orderId: order.id,
      name: "box-1",
      carrier: "Post",
      trackingNumber: null,
      trackingUrl: null,
      lines: null,
      isDelivered: false,
    });
    await shop.verbs.moveSellerReceiver({ ...moving(erp.id), to: "active" });
    await shop.startJobs();
    await expect.poll(() => ordersIn(sent), { timeout: 8000 }).toEqual([order.number]);
  });

  it("what it missed, when resuming is repeated after it broke off", async () => {
    const { shop } = await shopWith();
    const erp = await added(shop);
    await shop.verbs.moveSellerReceiver({ ...moving(erp.id), to: "paused" });
    await paidOrder(shop, { mug: 1 });
    const verbsOf = (store: PurchaseContext["store"]) => sellerReceiverVerbs({ ...shop.context, store });
    let transactions = 0;
    const breaking: PurchaseContext["store"] = {
      ...shop.context.store,
      transaction: (work) => {
        transactions += 1;
        return transactions === 1 ? shop.context.store.transaction(work) : Promise.reject(new Error("broken off"));
      },
    };
    const resume = { ...moving(erp.id), to: "active" } as const;
    await expect(verbsOf(breaking).moveSellerReceiver(resume)).rejects.toThrow("broken off");
    expect(await verbsOf(shop.context.store).moveSellerReceiver(resume)).toMatchObject({ orders: 1 });
  });

  it("an order whose payment was being written while it was resumed", async () => {
    const { shop, sent } = await shopWith();
    const erp = await added(shop);
    await shop.verbs.moveSellerReceiver({ ...moving(erp.id), to: "paused" });
    const [written, resumed] = [moment(), moment()];
    const waiting: PurchaseContext["store"] = {
      ...shop.context.store,
      transaction: (work) =>
        shop.context.store.transaction(async (transaction) => {
          const seen = { isOrder: false };
          const insertOrder: typeof transaction.insertOrder = (order) => {
            seen.isOrder = true;
            return transaction.insertOrder(order);
          };
          const result = await work({ ...transaction, insertOrder });
          if (seen.isOrder) {
            written.reach();
            await resumed.reached;
          }
          return result;
        }),
    };
    const paying = paidOrder({ ...shop, verbs: createVerbs({ ...shop.context, store: waiting }) }, { mug: 1 });
    await written.reached;
    await shop.verbs.moveSellerReceiver({ ...moving(erp.id), to: "active" });
    resumed.reach();
    const order = await paying;
    await shop.startJobs();
    await expect.poll(() => ordersIn(sent), { timeout: 8000 }).toEqual([order.number]);
  });
});

describe("a receiver whose secret no key opens any more", () => {
  async function withLostKey() {
    const { shop } = await shopWith();
    const erp = await added(shop);
    const receiverLine = openReceiverLine(
      {
        sellerReceivers: { secretsKeys: ["another-key-of-at-least-32-characters"], allowedHosts: new Set() },
        publicUrl: "https://shop.example.com",
      },
      shop.context.now,
      { network: { resolve: async () => [], connect: () => expect.unreachable("no such host") } },
    );
    return { id: erp.id, verbs: sellerReceiverVerbs({ ...shop.context, receiverLine }) };
  }
  const called = { kind: "tested", answer: { kind: "failed", why: "no_such_host" } };

  it("is called again once its secret was rotated", async () => {
    const { id, verbs } = await withLostKey();
    expect(await verbs.rotateSellerReceiver({ ...moving(id), secret: null })).toMatchObject({ kind: "rotated" });
    await expect(verbs.testSellerReceiver(moving(id))).resolves.toMatchObject(called);
  });

  it("is tested with an answer that says so", async () => {
    const { id, verbs } = await withLostKey();
    await expect(verbs.testSellerReceiver(moving(id))).resolves.toMatchObject({ kind: expect.any(String) });
  });
});
