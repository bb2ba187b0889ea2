import { randomBytes } from "node:crypto";
import type { Product } from "#lib/catalog/product.ts";
import type { Address, Buyer } from "#lib/checkout/session.ts";
import type { ShopRules } from "#lib/checkout/shop-rules.ts";
import type { ExperimentPlan } from "#lib/experiment/figures.ts";
import { merchantId, productId, sessionId, type NewId, type SessionId } from "#lib/ids.ts";
import { money } from "#lib/money.ts";
import { createSandboxProvider } from "#lib/payments/sandbox.ts";
import { SandboxBank } from "#lib/payments/sandbox-bank.ts";
import type { PurchaseContext } from "#lib/purchase/context.ts";
import type { OrderEvent } from "#lib/orders/order-event.ts";
import { createVerbs } from "#lib/purchase/create-verbs.ts";
import { runJob } from "#lib/purchase/run-job.ts";
import type { PurchaseStep } from "#lib/purchase/steps.ts";
import type { Jobs } from "#lib/store/jobs.ts";
import type { Verbs } from "#lib/purchase/verbs.ts";
import { createCatalog } from "#lib/store/drizzle-catalog.ts";
import type { OpenDatabase } from "#lib/store/drizzle-database.ts";
import { createStore } from "#lib/store/drizzle-store.ts";
import { openJobs } from "#lib/store/pg-boss.ts";
import { openPglite } from "#lib/store/pglite.ts";
import { fixedFlags, type FixedFlags } from "../fixed-flags.ts";

const usd = (amountMinor: number) => money(amountMinor, "USD");
const both = (minor: number) => [usd(minor), money(minor, "JPY"), money(minor * 10, "KWD")];

export const testRules: ShopRules = {
  shipping: [
    {
      id: "standard",
      title: "Standard",
      subtitle: "3–5 days",
      carrier: "Post",
      countries: ["US", "JP", "KW"],
      prices: both(500),
      freeFrom: [usd(50_000)],
      earliestDays: 3,
      latestDays: 5,
    },
    {
      id: "express",
      title: "Express",
      subtitle: "Next day",
      carrier: "Courier",
      countries: ["US"],
      prices: both(1500),
      freeFrom: [],
      earliestDays: 1,
      latestDays: 1,
    },
  ],
  taxes: [
    { country: "US", region: "NY", name: "Sales tax", ratePerMillion: 88_750, mode: "added", appliesToShipping: true },
    {
      country: "JP",
      region: null,
      name: "Consumption tax",
      ratePerMillion: 100_000,
      mode: "included",
      appliesToShipping: true,
    },
  ],
  discounts: [
    {
      code: "TEN",
      title: "Ten percent",
      effect: { kind: "percent", perMillion: 100_000 },
      minimums: [],
      expiresAt: null,
      usageLimit: null,
    },
    {
      code: "ONLYONE",
      title: "One use",
      effect: { kind: "amount", amounts: [usd(300)] },
      minimums: [],
      expiresAt: null,
      usageLimit: 1,
    },
  ],
};

export const testPlan: ExperimentPlan = {
  key: "checkout-route",
  weights: { external: 500, instant: 500 },
  plannedShoppers: 1000,
  alpha: 0.05,
  power: 0.8,
  windowDays: 14,
  revenueAgeDays: 28,
};

export const newYorker: Address = {
  name: "Ada Lovelace",
  lineOne: "1 Main St",
  lineTwo: null,
  city: "New York",
  region: "NY",
  country: "US",
  postalCode: "10001",
  phoneNumber: null,
};
export const ada: Buyer = { name: "Ada Lovelace", email: "ada@example.com", phoneNumber: null };

export function testProduct(id: string, changes: Partial<Product> = {}): Product {
  return {
    id: productId(id),
    merchantId: merchantId("fernweh"),
    sellerName: "Fernweh",
    offerId: null,
    groupId: null,
    title: `Product ${id}`,
    description: "For a test.",
    brand: "Fernweh",
    url: "https://shop.example.com/p",
    imageUrl: "https://shop.example.com/p.svg",
    additionalImageUrls: [],
    availability: "in_stock",
    price: usd(2500),
    salePrice: null,
    isEligibleSearch: true,
    isEligibleCheckout: true,
    isDigital: false,
    sellerPrivacyPolicyUrl: null,
    sellerTermsUrl: null,
    category: null,
    condition: "new",
    variant: {},
    stockOnHand: null,
    ...changes,
  };
}

