import { afterEach, describe, expect, it } from "vitest";
import { orderId, sellerId, type OrderId } from "#lib/ids.ts";
import { ACP_WEBHOOK_RECEIVER } from "#lib/orders/order-event.ts";
import type { Job } from "#lib/store/jobs.ts";
import type { OpenDatabase } from "#lib/store/drizzle/database.ts";
import { createStore } from "#lib/store/drizzle/store.ts";
import { openJobs } from "#lib/store/pg-boss.ts";
import { realPostgres } from "../fixtures/real-postgres.ts";
import { openTestPglite } from "../fixtures/test-pglite.ts";

const postgres = realPostgres();
const DATABASES: readonly [string, () => Promise<OpenDatabase>][] = [
  ["PGlite", () => openTestPglite()],
  ["Postgres", () => postgres.open()],
];

/** How many jobs a queue hands out at a time. */
const BATCH = 10;
const MANY = 150;

type EventJob = Extract<Job, { kind: "send_order_event" }>;
let count = 0;
const eventOf = (seller: string, changes: Partial<EventJob> = {}): EventJob => ({
  kind: "send_order_event",
  eventId: `evt_${(count += 1)}`,
  orderId: orderId(`ord_of_${seller}`),
  type: "order_update",
  occurredAt: "2026-11-30T12:00:00Z",
  receiver: ACP_WEBHOOK_RECEIVER,
  sellerId: sellerId(seller),
  ...changes,
});

