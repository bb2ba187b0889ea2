import { setTimeout as pause } from "node:timers/promises";
import { expect, it } from "vitest";
import type { Order } from "#lib/orders/order.ts";
import type { OpenDatabase } from "#lib/store/drizzle/database.ts";
import type { Job } from "#lib/store/jobs.ts";
import { openJobs } from "#lib/store/pg-boss.ts";
import { openRunDatabase } from "../../fixtures/real-postgres.ts";
import { paidOrder } from "../../purchase/orders/paid-order.ts";
import { added, FERNWEH, openReceiverShop } from "./receiver-shop.ts";

const WAITING = 800;
const EVENTS = 10;

const eventFor = (receiver: { readonly id: string }, order: Pick<Order, "id">, eventId: string) =>
  ({
    kind: "send_seller_event",
    orderId: order.id,
    type: "order_create",
    sellerId: FERNWEH,
    eventId,
    occurredAt: "2026-11-30T12:00:00Z",
    receiverId: receiver.id,
  }) as const;

/** A shop of its own with a receiver, and an order to send it. */
async function withReceiver() {
  const database = await openRunDatabase();
  const shop = await openReceiverShop({ database });
  return { database, shop, erp: await added(shop), order: await paidOrder(shop, { mug: 1 }) };
}

it(
  "a receiver with many events waiting has two calls at once, on all instances together",
  { timeout: 60_000 },
  async () => {
    const { database, shop, erp, order } = await withReceiver();
    await shop.context.store.transaction(async (transaction) => {
      for (let n = 0; n < WAITING; n += 1) await transaction.enqueue(eventFor(erp, order, `evt_${n}`));
    });
    const instances = await Promise.all(Array.from({ length: 6 }, () => openJobs(database, () => undefined)));
    const calls = { now: 0, most: 0, all: 0 };
    const call = async (): Promise<void> => {
      calls.now += 1;
      calls.all += 1;
      calls.most = Math.max(calls.most, calls.now);
      await pause(20);
      calls.now -= 1;
    };
    const work = (job: Job) => (job.kind === "send_seller_event" ? call() : Promise.resolve());
    await Promise.all(instances.map((instance) => instance.work(work)));
    await expect.poll(() => calls.all, { timeout: 45_000 }).toBeGreaterThan(300);
    await Promise.all(instances.map((instance) => instance.stop()));
    await shop.close();
    expect(calls.most).toBe(2);
  },
);

const ofSellers = (work: () => void) => (job: Job) =>
  job.kind === "send_seller_event" ? Promise.resolve(work()) : Promise.resolve();

/** A database whose process stops once the first statement of a transaction was answered, until it is let go. */
function stalling(database: OpenDatabase) {
  const state = { isStalled: false, letGo: (): void => undefined };
  const stall = new Promise<never>((_resolve, reject) => {
    state.letGo = () => reject(new Error("let go"));
  });
  const transaction: OpenDatabase["database"]["transaction"] = (work) =>
    database.database.transaction((real) => {
      const stalled = new Proxy(real, {
        get: (target, name) =>
          name === "execute"
            ? async (statement: Parameters<typeof real.execute>[0]) => {
                await target.execute(statement);
                state.isStalled = true;
                return stall;
              }
            : Reflect.get(target, name),
      });
      return work(stalled);
    });
  const over = new Proxy(database.database, {
    get: (target, name) => (name === "transaction" ? transaction : Reflect.get(target, name)),
  });
  return { opened: { ...database, database: over }, isStalled: () => state.isStalled, letGo: () => state.letGo() };
}

it(
  "an instance that stops in the middle of a claim keeps the others waiting for seconds",
  { timeout: 60_000 },
  async () => {
    const { database, shop, erp, order } = await withReceiver();
    const { opened, isStalled, letGo } = stalling(database);
    const paused = await openJobs(opened, () => undefined);
    void paused.work(() => Promise.resolve());
    await expect.poll(isStalled, { timeout: 20_000 }).toBe(true);
    const begun = performance.now();
    const sent = { count: 0 };
    const other = await openJobs(database, () => undefined);
    await other.work(ofSellers(() => void (sent.count += 1)));
    await shop.context.store.transaction((transaction) => transaction.enqueue(eventFor(erp, order, "evt_after")));
    await expect.poll(() => sent.count, { timeout: 40_000 }).toBeGreaterThan(0);
    expect(performance.now() - begun).toBeLessThan(15_000);
    letGo();
    await Promise.all([paused.stop(), other.stop()]);
    await shop.close();
  },
);

it("an idle instance sends each event as soon as it is stored", { timeout: 90_000 }, async () => {
  const { database, shop, erp, order } = await withReceiver();
  await database.query("delete from jobs.job", []);
  const sent = { count: 0 };
  const instance = await openJobs(database, () => undefined);
  await instance.work(ofSellers(() => void (sent.count += 1)));
  const begun = performance.now();
  for (let count = 1; count <= EVENTS; count += 1) {
    // Whoever looks again a second after the last one, or five, begins that wait now.
    await shop.context.store.transaction((transaction) => transaction.enqueue(eventFor(erp, order, `evt_${count}`)));
    await expect.poll(() => sent.count, { timeout: 20_000, interval: 20 }).toBe(count);
    await pause(200);
  }
  expect(performance.now() - begun).toBeLessThan(EVENTS * 700);
  await instance.stop();
  await shop.close();
});
