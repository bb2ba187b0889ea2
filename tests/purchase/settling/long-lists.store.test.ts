import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { attemptIdOf, entitlementId, orderId, planId, productId, sellerId } from "#lib/ids.ts";
import { money } from "#lib/money.ts";
import { reconcile, type ReconcileLine } from "#lib/operator/operator-verbs.ts";
import type { Order } from "#lib/orders/order.ts";
import { hasMore, type Attention } from "#lib/purchase/attention.ts";
import type { SellerToStore } from "#lib/store/sellers/seller-store.ts";
import type { StoreTransaction } from "#lib/store/store.ts";
import { PATIENCE } from "#lib/store/pg-boss.ts";
import { disputeOf, signalOf } from "../../fixtures/alerts.ts";
import { NOON } from "../../fixtures/builders.ts";
import { refundOfOrder } from "../../fixtures/refunds.ts";
import { aSale } from "../../fixtures/sellers/movements.ts";
import { openTestShop, testProduct, type TestShop } from "../../fixtures/test-shop.ts";
import { paidOrder } from "../orders/paid-order.ts";

/** More than the queue revives at a time. */
const MANY = 1025;

let shop: TestShop;
let order: Order;
beforeAll(async () => {
  shop = await openTestShop();
  order = await paidOrder(shop);
});
afterAll(() => shop.close());

const store = (work: (transaction: StoreTransaction) => Promise<unknown>) =>
  shop.context.store.transaction(async (transaction) => void (await work(transaction)));

const sellerInTrouble = (index: number): SellerToStore => ({
  id: sellerId(`in-trouble-${index}`),
  given: {},
  state: "active",
  why: "",
  since: NOON,
  origin: "api",
  account: {
    id: `acct_${index}`,
    canReceive: false,
    canCharge: false,
    canPayOut: false,
    requirements: [{ what: "business_profile.url", dueAt: null, isPastDue: false }],
    disabledReason: null,
    isClosed: false,
    readAt: NOON,
  },
  accountId: `acct_${index}`,
  logo: null,
  readyAt: null,
  revision: 1,
  createdAt: NOON,
  updatedAt: NOON,
});

/** Five of each kind that needs a person, most of them of one moment, so that only their names set them apart. */
async function fiveOfEach(): Promise<void> {
  const fifth = (index: number) => (index < 4 ? NOON : null);
  for (let index = 0; index < 5; index += 1) {
    const session = await shop.readySession();
    await shop.verbs.openHostedPayment({ sessionId: session });
    await shop.context.catalog.upsert([testProduct(`sold-out-${index}`, { stockOnHand: -1 })]);
    const common = { sellerId: sellerId("fernweh"), planId: planId(`maps-${index}`), name: "maps" };
    await store(async (transaction) => {
      const refund = { reference: `pay_${index}`, orderId: null };
      await transaction.insertRefund(
        refundOfOrder(order, { ...refund, key: `lost:${index}`, state: "failed", settledAt: fifth(index) }),
      );
      await transaction.insertRefund(refundOfOrder(order, { ...refund, key: `open:${index}`, state: "accepted" }));
      await transaction.saveAlert(disputeOf(order, { id: `dp_${index}`, evidenceDueAt: fifth(index) }));
      await transaction.saveAlert(signalOf(order, { id: `issfr_${index}` }));
      await transaction.insertCapture({
        reference: `pay_${index}`,
        provider: "sandbox",
        account: null,
        attemptId: attemptIdOf(session, 7),
        sessionId: session,
        sellerId: sellerId("fernweh"),
        amount: money(500, "USD"),
        use: "unmatched",
        why: "no_attempt",
        recordedAt: NOON,
        refunded: money(0, "USD"),
      });
      await transaction.insertMovement(aSale({ key: `lost:${index}`, state: "refused", dueAt: null, createdAt: NOON }));
      await transaction.insertSellers([sellerInTrouble(index)]);
      await transaction.insertEvent({
        provider: "sandbox",
        event: {
          id: `evt_${index}`,
          attemptId: null,
          reference: `pay_nobody_${index}`,
          outcome: { kind: "captured", reference: `pay_nobody_${index}`, amount: money(500, "USD") },
        },
        state: "parked",
        receivedAt: NOON,
      });
      await transaction.insertTaxBooking({
        reference: `sale_${index}`,
        service: "stripe",
        saleReference: `sale_${index}`,
        orderId: orderId(`ord_${index}`),
        what: { kind: "sale", calculationId: "taxcalc_1" },
        state: "refused",
        serviceId: null,
        lines: [],
        why: "calculation_expired",
        tries: 1,
        createdAt: NOON,
        settledAt: fifth(index),
        dueAt: null,
      });
      await transaction.insertEntitlement({
        ...common,
        id: entitlementId(`ent_${index}`),
        holder: `user-${index}`,
        price: money(4900, "USD"),
        interval: "year",
        status: "active",
        page: null,
        subscription: `sub_${index}`,
        paidUntil: NOON,
        mismatch: "another price",
        openedAt: NOON,
        updatedAt: NOON,
        revision: 1,
      });
      await transaction.insertOrphanedSubscription({
        reference: `sub_orphaned_${index}`,
        entitlementId: entitlementId(`ent_${index}`),
        why: "a second one",
        state: "refused",
        recordedAt: NOON,
        settledAt: NOON,
      });
    });
  }
}