describe.each(DATABASES)("a queue of several sellers on %s", (_, open) => {
  const closing: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });

  async function aQueue() {
    const opened = await open();
    const failures: unknown[] = [];
    const jobs = await openJobs(opened, (error) => void failures.push(error));
    closing.push(async () => {
      await jobs.stop();
      await opened.close();
    });
    const store = createStore(opened.database, jobs.enqueueOn);
    const served: OrderId[] = [];
    return {
      jobs,
      failures,
      /** The orders in the order in which they were served. */
      served,
      enqueue: (...all: readonly EventJob[]) =>
        store.transaction(async (transaction) => {
          for (const job of all) await transaction.enqueue(job);
        }),
      enqueueLater: (notBefore: Date, ...all: readonly EventJob[]) =>
        store.transaction(async (transaction) => {
          for (const job of all) await transaction.enqueue(job, notBefore);
        }),
      /** `pause` is awaited before the job that is served as the `after`th, and before those beside it. */
      serve: (pause: Promise<void> = Promise.resolve(), after = 0) =>
        jobs.work(async (job) => {
          if (job.kind !== "send_order_event") return;
          if (served.length >= after) await pause;
          served.push(job.orderId);
        }),
      /** As `serve`, and beside each job, before the next ones are fetched, there comes what `next` answers. */
      serveWith: (next: (order: OrderId) => EventJob | null) =>
        jobs.work(async (job) => {
          if (job.kind !== "send_order_event") return;
          served.push(job.orderId);
          const more = next(job.orderId);
          if (more !== null) await store.transaction((transaction) => transaction.enqueue(more));
        }),
      /** In which places somebody's jobs were served. */
      places: (seller: string) =>
        served.flatMap((order, index) => (order === orderId(`ord_of_${seller}`) ? [index] : [])),
    };
  }

  it("one seller's many jobs do not make another seller's few wait behind them", async () => {
    const queue = await aQueue();
    await queue.enqueue(...Array.from({ length: MANY }, () => eventOf("flood")));
    await queue.enqueue(...Array.from({ length: 5 }, () => eventOf("kumo")));
    await queue.enqueue(...Array.from({ length: 5 }, () => eventOf("fernweh")));
    await queue.serve();
    await expect.poll(() => queue.served.length, { timeout: 20_000 }).toBe(MANY + 10);
    // Three sellers in turns: the fifth of each is served among the first fifteen, give or take a batch.
    for (const seller of ["kumo", "fernweh"])
      expect(Math.max(...queue.places(seller)), seller).toBeLessThan(15 + BATCH);
    expect(queue.failures).toEqual([]);
  });

  it("a seller who comes while the queue is busy is served in turn, and those who wait go on", async () => {
    const queue = await aQueue();
    await queue.enqueue(...Array.from({ length: MANY }, () => eventOf("flood")));
    let release = (): void => undefined;
    const stored = new Promise<void>((resolve) => (release = resolve));
    await queue.serve(stored, 2 * BATCH);
    await expect.poll(() => queue.served.length, { timeout: 20_000 }).toBe(2 * BATCH);
    await queue.enqueue(...Array.from({ length: 100 }, () => eventOf("kumo")));
    release();
    await expect.poll(() => queue.served.length, { timeout: 20_000 }).toBe(MANY + 100);
    const [first, last] = [Math.min(...queue.places("kumo")), Math.max(...queue.places("kumo"))];
    expect(first).toBeLessThan(4 * BATCH);
    // From then on every second one is theirs.
    const meanwhile = queue.places("flood").filter((place) => place > first && place < last).length;
    expect([meanwhile > 100 - 2 * BATCH, meanwhile < 100 + 2 * BATCH]).toEqual([true, true]);
  });

  it.each([
    ["each of many", (from: string) => from],
    ["somebody new", () => `new-${(count += 1)}`],
  ])("one seller's many are served in turn while %s brings a job for each that was served", async (_name, next) => {
    const queue = await aQueue();
    await queue.enqueue(...Array.from({ length: MANY }, () => eventOf("flood")));
    await queue.enqueue(...Array.from({ length: 2 * BATCH }, (_none, index) => eventOf(`light-${index}`)));
    const wanted = 30 * BATCH;
    await queue.serveWith((order) => {
      const seller = String(order).replace("ord_of_", "");
      return seller === "flood" || queue.served.length >= wanted ? null : eventOf(next(seller));
    });
    await expect.poll(() => queue.served.length, { timeout: 40_000 }).toBeGreaterThanOrEqual(wanted);
    const places = queue.places("flood").filter((place) => place < wanted);
    // More than a batch wait at any time, and with the flood's one they are 21 who take turns.
    expect(places.length).toBeGreaterThan(wanted / (2 * BATCH + 1) - 5);
    const gaps = places.slice(1).map((place, index) => place - (places[index] ?? 0));
    expect(Math.max(...gaps, wanted - (places.at(-1) ?? 0))).toBeLessThan(4 * BATCH);
    expect(queue.failures).toEqual([]);
  });

  it("what a seller has for later does not put back what they have now", async () => {
    const queue = await aQueue();
    const inAnHour = new Date(Date.now() + 3_600_000);
    await queue.enqueueLater(inAnHour, ...Array.from({ length: 60 }, () => eventOf("kumo")));
    await queue.enqueue(...Array.from({ length: 50 }, () => eventOf("flood")));
    await queue.enqueue(eventOf("kumo"));
    await queue.serve();
    await expect.poll(() => queue.served.length, { timeout: 20_000 }).toBe(51);
    expect(Math.max(...queue.places("kumo"))).toBeLessThan(2 * BATCH);
  });

  it("a catch-up is served after everything that happens meanwhile, whoever has it", async () => {
    const queue = await aQueue();
    await queue.enqueue(...Array.from({ length: 30 }, () => eventOf("kumo", { isCatchUp: true })));
    await queue.enqueue(...Array.from({ length: 30 }, () => eventOf("flood")));
    await queue.enqueue(eventOf("fernweh"));
    await queue.serve();
    await expect.poll(() => queue.served.length, { timeout: 20_000 }).toBe(61);
    expect(Math.min(...queue.places("kumo"))).toBeGreaterThanOrEqual(61 - 30 - BATCH);
    expect(Math.max(...queue.places("fernweh"))).toBeLessThan(2 * BATCH);
  });
});
