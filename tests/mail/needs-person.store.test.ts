import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PaymentAlert } from "#lib/orders/disputes/alert.ts";
import type { Order } from "#lib/orders/order.ts";
import { notifySellers } from "#lib/purchase/mail/notify-sellers.ts";
import type { DeadJob } from "#lib/store/jobs.ts";
import { disputeOf, signalOf } from "../fixtures/alerts.ts";
import { openTestShop, type TestShop } from "../fixtures/test-shop.ts";
import { paidOrder } from "../purchase/orders/paid-order.ts";
import { openMailBench, type MailBench } from "./mail-bench.ts";

const DAY_MS = 86_400_000;

let bench: MailBench;
let shop: TestShop;
let order: Order;
beforeAll(async () => {
  bench = openMailBench();
  shop = await openTestShop(undefined, { mailer: bench.mailer });
  order = await paidOrder(shop);
  await shop.startJobs();
});
afterAll(async () => {
  await shop.close();
  bench.close();
});

const inDays = (days: number) => new Date(shop.context.now().getTime() + days * DAY_MS);
const keep = (...alerts: readonly PaymentAlert[]) =>
  shop.context.store.transaction(async (transaction) => {
    for (const alert of alerts) await transaction.saveAlert(alert);
  });
const deadJob = (id: string): DeadJob => ({
  id,
  job: { kind: "send_mail", mailId: "order_placed:ord_1" },
  failedAt: new Date(),
  lastError: "the mail server answered 451 to RCPT TO",
});
const dead: DeadJob[] = [];
const deadJobs = (limit: number, after?: DeadJob | null) => {
  const from = after === undefined || after === null ? 0 : dead.findIndex(({ id }) => id === after.id) + 1;
  return Promise.resolve(dead.slice(from, from + limit));
};

let written = 0;
/** What the operator is newly written. A dead job is always among it, so that there is a message to wait for. */
async function newly(): Promise<string> {
  const needing = async () => (await bench.folder.list()).filter(({ subject }) => /need/.test(subject));
  dead.push(deadJob(`job_of_look_${written}`));
  await notifySellers({ ...shop.context, deadJobs });
  written += 1;
  await expect.poll(async () => (await needing()).length, { timeout: 20_000 }).toBe(written);
  const [latest] = await needing();
  return `${latest?.subject ?? ""}\n${latest?.text ?? ""}`;
}

describe("what needs a person is also", () => {
  it("a dispute whose evidence is due soon, again as the time gets shorter, and by when", async () => {
    await keep(disputeOf(order, { id: "dp_due", evidenceDueAt: inDays(10) }));
    expect(await newly()).not.toContain("dispute");
    await keep(disputeOf(order, { id: "dp_due", evidenceDueAt: inDays(6.5) }));
    expect(await newly()).toMatch(/evidence on a dispute[^]*by\s+\w+\s+\d+,\s+\d{4}/);
    expect(await newly()).not.toContain("dispute");
    shop.advance(4 * DAY_MS);
    expect(await newly()).toContain("evidence on a dispute");
    await keep(disputeOf(order, { id: "dp_due", state: "under_review", evidenceDueAt: inDays(0.5) }));
    expect(await newly()).not.toContain("dispute");
  });

  it("an early fraud warning and a review, until somebody lets the goods go", async () => {
    await keep(signalOf(order, { id: "issfr_1" }), signalOf(order, { id: "prv_1", kind: "review" }));
    const text = await newly();
    expect(text).toContain("early fraud warning");
    expect(text).toContain("held for review");
    expect(text).toContain(order.paymentReference);
    await keep(signalOf(order, { id: "issfr_2", releasedAt: shop.context.now() }));
    expect(await newly()).not.toContain("fraud");
  });

  it("a dispute of money that became no order, which no seller is written about", async () => {
    await keep(disputeOf(order, { id: "dp_orphan", orderId: null, reference: "pay_orphan", evidenceDueAt: null }));
    expect(await newly()).toMatch(/dispute of a payment that has no order[^]*pay_orphan, \$/);
  });

  it("tax that the tax service refuses to book", async () => {
    const createdAt = shop.context.now();
    await shop.context.store.transaction((transaction) =>
      transaction.insertTaxBooking({
        reference: order.attemptId,
        service: "stripe",
        saleReference: order.attemptId,
        orderId: order.id,
        what: { kind: "sale", calculationId: "taxcalc_1" },
        state: "refused",
        serviceId: null,
        lines: [],
        why: "calculation_expired",
        tries: 1,
        createdAt,
        settledAt: createdAt,
        dueAt: null,
      }),
    );
    expect(await newly()).toMatch(new RegExp(`Tax that[^]*${order.id}`));
  });
});

describe("when more needs a person than a message lists", () => {
  it("the rest is counted in the same message, and the newest is found behind hundreds of older ones", async () => {
    dead.push(...Array.from({ length: 300 }, (_, index) => deadJob(`job_many_${index}`)));
    const text = await newly();
    expect(text).toContain("301 things need a person");
    expect(text).toContain("and 251 more");
    expect(await newly()).toContain("1 thing needs a person");
    const day = inDays(1).toISOString().slice(0, 10);
    const tomorrow = () => new Date(`${day}T08:00:00Z`);
    await notifySellers({ ...shop.context, now: tomorrow, deadJobs });
    const summary = async () => (await bench.folder.list()).find(({ subject }) => /order/.test(subject))?.text ?? "";
    await expect.poll(summary, { timeout: 20_000 }).toContain(`Work that failed too often: ${dead.length}`);
  });
});
