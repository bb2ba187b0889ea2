import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Order } from "#lib/orders/order.ts";
import { money } from "#lib/money.ts";
import { readRefunds } from "#lib/purchase/orders/read-refunds.ts";
import { runJob } from "#lib/purchase/run-job.ts";
import type { ReceiverEvent } from "#lib/sellers/receiver.ts";
import type { Job } from "#lib/store/jobs.ts";
import type { OpenDatabase } from "#lib/store/drizzle/database.ts";
import { openRunDatabase } from "../../fixtures/real-postgres.ts";
import type { TestShop } from "../../fixtures/test-shop.ts";
import { paidOrder } from "../../purchase/orders/paid-order.ts";
import { added, COMMAND, FERNWEH, openReceiverShop, recordingSender } from "./receiver-shop.ts";
import { aParcel } from "../../fixtures/parcels.ts";

const [MINUTE_MS, DAY_MS] = [60_000, 86_400_000];
const TAKES = 204;
let database: OpenDatabase;
let shop: TestShop;
let answer: (url: string) => number = () => TAKES;
const { sender, sent } = recordingSender((url) => answer(url));
beforeAll(async () => {
  database = await openRunDatabase();
  shop = await openReceiverShop({ sender, database });
});
afterAll(() => shop.close());
afterEach(async () => {
  answer = () => TAKES;
  sent.splice(0);
  for (const { id } of (await shop.verbs.sellerReceivers({ seller: FERNWEH, caller: COMMAND })) ?? [])
    await shop.verbs.removeSellerReceiver({ receiver: id, seller: null, why: null, caller: COMMAND });
  await database.query("delete from jobs.job", []);
});

const move = (receiver: string, to: "active" | "paused", isDryRun = false) =>
  shop.verbs.moveSellerReceiver({ receiver, seller: null, to, why: "test", caller: COMMAND, isDryRun });
const JOBS = "name in ('send-seller-event', 'catch-up-receiver')";
const waiting = async () =>
  (await database.query(`select data from jobs.job where ${JOBS}`, [])).rows.map((row) => row["data"] as Job);
/** Takes what waits, and does each job once, whenever it is due; those that fail wait again. */
async function workOnce(): Promise<void> {
  const { rows } = await database.query(`delete from jobs.job where ${JOBS} returning data`, []);
  for (const row of rows) {
    const job = row["data"] as Job;
    await runJob(shop.context, job).catch(() => shop.context.store.transaction((to) => to.enqueue(job)));
  }
}
/** Until nothing waits any more. */
async function workAll(): Promise<void> {
  while ((await waiting()).length > 0) await workOnce();
}
const shipped = ({ id: orderId }: Order, name = "box-1") =>
  shop.verbs.recordShipment({ orderId, ...aParcel({ name }) });
/** What was sent since this was called last, as `type number`. */
const taken = () =>
  sent.splice(0).map(({ event }) => (event.type === "ping" ? "" : `${event.type} ${event.order.number}`));

