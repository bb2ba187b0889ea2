import { setTimeout as pause } from "node:timers/promises";
import { expect, it } from "vitest";
import type { Job } from "#lib/store/jobs.ts";
import { openJobs } from "#lib/store/pg-boss.ts";
import { openRunDatabase } from "../../fixtures/real-postgres.ts";
import { paidOrder } from "../../purchase/orders/paid-order.ts";
import { added, FERNWEH, openReceiverShop } from "./receiver-shop.ts";

const WAITING = 800;

it(
  "a receiver with many events waiting has two calls at once, on all instances together",
  { timeout: 60_000 },
  async () => {
    const database = await openRunDatabase();
    const shop = await openReceiverShop({ database });
    const erp = await added(shop);
    const { id: orderId } = await paidOrder(shop, { mug: 1 });
    const event = { kind: "send_seller_event", orderId, type: "order_create", sellerId: FERNWEH } as const;
    await shop.context.store.transaction(async (transaction) => {
      for (let n = 0; n < WAITING; n += 1)
        await transaction.enqueue({
          ...event,
          eventId: `evt_${n}`,
          occurredAt: "2026-11-30T12:00:00Z",
          receiverId: erp.id,
        });
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
