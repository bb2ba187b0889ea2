import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { OrderQuery } from "#lib/store/orders/order-query.ts";
import { realPostgres } from "../../fixtures/real-postgres.ts";
import { ada } from "../../fixtures/test-shop.ts";
import { CART, FERNWEH, OMBRA, openCartShop, readyCart, type CartShop } from "../../purchase/carts/cart-shop.ts";

const postgres = realPostgres();
const DAY_MS = 86_400_000;
const mine = OMBRA;

let planner: pg.Client;
let shop: CartShop;

beforeAll(async () => {
  const url = await postgres.freshDatabase();
  shop = await openCartShop({ database: await postgres.open(url) });
  planner = new pg.Client({ connectionString: url });
  await planner.connect();
  await planner.query("set enable_seqscan = off");
  for (const goods of [{ lamp: 1 }, CART]) {
    const id = await readyCart(shop, goods);
    const paid = await shop.verbs.payWithToken({ sessionId: id, token: "tok_sandbox_ok", buyer: ada });
    if (paid.kind !== "completed" || paid.order === null) throw new Error(paid.kind);
    await shop.verbs.refundOrder({ orderId: paid.order.id, amountMinor: 100, requestId: null, why: "a scratch" });
  }
}, 60_000);
afterAll(async () => {
  await planner.end();
  await shop.close();
});
afterEach(() => vi.restoreAllMocks());

type Sent = { readonly text: string; readonly values: readonly unknown[] };

/** What the driver was given: drizzle sends the values beside the text. */
function sentIn(calls: readonly (readonly unknown[])[]): readonly Sent[] {
  return calls.flatMap(([first, second]) => {
    if (typeof first !== "object" || first === null || !("text" in first)) return [];
    const values = "values" in first && Array.isArray(first.values) ? first.values : second;
    return [{ text: String(first.text), values: Array.isArray(values) ? values : [] }];
  });
}

/** The plans of what work reads, by a planner that reads a whole table only if no index can serve. */
async function plansOf(work: () => Promise<unknown>): Promise<readonly string[]> {
  const query = vi.spyOn(pg.Client.prototype, "query");
  await work();
  const reads = sentIn(query.mock.calls).filter(({ text }) => /^\s*(?:select|with)\b/.test(text));
  vi.restoreAllMocks();
  const plans: string[] = [];
  for (const { text, values } of reads) {
    const { rows } = await planner.query(`explain ${text}`, [...values]);
    plans.push(rows.map((row) => String(row["QUERY PLAN"])).join("\n"));
  }
  expect(plans.length).toBeGreaterThan(0);
  return plans;
}

const GROWING =
  /Seq Scan on (?:orders|order_parts|captures|transfers|transfer_reversals|refunds|payment_alerts|shipments|payment_attempts|checkout_sessions|sellers|audit_entries)\b[^\n]*/g;

const after = { paidAt: new Date(0), id: "" };
const query = (changes: Partial<OrderQuery>): OrderQuery => ({
  after,
  sellers: [mine],
  status: null,
  limit: 50,
  ...changes,
});
const ago = (days: number) => new Date(Date.now() - days * DAY_MS);
const changed = (days: number, sellers: OrderQuery["sellers"]) => ({
  since: ago(days),
  after: "",
  sellers,
  limit: 50,
});
const month = { from: ago(20), until: ago(-1) };

const LISTS: readonly (readonly [string, () => Promise<unknown>])[] = [
  ["a seller's orders", () => shop.context.store.ordersAfter(query({}))],
  ...(["paid", "partially_refunded", "refunded", "canceled"] as const).flatMap(
    (status): readonly (readonly [string, () => Promise<unknown>])[] => [
      [`a seller's orders that are ${status}`, () => shop.context.store.ordersAfter(query({ status }))],
      [`all orders that are ${status}`, () => shop.context.store.ordersAfter(query({ status, sellers: null }))],
    ],
  ),
  ["all orders", () => shop.context.store.ordersAfter(query({ sellers: null }))],
  ["a seller's orders that changed in a day", () => shop.context.store.ordersChangedSince(changed(1, [mine]))],
  ["a seller's orders that changed in a year", () => shop.context.store.ordersChangedSince(changed(365, [mine]))],
  ["all orders that changed in a day", () => shop.context.store.ordersChangedSince(changed(1, null))],
  ["all orders that changed in a year", () => shop.context.store.ordersChangedSince(changed(365, null))],
  ["a month's books of a seller", () => shop.context.store.sellerMonths({ ...month, seller: mine })],
  ["a month's books of all", () => shop.context.store.sellerMonths({ ...month, seller: null })],
  ["what is open of a seller", () => shop.context.store.openMovements({ seller: mine, limit: 50, after: null })],
  ["what is open of all", () => shop.context.store.openMovements({ seller: null, limit: 50, after: null })],
  ["what to compare with the provider", () => shop.context.store.movedPayments(ago(1), 50)],
  ["sales without their sellers' rows", () => shop.context.store.unbookedPayments(ago(1), 50)],
  ["accounts that were opened for a seller", () => shop.context.store.accountsOpenedFor(mine)],
  ["sellers", () => shop.context.store.sellerPage({ after: mine, state: null, sellers: null, limit: 50 })],
  [
    "sellers by a name",
    () => {
      const search = { text: "copper lan", alsoNamed: [] };
      return shop.context.store.sellerPage({ after: null, state: null, sellers: null, search, limit: 50 });
    },
  ],
  [
    "sellers who wait",
    () => shop.context.store.sellerPage({ after: null, state: "onboarding", sellers: null, limit: 50 }),
  ],
];

describe("a list reads no table from one end to the other", () => {
  it.each(LISTS)("%s", async (_name, work) => {
    const found = (await plansOf(work)).flatMap((plan) => plan.match(GROWING) ?? []);
    expect(found).toEqual([]);
  });
});

it("a month's books of all sellers find the carts by their parts, and read no payments of one seller's for that", async () => {
  const plans = await plansOf(() => shop.context.store.sellerMonths({ ...month, seller: null }));
  const carts = plans.filter((plan) => plan.includes("order_parts_by_time"));
  expect(carts).toHaveLength(1);
  expect(carts[0]).not.toContain("captures_by_time");
});

describe("what changed since a moment", () => {
  it.each([1, 365])(
    "is the same orders of a seller, alone and in carts, however it is found: %i days",
    async (days) => {
      const found = await shop.context.store.ordersChangedSince(changed(days, [mine]));
      expect(found).toHaveLength(2);
      expect(await shop.context.store.ordersChangedSince(changed(days, [FERNWEH]))).toHaveLength(1);
      expect(await shop.context.store.ordersChangedSince(changed(-1, [mine]))).toEqual([]);
      const [first] = found;
      const next = { ...changed(days, [mine]), after: String(first?.id) };
      expect(await shop.context.store.ordersChangedSince(next)).toEqual(found.slice(1));
    },
  );
});