describe("a receiver that is resumed", () => {
  it("gets the first order that it did not take, which was paid before it was called for it", async () => {
    const erp = await added(shop);
    const order = await paidOrder(shop, { mug: 1 });
    answer = () => 503;
    shop.advance(30 * MINUTE_MS);
    await workOnce();
    shop.advance(2 * DAY_MS);
    await workOnce();
    await workOnce();
    expect([(await shop.context.store.sellerReceiver(erp.id))?.state, await waiting()]).toEqual(["failed", []]);
    answer = () => TAKES;
    taken();
    expect(await move(erp.id, "active")).toMatchObject({ isChanged: true, since: expect.any(Date) });
    await workAll();
    expect(taken()).toEqual([`order_create ${order.number}`]);
  });

  it.each(["in the provider's dashboard", "by us, and the books lost it"])(
    "gets a refund that was made %s before the pause and found during it",
    async (where) => {
      const erp = await added(shop);
      const order = await paidOrder(shop, { mug: 1 });
      const { paymentReference: reference } = order;
      await workAll();
      if (where.startsWith("by us")) {
        await shop.verbs.refundOrder({ orderId: order.id, amountMinor: 500, requestId: null, why: "test" });
        await workAll();
        await database.query("delete from refunds where reference = $1", [reference]);
        await database.query("update captures set refunded_minor = 0 where reference = $1", [reference]);
      } else shop.bank.refundByHand(reference, money(500, "USD"));
      shop.advance(180 * MINUTE_MS);
      await move(erp.id, "paused");
      taken();
      expect(await readRefunds(shop.context, reference)).toBe("read");
      await workAll();
      expect(taken()).toEqual([]);
      await move(erp.id, "active");
      await workAll();
      expect(taken()).toEqual([`order_update ${order.number}`]);
      shop.advance(60 * MINUTE_MS);
    },
  );

  it("gets what waited to be sent when it was paused", async () => {
    const erp = await added(shop);
    const order = await paidOrder(shop, { mug: 1 });
    shop.advance(30 * MINUTE_MS);
    await move(erp.id, "paused");
    await workAll();
    await move(erp.id, "active");
    expect(await move(erp.id, "active")).toMatchObject({ isChanged: false, since: null });
    await workAll();
    expect(taken()).toEqual([`order_create ${order.number}`]);
  });

  it.each([
    ["before its orders are read", 0],
    ["before its events are sent", 1],
  ])("gets the rest of a catch-up, when it is paused during one %s", async (_when, rounds) => {
    const erp = await added(shop);
    await move(erp.id, "paused");
    const orders = [await paidOrder(shop, { mug: 1 }), await paidOrder(shop, { ebook: 1 })];
    await move(erp.id, "active");
    for (let round = 0; round < rounds; round += 1) await workOnce();
    shop.advance(60 * MINUTE_MS);
    await move(erp.id, "paused");
    await workAll();
    expect(taken()).toEqual([]);
    await move(erp.id, "active");
    await workAll();
    expect(taken().sort()).toEqual(orders.map(({ number }) => `order_create ${number}`).sort());
  });

  it("gets an event that was given up, until a day has passed in which every other was taken", async () => {
    const erp = await added(shop);
    const lost = await paidOrder(shop, { mug: 1 });
    answer = () => 500;
    await workOnce();
    await database.query("delete from jobs.job", []);
    answer = () => TAKES;
    shop.advance(60 * MINUTE_MS);
    await paidOrder(shop, { ebook: 1 });
    await workAll();
    expect(await shop.context.store.sellerReceiver(erp.id)).toMatchObject({ failingSince: null });
    const again = async () => {
      await move(erp.id, "paused");
      taken();
      await move(erp.id, "active");
      await workAll();
      return taken();
    };
    expect(await again()).toContain(`order_create ${lost.number}`);
    shop.advance(DAY_MS);
    await paidOrder(shop, { ebook: 1 });
    await workAll();
    expect(await again()).not.toContain(`order_create ${lost.number}`);
  });

  it.each<[readonly ReceiverEvent[], readonly string[]]>([
    [
      ["order_create", "order_update"],
      ["order_create new", "order_update old"],
    ],
    [["order_create"], ["order_create new"]],
    [["order_update"], ["order_update new", "order_update old"]],
  ])("for %j gets an order that was paid and shipped, and an older one that was shipped", async (events, wanted) => {
    const old = await paidOrder(shop, { mug: 1 });
    shop.advance(60 * MINUTE_MS);
    const erp = await added(shop, FERNWEH, { events });
    await move(erp.id, "paused");
    const paid = await paidOrder(shop, { mug: 1 });
    await shipped(paid);
    await shipped(old);
    await move(erp.id, "active");
    const names = () =>
      taken()
        .map((text) => text.replace(paid.number, "new").replace(old.number, "old"))
        .sort();
    await workAll();
    expect(names()).toEqual(wanted);
    const since = new Date(shop.context.now().getTime() - 10 * MINUTE_MS);
    expect(await shop.verbs.resendOrders({ receiver: erp.id, since, why: "test" })).toMatchObject({
      orders: wanted.length,
    });
    await workAll();
    expect(names()).toEqual(wanted);
  });

  it.each([
    ["its tracking number", { trackingNumber: "00340434" }],
    ["where it can be tracked", { trackingUrl: "https://post.example.com/00340434" }],
    ["its carrier", { carrier: "Post" }],
    ["that it was delivered", { isDelivered: true }],
  ])("gets an order whose parcel was known, and of which %s was added while it was off", async (_what, details) => {
    const { id: orderId, number } = await paidOrder(shop, { ebook: 1 });
    const box = aParcel({ carrier: null });
    await shop.verbs.recordShipment({ orderId, ...box });
    shop.advance(60 * MINUTE_MS);
    const erp = await added(shop);
    await move(erp.id, "paused");
    const again = { orderId, ...box, ...details };
    expect(await shop.verbs.recordShipment(again)).toMatchObject({ kind: "recorded", isNew: false });
    const pause = async () => {
      await move(erp.id, "active");
      await workAll();
      shop.advance(60 * MINUTE_MS);
      await move(erp.id, "paused");
      return taken();
    };
    expect(await pause()).toEqual([`order_update ${number}`]);
    expect(await shop.verbs.recordShipment(again)).toMatchObject({ kind: "already_recorded" });
    expect(await pause()).toEqual([]);
  });

  it("has its catch-up as a job of the same transaction; a dry run leaves none", async () => {
    const erp = await added(shop);
    await move(erp.id, "paused");
    const off = await shop.context.store.sellerReceiver(erp.id);
    await move(erp.id, "active", true);
    expect([await waiting(), await shop.context.store.sellerReceiver(erp.id)]).toEqual([[], off]);
    await move(erp.id, "active");
    expect(await waiting()).toMatchObject([{ kind: "catch_up_receiver", receiverId: erp.id, after: "" }]);
  });
});
