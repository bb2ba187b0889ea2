import type { Report } from "#lib/purchase/report.ts";
import { entitlementId, sellerId, planId } from "#lib/ids.ts";
import { money } from "#lib/money.ts";
import type { Plan } from "#lib/orders/plans/plan.ts";
import type { Entitlement } from "#lib/orders/plans/entitlement.ts";
import type { PurchaseContext } from "#lib/purchase/context.ts";
import { createVerbs, type Verbs } from "../../fixtures/verbs.ts";
import { openStripeBench, type StripeBench } from "../../contracts/stripe/bench.ts";
import type { TestSellers } from "../../fixtures/sellers/test-sellers.ts";
import { openTestShop } from "../../fixtures/test-shop.ts";

export const DAY_MS = 86_400_000;
const DAYS_OF_MONTH = 30;

export const MAPS: Plan = {
  id: planId("maps"),
  sellerId: sellerId("fernweh"),
  sellerName: "Fernweh",
  title: "Maps",
  description: "All maps.",
  price: money(490, "USD"),
  interval: "month",
  entitlement: "maps",
};

type StripeEvent = Awaited<ReturnType<StripeBench["control"]["events"]>>[number];

export type PlansShop = {
  readonly bench: StripeBench;
  readonly context: PurchaseContext;
  readonly verbs: Verbs;
  readonly sellers: TestSellers;
  readonly reports: readonly Report[];
  /** Another shop on the same database, such as one whose prices changed. */
  withPlans(plans: readonly Plan[] | null): Verbs;
  /** Opens the page and answers its name at Stripe and the entitlement behind it. */
  open(holder: string, email?: string): Promise<{ url: string; page: string; entitlement: Entitlement }>;
  /** What happened at Stripe since this was last asked for, the oldest first; nothing is delivered before `deliver` is called. */
  news(): Promise<readonly StripeEvent[]>;
  deliver(events: readonly StripeEvent[], secret?: "current" | "foreign"): Promise<string[]>;
  /** The holder pays on the page, and the shop gets the events. Returns the subscription. */
  subscribed(holder: string): Promise<string>;
  /** A month passes, for Stripe and for the shop. */
  month(subscription: string, outcome: "paid" | "declined"): Promise<void>;
  /** What the merchant's tools would read. */
  statusOf(holder: string): Promise<string | undefined>;
  of(holder: string): Promise<Entitlement>;
  close(): Promise<void>;
};

/** A shop that sells plans, with the double of Stripe behind it. */
export async function openPlansShop(): Promise<PlansShop> {
  const bench = await openStripeBench();
  const shop = await openTestShop();
  const { now } = shop.context;
  const context: PurchaseContext = { ...shop.context, plans: [MAPS], provider: bench.provide({ now }) };
  const verbs = createVerbs(context);
  const { control } = bench;
  const delivered = new Set<string>();
  const of = async (holder: string) => {
    const live = await context.store.liveEntitlement(MAPS.sellerId, MAPS.id, holder);
    if (live === null) throw new Error(`${holder} has no live entitlement`);
    return live;
  };
  const news = async () => {
    const all = await control.events();
    const fresh = all.filter((event) => !delivered.has(event.id));
    for (const event of fresh) delivered.add(event.id);
    return fresh;
  };
  const deliver = async (events: readonly StripeEvent[], secret: "current" | "foreign" = "current") => {
    const answers: string[] = [];
    for (const event of events) {
      const body = new TextEncoder().encode(JSON.stringify(event));
      const headers = bench.sign(body, secret, now());
      answers.push((await verbs.receiveWebhook({ provider: "stripe", body, headers })).kind);
    }
    return answers;
  };
  const open = async (holder: string, email = "ada@example.com") => {
    const opened = await verbs.subscribe({ plan: MAPS.id, holder, email });
    if (opened.kind !== "opened") throw new Error(`not opened but ${opened.kind}`);
    const entitlement = await of(holder);
    return { url: opened.url, page: entitlement.page ?? "", entitlement };
  };
  return {
    bench,
    context,
    sellers: shop.sellers,
    verbs,
    reports: shop.reports,
    withPlans: (plans) => createVerbs({ ...context, plans }),
    open,
    news,
    deliver,
    async subscribed(holder) {
      const { page } = await open(holder);
      await bench.onPage(page, "pay");
      await deliver(await news());
      return (await of(holder)).subscription ?? "";
    },
    async month(subscription, outcome) {
      await control.nextPeriod(subscription, outcome);
      shop.advance(DAYS_OF_MONTH * DAY_MS);
    },
    statusOf: async (holder) => (await verbs.entitlements(holder))[0]?.status,
    of,
    close: async () => {
      await shop.close();
      await bench.close();
    },
  };
}

export const noSuch = entitlementId("ent_nobody_has_this_one");
