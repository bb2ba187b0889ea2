import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { finishBooking } from "#lib/purchase/taxes/finish-booking.ts";
import { runJob } from "#lib/purchase/run-job.ts";
import type { Job } from "#lib/store/jobs.ts";
import type { TaxBooking } from "#lib/store/taxes/tax-store.ts";
import { tableTax } from "#lib/tax/table.ts";
import type { BookingOutcome, TaxService } from "#lib/tax/tax-service.ts";
import { openTestShop, type TestShop } from "../../fixtures/test-shop.ts";
import { paidOrder } from "../orders/paid-order.ts";

let shop: TestShop;
let answer: (outcome: BookingOutcome) => void;
const jobs: Job[] = [];
beforeAll(async () => {
  const service: TaxService = {
    ...tableTax,
    name: "a service",
    record: () => new Promise((resolve) => (answer = resolve)),
    reverse: async () => ({ kind: "booked", id: "reversal", lines: [] }),
  };
  shop = await openTestShop(undefined, { tax: { service, fallback: "table" } });
  await shop.jobs.work(async (job) => {
    if (job.kind === "book_tax") jobs.push(job);
  });
});
afterAll(() => shop.close());

/** A sale that the service is being asked for, and its refund that finds it so. */
async function refundDuringSale(): Promise<{ sale: string; refund: string; asked: Promise<unknown> }> {
  const { context } = shop;
  const order = await paidOrder(shop);
  const sale = `sale:${order.number}`;
  const refund = `refund:${order.number}`;
  const due = {
    service: "a service",
    saleReference: sale,
    orderId: order.id,
    state: "due",
    serviceId: null,
    lines: [],
    why: null,
    tries: 0,
    createdAt: context.now(),
    settledAt: null,
    dueAt: context.now(),
  } as const;
  const given = { kind: "flat", amount: order.paid } as const;
  const bookings: readonly TaxBooking[] = [
    { ...due, reference: sale, what: { kind: "sale", calculationId: "taxcalc_1" } },
    { ...due, reference: refund, what: { kind: "reversal", given } },
  ];
  for (const booking of bookings)
    await context.store.transaction((transaction) => transaction.insertTaxBooking(booking));
  const read = await context.store.taxBooking(sale);
  const asked = finishBooking(context, sale);
  await vi.waitFor(async () => expect((await context.store.taxBooking(sale))?.tries).toBe(1));
  // It read the sale just before the other one asked for it.
  let isFirst = true;
  const taxBooking = async (reference: string) => {
    if (reference !== sale || !isFirst) return context.store.taxBooking(reference);
    isFirst = false;
    return read;
  };
  expect(await finishBooking({ ...context, store: { ...context.store, taxBooking } }, refund)).toBe("due");
  return { sale, refund, asked };
}

describe("a refund's booking that waits for its sale's", () => {
  it("is asked for as soon as the sale's is answered, and not only by the next sweep", async () => {
    const { refund, asked } = await refundDuringSale();
    expect(jobs).toEqual([]);
    answer({ kind: "booked", id: "sale", lines: [] });
    expect(await asked).toBe("booked");
    await vi.waitFor(() => expect(jobs).toEqual([{ kind: "book_tax", reference: refund }]));
    for (const job of jobs.splice(0)) await runJob(shop.context, job);
    expect(await shop.context.store.taxBooking(refund)).toMatchObject({ state: "booked", serviceId: "reversal" });
  });

  it("goes on waiting while the service does not answer the sale's", async () => {
    const { refund, asked } = await refundDuringSale();
    answer({ kind: "unknown", why: { kind: "timeout", message: "503", requestId: null } });
    expect(await asked).toBe("due");
    expect(jobs).toEqual([]);
    expect(await shop.context.store.taxBooking(refund)).toMatchObject({ state: "due" });
  });
});
