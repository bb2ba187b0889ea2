import { afterEach, describe, expect, it } from "vitest";
import type { OrderEvent } from "#lib/orders/order-event.ts";
import { runJob } from "#lib/purchase/run-job.ts";
import { sellerReceiverVerbs } from "#lib/purchase/sellers/receiver-verbs.ts";
import type { Job } from "#lib/store/jobs.ts";
import { openRunDatabase } from "../../fixtures/real-postgres.ts";
import type { TestShop } from "../../fixtures/test-shop.ts";
import { paidOrder } from "../../purchase/orders/paid-order.ts";
import {
  added,
  COMMAND,
  FERNWEH,
  hurryCatchUps,
  KUMO,
  senderWith,
  openReceiverShop,
  recordingSender,
  type Sent,
} from "./receiver-shop.ts";
import { aParcel } from "../../fixtures/parcels.ts";

const open: TestShop[] = [];
afterEach(async () => {
  for (const shop of open.splice(0)) await shop.close();
});
async function shopWith(answer?: (url: string) => Promise<number> | number) {
  const { sender, sent } = recordingSender(answer);
  const database = await openRunDatabase();
  const shop = await openReceiverShop({ sender, database });
  open.push(shop);
  return { shop, sent, database };
}
const DAY_MS = 86_400_000;
const settled = (read: () => unknown, timeout = 15_000) => expect.poll(read, { timeout });
const ordersIn = (sent: readonly Sent[], id: string) =>
  sent.flatMap(({ to, event }) => (to.id === id && event.type !== "ping" ? [event.order.number] : []));
const jobOf = (orderId: OrderEvent["order"]["id"], receiverId: string, seller = FERNWEH): Job => ({
  kind: "send_seller_event",
  eventId: "evt_1",
  orderId,
  type: "order_create",
  occurredAt: "2026-11-30T12:00:00Z",
  receiverId,
  sellerId: seller,
});

describe("a receiver that a seller has added", () => {
  it("gets the events of its seller that it asked for, from the next order on, and no other seller's", async () => {
    const { shop, sent } = await shopWith();
    await shop.startJobs();
    await paidOrder(shop, { mug: 1 });
    const erp = await added(shop, FERNWEH);
    const updates = await added(shop, FERNWEH, { events: ["order_update"] });
    const kumo = await added(shop, KUMO);
    const mug = await paidOrder(shop, { mug: 1 });
    const cup = await paidOrder(shop, { cup: 1 });
    await settled(() => [ordersIn(sent, erp.id), ordersIn(sent, kumo.id)]).toEqual([[mug.number], [cup.number]]);
    await shipped(shop, mug);
    await settled(() => ordersIn(sent, updates.id)).toEqual([mug.number]);
    const ids = sent.flatMap(({ to, event }) => (to.id !== kumo.id && event.type === "order_update" ? [event.id] : []));
    expect(new Set(ids).size).toBe(1);
    expect((await shop.verbs.sellerReceivers({ seller: FERNWEH, caller: COMMAND }))?.[0]).toMatchObject({
      state: "active",
      failingSince: null,
      lastDeliveredAt: expect.any(Date),
    });
  });

  it("still hears of orders after its seller has left", async () => {
    const { shop, sent } = await shopWith();
    const erp = await added(shop, FERNWEH);
    const order = await paidOrder(shop, { mug: 1 });
    await shop.verbs.moveSeller({ id: FERNWEH, to: "closed", why: "test", caller: COMMAND });
    await shipped(shop, order);
    await shop.startJobs();
    await settled(() => ordersIn(sent, erp.id)).toEqual([order.number, order.number]);
  });

  it("is sent nothing any more once it is removed or paused, and never another seller's order", async () => {
    const { shop, sent } = await shopWith();
    const [gone, paused, kumo] = [await added(shop), await added(shop), await added(shop, KUMO)];
    const order = await paidOrder(shop, { mug: 1 });
    const act = { seller: null, why: "test", caller: COMMAND };
    await shop.verbs.removeSellerReceiver({ ...act, receiver: gone.id });
    await shop.verbs.moveSellerReceiver({ ...act, receiver: paused.id, to: "paused" });
    for (const id of [gone.id, paused.id]) await runJob(shop.context, jobOf(order.id, id));
    await runJob(shop.context, jobOf(order.id, kumo.id, KUMO));
    await runJob(shop.context, jobOf(order.id, kumo.id, FERNWEH));
    expect(sent).toEqual([]);
  });

  it("that is resumed gets what changed while it was paused, as it is now", async () => {
    const { shop, sent, database } = await shopWith();
    await shop.startJobs();
    const erp = await added(shop);
    const act = { seller: FERNWEH, why: "test", caller: COMMAND, receiver: erp.id };
    await shop.verbs.moveSellerReceiver({ ...act, to: "paused" });
    const missed = await paidOrder(shop, { mug: 1 });
    await paidOrder(shop, { cup: 1 });
    expect(await shop.verbs.moveSellerReceiver({ ...act, to: "active" })).toMatchObject({
      isChanged: true,
      since: expect.any(Date),
    });
    await hurryCatchUps(database);
    await settled(() => ordersIn(sent, erp.id)).toEqual([missed.number]);
    expect(await shop.verbs.resendOrders({ receiver: erp.id, since: new Date(0), why: "test" })).toEqual({
      kind: "enqueued",
      orders: 1,
    });
    await settled(() => ordersIn(sent, erp.id)).toEqual([missed.number, missed.number]);
  });

  it("that takes nothing for two days is turned off, with an entry in the audit trail; one success ends that", async () => {
    const state = { status: 500 };
    const { shop } = await shopWith(() => state.status);
    const erp = await added(shop);
    const order = await paidOrder(shop, { mug: 1 });
    const send = () => runJob(shop.context, jobOf(order.id, erp.id)).catch((error: unknown) => String(error));
    const read = () => shop.context.store.sellerReceiver(erp.id);
    expect(await send()).toContain("the receiver answered 500");
    shop.advance(DAY_MS);
    state.status = 204;
    await send();
    expect(await read()).toMatchObject({ state: "active", failingSince: null, lastFailure: "answered_500" });
    state.status = 500;
    await send();
    shop.advance(2 * DAY_MS - 60_000);
    await send();
    expect(await read()).toMatchObject({ state: "active" });
    shop.advance(120_000);
    await send();
    expect(await read()).toMatchObject({ state: "failed", disabledWhy: "answered_500" });
    expect(await shop.verbs.failedReceivers(9)).toMatchObject([{ id: erp.id }]);
    expect(await shop.context.store.latestEntry("seller_receiver_turned_off")).toMatchObject({
      actor: "server",
      subject: FERNWEH,
      details: { receiver: erp.id, failure: "answered_500" },
    });
    expect(shop.warnings.map(({ message }) => message)).toEqual(["a seller's receiver was turned off"]);
  });
});

