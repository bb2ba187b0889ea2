import { tableTax } from "#lib/tax/table.ts";
import { customerDigest } from "#lib/runtime/secrets.ts";
import { randomBytes } from "node:crypto";
import { expect } from "vitest";
import { isPaymentOpen } from "#lib/checkout/session.ts";
import { sellerId, productId, sessionId, shopperId, type NewId, type SessionId } from "#lib/ids.ts";
import { money, sameMoney } from "#lib/money.ts";
import { SandboxBank } from "#lib/payments/sandbox/bank.ts";
import { createSandboxProvider } from "#lib/payments/sandbox/provider.ts";
import type { PaymentProvider } from "#lib/payments/provider.ts";
import { sellersOver } from "../fixtures/sellers/open-sellers.ts";
import type { PurchaseContext } from "#lib/purchase/context.ts";
import { createVerbs, type Verbs } from "../fixtures/verbs.ts";
import { sweep } from "#lib/purchase/sweep.ts";
import { createCatalog } from "#lib/store/drizzle/catalog.ts";
import type { OpenDatabase } from "#lib/store/drizzle/database.ts";
import { createStore } from "#lib/store/drizzle/store.ts";
import type { Report } from "#lib/purchase/report.ts";
import { openJobs, type OpenJobs } from "#lib/store/pg-boss.ts";
import { fixedFlags } from "../fixtures/fixed-flags.ts";
import {
  testBreaker,
  testBuyerDigest,
  testGuards,
  testPlan,
  testRetention,
  testRules,
} from "../fixtures/test-rules.ts";
import { ada, jobTrouble, newYorker, noReceivers, testProduct } from "../fixtures/test-shop.ts";

export type TwoInstances = {
  readonly contexts: readonly [PurchaseContext, PurchaseContext];
  readonly bank: SandboxBank;
  /** What was reported at the level `error`, and at the level `warn`. */
  readonly reports: Report[];
  readonly warnings: Report[];
  /** The verbs of one instance and the other in turn, as a load balancer would give them. */
  verbs(): Verbs;
  advance(milliseconds: number): void;
  /** Of a platform, or of a shopper on /mcp. */
  readySession(product?: string, discountCodes?: readonly string[], shopper?: string): Promise<SessionId>;
  /** What an instance does at its start and from time to time: settles what was left open. */
  settle(): Promise<void>;
  /** Lets the bank's bounds pass, delivers all webhooks and settles on both instances, until nothing moves any more. */
  comeToRest(): Promise<void>;
  close(): Promise<void>;
};

const newId: NewId = (prefix) => `${prefix}_${randomBytes(16).toString("hex")}`;
const SECRET = "test-secret";
const pause = (milliseconds: number) => new Promise<void>((resolve) => void setTimeout(resolve, milliseconds));

