import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { forget } from "#lib/purchase/privacy/forget.ts";
import { runJob } from "#lib/purchase/run-job.ts";
import type { Job } from "#lib/store/jobs.ts";
import type { OpenDatabase } from "#lib/store/drizzle/database.ts";
import { ada, type TestShop } from "../../fixtures/test-shop.ts";
import { openRunDatabase } from "../../fixtures/real-postgres.ts";
import { aParcel } from "../../fixtures/parcels.ts";
import { paidOrder } from "../../purchase/orders/paid-order.ts";
import { added, COMMAND, FERNWEH, openReceiverShop, recordingSender } from "./receiver-shop.ts";

const [HOUR_MS, DAY_MS] = [3_600_000, 86_400_000];
const TRACKING = { trackingNumber: "00340434", trackingUrl: "https://post.example.com/00340434" };
let database: OpenDatabase;
let shop: TestShop;
const { sender, sent } = recordingSender();
beforeAll(async () => {
  database = await openRunDatabase();
  shop = await openReceiverShop({ sender, database });
});
afterAll(() => shop.close());
afterEach(async () => {
  await erase();
  for (const { id } of (await shop.verbs.sellerReceivers({ seller: FERNWEH, caller: COMMAND })) ?? [])
    await shop.verbs.removeSellerReceiver({ receiver: id, seller: null, why: null, caller: COMMAND });
  await database.query("delete from jobs.job", []);
});

const erase = () => shop.verbs.eraseBuyer(ada.email);
const move = (receiver: string, to: "active" | "paused") =>
  shop.verbs.moveSellerReceiver({ receiver, seller: null, to, why: "test", caller: COMMAND, isDryRun: false });
/** What receivers are sent of all that waits: the type of each event, and the parcels with all that leads to an address. */
async function taken() {
  sent.splice(0);
  const work = async (): Promise<void> => {
    const jobs = "delete from jobs.job where name in ('send-seller-event', 'catch-up-receiver') returning data";
    const { rows } = await database.query(jobs, []);
    for (const row of rows) await runJob(shop.context, row["data"] as Job);
    if (rows.length > 0) await work();
  };
  await work();
  return sent.splice(0).flatMap(({ event }) => {
    if (event.type === "ping") return [];
    const { buyer, address, shipments } = event.order;
    return [
      { type: event.type, buyer, address, shipments: shipments.map(({ trackingNumber: n, trackingUrl: u }) => [n, u]) },
    ];
  });
}
const ERASED = { type: "order_update", buyer: null, address: null, shipments: [[null, null]] };

/** An order whose parcel can be tracked; what happened to it so far was sent. */
async function trackedOrder() {
  const order = await paidOrder(shop, { mug: 1 });
  await shop.verbs.recordShipment({ orderId: order.id, ...aParcel(TRACKING) });
  expect((await taken()).at(-1)?.shipments).toEqual([[TRACKING.trackingNumber, TRACKING.trackingUrl]]);
  shop.advance(HOUR_MS);
  return order;
}

describe("a receiver that has an order's tracking number", () => {
  it("is sent the order without it when its buyer is erased, once", async () => {
    await added(shop);
    await trackedOrder();
    await erase();
    expect(await taken()).toEqual([ERASED]);
    await erase();
    expect(await taken()).toEqual([]);
  });

  it("is sent the order without it when its time is over", async () => {
    await added(shop);
    await trackedOrder();
    shop.advance(5000 * DAY_MS);
    await forget(shop.context);
    expect(await taken()).toEqual([ERASED]);
  });

  it("and was off when its buyer was erased is sent the order without it when it is resumed", async () => {
    const erp = await added(shop);
    await trackedOrder();
    await move(erp.id, "paused");
    await erase();
    expect(await taken()).toEqual([]);
    await move(erp.id, "active");
    expect(await taken()).toEqual([ERASED]);
  });

  it("is sent it again by orders:resend, since a time after the parcel and before the erasure", async () => {
    const erp = await added(shop);
    await trackedOrder();
    const since = shop.context.now();
    await erase();
    await taken();
    expect(await shop.verbs.resendOrders({ receiver: erp.id, since, why: "test" })).toMatchObject({ orders: 1 });
    expect(await taken()).toEqual([ERASED]);
  });
});

it("of an order without a tracking number nothing is sent when its buyer is erased, because nothing is otherwise", async () => {
  await added(shop);
  await paidOrder(shop, { mug: 1 });
  const { id: orderId } = await paidOrder(shop, { mug: 1 });
  await shop.verbs.recordShipment({ orderId, ...aParcel() });
  await taken();
  await erase();
  expect(await taken()).toEqual([]);
});

it("of an event that waited while its buyer was erased, nothing of them is sent", async () => {
  await added(shop);
  const { id: orderId } = await paidOrder(shop, { mug: 1 });
  await shop.verbs.recordShipment({ orderId, ...aParcel(TRACKING) });
  await erase();
  const events = await taken();
  expect(events.map(({ type }) => type)).toEqual(["order_create", "order_update", "order_update"]);
  for (const event of events) expect(event).toMatchObject({ buyer: null, address: null, shipments: [[null, null]] });
});