describe("a receiver whose secret no key opens", () => {
  it("is called by nobody, which a test call says and an event notes as failing", async () => {
    const { shop } = await shopWith();
    const erp = await added(shop);
    const order = await paidOrder(shop, { mug: 1 });
    const context = { ...shop.context, receiverSender: senderWith("another-key-of-at-least-32-characters") };
    const named = { receiver: erp.id, seller: null, caller: COMMAND };
    expect(await sellerReceiverVerbs(context).testSellerReceiver(named)).toMatchObject({
      kind: "tested",
      answer: { kind: "failed", why: "unreadable_secret" },
    });
    await expect(runJob(context, jobOf(order.id, erp.id))).rejects.toThrow("SELLER_SECRETS_KEY");
    expect(await shop.context.store.sellerReceiver(erp.id)).toMatchObject({
      lastFailure: "unreadable_secret",
      failingSince: expect.any(Date),
    });
  });
});

describe("receivers of several sellers share a queue", () => {
  it("in which one that hangs delays nobody else's events", async () => {
    const hangs = (url: string) =>
      url.includes("hangs") ? new Promise<number>((resolve) => void setTimeout(() => resolve(504), 8000)) : 204;
    const { shop, sent } = await shopWith(hangs);
    const slow = await added(shop, FERNWEH, { url: "https://hangs.example.com/" });
    const kumo = await added(shop, KUMO);
    for (let count = 0; count < 30; count += 1) await paidOrder(shop, { ebook: 1 });
    const cups: string[] = [];
    for (let count = 0; count < 5; count += 1) cups.push((await paidOrder(shop, { cup: 1 })).number);
    await shop.startJobs();
    const begun = Date.now();
    await settled(() => ordersIn(sent, kumo.id).sort()).toEqual(cups.sort());
    expect(Date.now() - begun).toBeLessThan(6000);
    // Of the slow one's thirty, as many were begun as may run at once.
    expect(ordersIn(sent, slow.id).length).toBe(2);
  });
});

const shipped = (shop: TestShop, order: OrderEvent["order"]) =>
  shop.verbs.recordShipment({ orderId: order.id, ...aParcel() });