/** Two instances of the shop, each with a pool of its own on one Postgres, and one bank that reports everything to both, twice. */
export async function openTwoInstances(pools: readonly [OpenDatabase, OpenDatabase]): Promise<TwoInstances> {
  let skipped = 0;
  const now = () => new Date(Date.now() + skipped);
  const reports: Report[] = [];
  const warnings: Report[] = [];
  const deliveries = { begun: 0, ended: 0 };
  const holder: { both?: readonly [Verbs, Verbs] } = {};
  const bank = new SandboxBank({
    file: ":memory:",
    webhookUrl: "http://127.0.0.1:9/api/webhooks/sandbox",
    webhookSecret: SECRET,
    publicUrl: "http://localhost:3000",
    now,
    newReference: () => `pay_${randomBytes(8).toString("hex")}`,
    deliver: async (_url, init) => {
      deliveries.begun += 1;
      const request = {
        provider: "sandbox",
        body: new TextEncoder().encode(init.body),
        headers: new Headers(init.headers),
      };
      const [one, other] = holder.both ?? [];
      const answers = await Promise.all([one, other, one, other].map(async (verbs) => verbs?.receiveWebhook(request)));
      deliveries.ended += 1;
      return new Response(null, { status: answers.every((answer) => answer?.kind === "read") ? 200 : 400 });
    },
  });
  const trouble = (error: unknown) => void reports.push(jobTrouble(error));
  const queues = [await openJobs(pools[0], trouble), await openJobs(pools[1], trouble)] as const;
  const contextOn = ({ database }: OpenDatabase, { enqueueOn }: OpenJobs): PurchaseContext => ({
    store: createStore(database, enqueueOn),
    sellers: sellersOver(createStore(database, enqueueOn)),
    catalog: createCatalog(database),
    provider: refusing(createSandboxProvider({ bank, webhookSecrets: [SECRET], now, mode: "test" })),
    earlierProviders: [],
    marketplace: { model: "platform", feesOnRefund: "return" },
    flags: fixedFlags(),
    breaker: testBreaker,
    rules: testRules,
    completion: null,
    tax: { service: tableTax, fallback: "stop" },
    experimentPlan: testPlan,
    plans: null,
    publicUrl: "http://localhost:3000",
    ownership: "enforce",
    lookUpEveryMs: 0,
    guards: testGuards,
    retention: testRetention,
    buyerDigest: testBuyerDigest,
    customerDigest: customerDigest("test"),
    now,
    newId,
    random: Math.random,
    receiverSender: noReceivers,
    orderReceivers: [],
    mailer: null,
    feed: null,
    deadJobs: async () => [],
    countWebhook: () => undefined,
    failpoint: () => undefined,
    report: (report) => void (report.level === "error" ? reports : warnings).push(report),
  });
  const contexts = [contextOn(pools[0], queues[0]), contextOn(pools[1], queues[1])] as const;
  const both = [createVerbs(contexts[0]), createVerbs(contexts[1])] as const;
  holder.both = both;
  await contexts[0].catalog.upsert([
    testProduct("mug"),
    testProduct("cup", { price: money(2500, "JPY"), sellerId: sellerId("kumo"), sellerName: "Kumo" }),
    testProduct("last", { stockOnHand: 1 }),
  ]);
  const settle = async () => {
    await Promise.all(contexts.map((one) => sweep(one, { isThorough: true })));
  };
  let turn = 0;
  const verbs = () => ((turn += 1) % 2 === 0 ? both[0] : both[1]);
  return {
    contexts,
    bank,
    reports,
    warnings,
    verbs,
    advance: (milliseconds) => void (skipped += milliseconds),
    async readySession(product = "mug", discountCodes = [], shopper) {
      const items = [{ productId: productId(product), offerId: null, quantity: 1 }];
      const prepared = await verbs().prepareCheckout({
        items,
        shopperId: shopper === undefined ? null : shopperId(shopper),
      });
      if (prepared.kind !== "prepared") throw new Error(`not prepared: ${JSON.stringify(prepared.problems)}`);
      const id = sessionId(prepared.session.id);
      const updated = await verbs().updateCheckout({ sessionId: id, address: newYorker, buyer: ada, discountCodes });
      if (updated.kind !== "updated" || updated.session.status !== "ready") throw new Error("not ready");
      return id;
    },
    settle,
    async comeToRest() {
      skipped += Math.max(...contexts.map(({ provider }) => provider.absentIsFinalAfterMs)) + 1000;
      for (let quiet = 0, seen = deliveries.begun; quiet < 3; seen = deliveries.begun) {
        bank.start();
        await settle();
        await pause(30);
        quiet = deliveries.begun === seen && deliveries.ended === seen ? quiet + 1 : 0;
      }
    },
    async close() {
      bank.stop();
      await Promise.all(queues.map((queue) => queue.stop()));
      await Promise.all(pools.map((pool) => pool.close()));
    },
  };
}

/** A provider that does not take our request for these tokens, as with a wrong key. */
const refusing = (provider: PaymentProvider): PaymentProvider => ({
  ...provider,
  chargeToken: (charge) =>
    charge.token.startsWith("tok_refused")
      ? Promise.resolve({ kind: "rejected", why: "a wrong key", requestId: null })
      : provider.chargeToken(charge),
});

/** The promise of the whole product, checked in the bank's books and in ours. Answers whether the session was paid. */
export async function expectPaidAtMostOnce(shop: TwoInstances, id: SessionId): Promise<boolean> {
  const { store } = shop.contexts[0];
  const session = await store.session(id);
  if (session === null) throw new Error("the session is gone");
  const [attempts, captures, steps] = [await store.attempts(id), await store.captures(id), await store.steps(id)];
  const charges = shop.bank.ledger().charges.filter((charge) => charge.session === id && charge.state !== "declined");
  const kept = charges.filter((charge) => charge.state !== "refunded");
  const order = session.status === "completed" ? await store.order(session.orderId) : null;
  const paid = session.status === "completed";
  expect(kept, "money that the bank keeps").toHaveLength(paid ? 1 : 0);
  if (paid) {
    expect(order).toMatchObject({ sessionId: id, paid: session.totals.total, attemptId: session.attempt.id });
    expect(kept[0]).toMatchObject({ id: order?.paymentReference, attempt: order?.attemptId, state: "captured" });
    expect(kept[0]?.amount_minor).toBe(order?.paid.amountMinor);
  }
  const namesOf = (use: "order" | "orphaned" | "amount_mismatch") =>
    captures.filter((capture) => capture.use === use).map((capture) => capture.reference);
  expect(captures.map((capture) => capture.reference).toSorted(), "every charge is in our books").toEqual(
    charges.map((charge) => charge.id).toSorted(),
  );
  expect(namesOf("order")).toEqual(kept.map((charge) => charge.id));
  expect(namesOf("amount_mismatch")).toEqual([]);
  expect(
    captures.filter((capture) => capture.use === "orphaned" && !sameMoney(capture.refunded, capture.amount)),
  ).toEqual([]);
  expect(attempts.filter((attempt) => attempt.outcome.kind === "captured")).toHaveLength(paid ? 1 : 0);
  expect(attempts.filter((attempt) => attempt.outcome.kind === "open")).toHaveLength(isPaymentOpen(session) ? 1 : 0);
  const revisions = steps.filter((step) => !step.type.startsWith("capture_")).map((step) => step.revision);
  expect(revisions, "every change is reported once").toEqual(
    Array.from({ length: session.revision }, (_, index) => index + 1),
  );
  return paid;
}
