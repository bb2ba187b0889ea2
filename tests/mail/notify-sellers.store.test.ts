import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { money } from "#lib/money.ts";
import type { DeadJob } from "#lib/store/jobs.ts";
import type { FeedState } from "#lib/store/feed-store.ts";
import { notifySellers } from "#lib/purchase/mail/notify-sellers.ts";
import { runJob } from "#lib/purchase/run-job.ts";
import type { PurchaseContext } from "#lib/purchase/context.ts";
import { openTestShop, type TestShop } from "../fixtures/test-shop.ts";
import { paidOrder } from "../purchase/orders/paid-order.ts";
import { kept, KUMO, openMailBench, OPERATOR, type MailBench } from "./mail-bench.ts";

let bench: MailBench;
let shop: TestShop;
beforeAll(async () => {
  bench = openMailBench();
  shop = await openTestShop(undefined, { mailer: bench.mailer });
  await shop.startJobs();
});
afterAll(async () => {
  await shop.close();
  bench.close();
});

const settled = (read: () => unknown) => expect.poll(read, { timeout: 20_000 });
const ofKind = async (pattern: RegExp) => (await kept(bench)).filter((one) => pattern.test(one));
const deadJob = (id: string): DeadJob => ({
  id,
  job: { kind: "send_mail", mailId: "order_placed:ord_1" },
  failedAt: new Date(),
  lastError: "the mail server answered 451 to RCPT TO",
});

describe("what needs a person", () => {
  const dead: DeadJob[] = [];
  const context = (): PurchaseContext => ({ ...shop.context, deadJobs: async () => dead });
  afterEach(() => dead.splice(0));

  it("is reported once, however often it is looked for and on how many instances, and what is new by itself", async () => {
    dead.push(deadJob("job_1"), deadJob("job_2"));
    await Promise.all([notifySellers(context()), notifySellers(context())]);
    await notifySellers(context());
    await settled(() => ofKind(/need/)).toEqual([`${OPERATOR}: 2 things need a person`]);
    dead.push(deadJob("job_3"));
    await notifySellers(context());
    await settled(() => ofKind(/need/)).toEqual([
      `${OPERATOR}: 2 things need a person`,
      `${OPERATOR}: 1 thing needs a person`,
    ]);
    const [latest] = await bench.folder.list();
    expect(latest?.text).toContain("Work that failed too often");
  });

  it("is a payment whose amount is not the order's at once, and one that is being refunded only when it stays", async () => {
    const { store, now } = shop.context;
    const order = await paidOrder(shop);
    const [capture] = await store.captures(order.sessionId);
    if (capture === undefined) throw new Error("no capture");
    const odd = (reference: string, use: "amount_mismatch" | "orphaned") =>
      store.transaction((transaction) =>
        transaction.insertCapture({
          ...capture,
          reference,
          use,
          why: "a test",
          amount: money(1, "USD"),
          recordedAt: now(),
        }),
      );
    await odd("pay_mismatch", "amount_mismatch");
    await odd("pay_orphan", "orphaned");
    await notifySellers(shop.context);
    await settled(async () => (await bench.folder.list())[0]?.text ?? "").toContain("pay_mismatch, $0.01");
    expect((await bench.folder.list()).some(({ text }) => text.includes("pay_orphan"))).toBe(false);
    shop.advance(31 * 60_000);
    await notifySellers(shop.context);
    await settled(async () => (await bench.folder.list())[0]?.text ?? "").toContain("pay_orphan, $0.01");
  });
});

describe("a feed that is not imported", () => {
  it("is reported once for as long as it lasts, with the reason", async () => {
    const now = shop.context.now();
    let state: FeedState = {
      source: "digest",
      etag: null,
      lastModified: null,
      digest: "abc",
      accepted: 10,
      checkedAt: now,
      importedAt: now,
      trouble: null,
      troubledSince: null,
    };
    const context: PurchaseContext = {
      ...shop.context,
      feed: { refresh: async () => undefined, state: async () => state },
    };
    const feedMails = async () =>
      (await bench.folder.list()).filter(({ text }) => text.includes("The product feed is not imported"));
    await notifySellers(context);
    state = { ...state, trouble: "it has 1 rows, and had 10 before", troubledSince: now };
    await notifySellers(context);
    await settled(async () => (await feedMails()).length).toBe(1);
    state = { ...state, trouble: "it cannot be fetched: status 503" };
    await notifySellers(context);
    expect((await feedMails()).map(({ text }) => text.includes("it has 1 rows, and had 10 before"))).toEqual([true]);
  });
});

describe("the summary of a day", () => {
  it("is sent once a day, after its hour, to whoever runs the shop and to sellers about their own", async () => {
    const cup = await paidOrder(shop, { cup: 1 });
    await paidOrder(shop, { mug: 1 });
    await shop.verbs.refundOrder({ orderId: cup.id, amountMinor: 500, requestId: "r1", why: "a test" });
    const tomorrow = new Date(shop.context.now());
    tomorrow.setUTCDate(tomorrow.getUTCDate() + 1);
    const atHour = (hour: number): PurchaseContext => ({
      ...shop.context,
      now: () => new Date(`${tomorrow.toISOString().slice(0, 10)}T${String(hour).padStart(2, "0")}:30:00Z`),
    });
    const summaries = () => ofKind(/: \w+ \d+: \d+ orders?$/);
    const before = await summaries();
    await notifySellers(atHour(6));
    expect(await summaries()).toEqual(before);
    await Promise.all([notifySellers(atHour(7)), notifySellers(atHour(7)), notifySellers(atHour(23))]);
    // Everything here is paid to the sandbox bank, and test orders are no revenue.
    await settled(async () => (await summaries()).length - before.length).toBe(2);
    expect((await summaries()).slice(before.length).map((one) => one.split(":")[0])).toEqual(
      expect.arrayContaining([OPERATOR, KUMO]),
    );
    const texts = (await bench.folder.list()).filter(({ to }) => to.join() === KUMO).map(({ text }) => text);
    expect(texts[0]).toContain("Test orders are not counted: 1 order.");
  });

  it("has the real orders and refunds of that day, by seller and currency", async () => {
    const { store } = shop.context;
    const [from, until] = [new Date(0), new Date("2100-01-01T00:00:00Z")];
    const sales = await store.salesOfTime(from, until);
    expect(sales).toContainEqual({
      sellerId: "kumo",
      sellerName: "Kumo",
      currency: "JPY",
      isTest: true,
      orders: 1,
      paidMinor: expect.any(Number),
      refunds: 1,
      refundedMinor: 500,
    });
    expect(await store.salesOfTime(until, until)).toEqual([]);
  });
});

describe("the clock's job", () => {
  it("does nothing in a shop that sends no e-mail", async () => {
    await runJob({ ...shop.context, mailer: null }, { kind: "notify_sellers" });
    expect(await shop.jobs.dead(10)).toEqual([]);
  });
});