export type TestShop = {
  readonly context: PurchaseContext;
  readonly verbs: Verbs;
  readonly bank: SandboxBank;
  readonly flags: FixedFlags;
  readonly reports: string[];
  readonly jobs: Jobs;
  /** What the merchant's receiver was told. */
  readonly orderEvents: OrderEvent[];
  /** Begins to do jobs, as a running server does. */
  startJobs(): Promise<void>;
  /** Does something at every step of a purchase from now on, such as throwing. */
  atEachStep(act: (step: PurchaseStep) => void): void;
  /** Moves the shop's clock on; the bank shares it. */
  advance(milliseconds: number): void;
  /** A session of one product that is ready to be paid. */
  readySession(product?: string): Promise<SessionId>;
  close(): Promise<void>;
};

const newId: NewId = (prefix) => `${prefix}_${randomBytes(16).toString("hex")}`;

/** A whole shop without a web server: real database, sandbox bank, fixed flags. Webhooks of the bank go straight to the verb. */
export async function openTestShop(database?: OpenDatabase): Promise<TestShop> {
  const opened = database ?? (await openPglite(null, process.cwd()));
  let skipped = 0;
  const now = () => new Date(Date.now() + skipped);
  const flags = fixedFlags();
  const reports: string[] = [];
  const orderEvents: OrderEvent[] = [];
  const onStep: { current: (step: PurchaseStep) => void } = { current: () => undefined };
  const catalog = createCatalog(opened.database);
  const holder: { verbs?: Verbs } = {};
  const bank = new SandboxBank({
    file: ":memory:",
    webhookUrl: "http://127.0.0.1:9/api/webhooks/sandbox",
    webhookSecret: "test-secret",
    publicUrl: "http://localhost:3000",
    now,
    newReference: () => `pay_${randomBytes(8).toString("hex")}`,
    deliver: async (_url, init) => {
      const body = new TextEncoder().encode(String(init?.body));
      const answer = await holder.verbs?.receiveWebhook({
        provider: "sandbox",
        body,
        headers: new Headers(init?.headers),
      });
      return new Response(null, { status: answer?.kind === "read" ? 200 : 400 });
    },
  });
  const provider = createSandboxProvider({ bank, webhookSecrets: ["test-secret"], now, mode: "test" });
  const jobs = await openJobs(opened, (error) => void reports.push(`jobs: ${String(error)}`));
  const context: PurchaseContext = {
    store: createStore(opened.database, jobs.enqueueOn),
    catalog,
    provider,
    flags,
    rules: testRules,
    experimentPlan: testPlan,
    plans: null,
    publicUrl: "http://localhost:3000",
    now,
    newId,
    sendOrderEvent: async (event) => void orderEvents.push(event),
    step: (step) => onStep.current(step),
    report: (error, note) => void reports.push(`${note}: ${error instanceof Error ? error.message : String(error)}`),
  };
  const verbs = createVerbs(context);
  holder.verbs = verbs;
  await catalog.upsert([
    testProduct("mug"),
    testProduct("cup", { price: money(2500, "JPY"), merchantId: merchantId("kumo"), sellerName: "Kumo" }),
    testProduct("ebook", { isDigital: true }),
    testProduct("last", { stockOnHand: 1 }),
  ]);
  return {
    context,
    verbs,
    bank,
    flags,
    reports,
    jobs,
    orderEvents,
    startJobs: () => jobs.work((job) => runJob(context, job)),
    atEachStep: (act) => {
      onStep.current = act;
    },
    advance: (milliseconds) => {
      skipped += milliseconds;
    },
    async readySession(product = "mug") {
      const prepared = await verbs.prepareCheckout({
        items: [{ productId: productId(product), offerId: null, quantity: 1 }],
        shopperId: null,
      });
      if (prepared.kind !== "prepared") throw new Error(`not prepared: ${JSON.stringify(prepared.problems)}`);
      const updated = await verbs.updateCheckout({ sessionId: prepared.session.id, address: newYorker, buyer: ada });
      if (updated.kind !== "updated" || updated.session.status !== "ready")
        throw new Error(`not ready: ${JSON.stringify(updated)}`);
      return sessionId(prepared.session.id);
    },
    close: async () => {
      bank.stop();
      await jobs.stop();
      await opened.close();
    },
  };
}

/** The bank's ledger for one session: what money really did. */
export function chargesOf(shop: TestShop, id: SessionId) {
  return shop.bank.ledger().charges.filter((charge) => charge.session === id);
}