describe("what needs a person", () => {
  it("is read to its end, each thing once, whatever the size of a page", async () => {
    await fiveOfEach();
    const whole = await shop.verbs.attention(1000);
    for (const limit of [1, 2, 4]) {
      const seen: Record<string, unknown[]> = {};
      for (let page: Attention | null = null; page === null || hasMore(page, limit);) {
        page = await shop.verbs.attention(limit, page);
        for (const [kind, list] of Object.entries(page)) (seen[kind] ??= []).push(...list);
      }
      expect(seen).toEqual(whole);
    }
    const counts = Object.entries(whole).map(([kind, list]) => [kind, list.length]);
    expect(Object.fromEntries(counts)).toEqual({
      captures: 5,
      lostRefunds: 5,
      openRefunds: 5,
      alerts: 10,
      openPayments: 5,
      parkedEvents: 5,
      entitlements: 5,
      orphanedSubscriptions: 5,
      oversold: 5,
      refusedTaxBookings: 5,
      sellerRequirements: 5,
      lostMovements: 5,
      elsewhere: 1,
    });
    expect(whole.oversold.map(({ productId: id }) => id)).toContain(productId("sold-out-4"));
  });

  it("is printed by reconcile also where there are more than two hundred of a kind", async () => {
    await store(async (transaction) => {
      for (let index = 0; index < 450; index += 1)
        await transaction.insertRefund(
          refundOfOrder(order, { key: `many:${index}`, reference: "pay_many", state: "failed", settledAt: NOON }),
        );
    });
    const lines: ReconcileLine[] = [];
    const emit = async (line: unknown) => void lines.push(line as ReconcileLine);
    await reconcile({ operator: shop.verbs, jobs: shop.jobs }, { revive: false }, emit);
    const pages = lines.filter((line) => line.type === "attention");
    const keys = pages.flatMap(({ lostRefunds }) => lostRefunds.map(({ key }) => key));
    expect(new Set(keys.filter((key) => key.startsWith("many:"))).size).toBe(450);
    expect(keys).toHaveLength(new Set(keys).size);
    expect(Math.max(...pages.map(({ lostRefunds }) => lostRefunds.length))).toBe(200);
  });
});

describe("dead jobs", () => {
  it("are all listed and all revived, however many there are", async () => {
    const patience = { ...PATIENCE, send_mail: { retryLimit: 0, expireInSeconds: 30 } };
    const other = await openTestShop(undefined, { patience });
    let isBroken = true;
    let done = 0;
    await other.jobs.work(async ({ kind }) => {
      if (kind !== "send_mail") return;
      if (isBroken) throw new Error("the mail server is down");
      done += 1;
    });
    for (let batch = 0; batch < MANY / 25; batch += 1)
      await other.context.store.transaction(async (transaction) => {
        for (let index = 0; index < 25; index += 1)
          await transaction.enqueue({ kind: "send_mail", mailId: `mail_${batch}_${index}` });
      });
    await expect.poll(async () => (await other.jobs.dead(2 * MANY)).length, { timeout: 60_000 }).toBe(MANY);
    const listed: string[] = [];
    const revived: number[] = [];
    const emit = async (line: unknown) => {
      const read = line as ReconcileLine;
      if (read.type === "dead") listed.push(...read.jobs.map(({ id }) => id));
      if (read.type === "revived") revived.push(read.jobs);
    };
    await reconcile({ operator: other.verbs, jobs: other.jobs }, { revive: false }, emit);
    expect(new Set(listed).size).toBe(MANY);
    isBroken = false;
    await reconcile({ operator: other.verbs, jobs: other.jobs }, { revive: true }, emit);
    expect(revived).toEqual([MANY]);
    await expect.poll(() => done, { timeout: 60_000 }).toBe(MANY);
    await other.close();
  });
});
