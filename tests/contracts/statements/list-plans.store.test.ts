import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { sellerId } from "#lib/ids.ts";
import type { Order } from "#lib/orders/order.ts";
import type { OrderQuery } from "#lib/store/orders/order-query.ts";
import { realPostgres } from "../../fixtures/real-postgres.ts";
import { ada } from "../../fixtures/test-shop.ts";
import { CART, FERNWEH, OMBRA, openCartShop, readyCart, type CartShop } from "../../purchase/carts/cart-shop.ts";
import { copyOrder, copySeller } from "./many-orders.ts";

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
  const orders: Order[] = [];
  for (const [goods, amountMinor] of [
    [{ lamp: 1 }, 0],
    [CART, 100],
    [{ lamp: 1 }, null],
  ] as const) {
    const id = await readyCart(shop, goods);
    const paid = await shop.verbs.payWithToken({ sessionId: id, token: "tok_sandbox_ok", buyer: ada });
    if (paid.kind !== "completed" || paid.order === null) throw new Error(paid.kind);
    const { id: orderId } = paid.order;
    if (amountMinor !== 0) await shop.verbs.refundOrder({ orderId, amountMinor, requestId: null, why: "a scratch" });
    orders.push((await shop.context.store.order(orderId)) ?? paid.order);
  }
  // What is open of their money is little in every shop.
  for (const _round of [1, 2, 3]) await shop.verbs.sweep();
  for (const order of orders) await copyOrder(planner, order, Math.floor(COPIES / orders.length));
  const seller = {
    id: sellerId("s"),
    caller: { by: "command" },
    state: "active",
    why: "",
    change: { name: "S" },
  } as const;
  await shop.verbs.addSeller(seller);
  await copySeller(planner, "s", COPIES);
  await planner.query(
    `update sellers set account_id = 'acct_' || id, given = given || jsonb_build_object('account', 'acct_' || id)`,
  );
  await planner.query("vacuum analyze");
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

type PlanNode = {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  readonly "Index Name"?: string;
  readonly "Actual Rows": number;
  readonly "Actual Loops": number;
  readonly "Rows Removed by Filter"?: number;
  readonly "Rows Removed by Index Recheck"?: number;
  readonly Plans?: readonly PlanNode[];
};

/** What a statement does, by a planner that reads a whole table only if no index can serve. */
async function planOf({ text, values }: Sent): Promise<PlanNode> {
  const { rows } = await planner.query(`explain (analyze, format json) ${text}`, [...values]);
  return rows[0]["QUERY PLAN"][0].Plan;
}

/** The plans of what work reads. */
async function plansOf(work: () => Promise<unknown>): Promise<readonly PlanNode[]> {
  const query = vi.spyOn(pg.Client.prototype, "query");
  await work();
  const reads = sentIn(query.mock.calls).filter(({ text }) => /^\s*(?:select|with)\b/.test(text));
  vi.restoreAllMocks();
  const plans: PlanNode[] = [];
  for (const sent of reads) plans.push(await planOf(sent));
  expect(plans.length).toBeGreaterThan(0);
  return plans;
}

const nodesOf = (plan: PlanNode): readonly PlanNode[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
const isScan = (node: PlanNode) => node["Relation Name"] !== undefined || node["Index Name"] !== undefined;
/** How many rows a scan took up, also those that it let go again. */
const readBy = (node: PlanNode): number =>
  node["Actual Loops"] *
  (node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0) + (node["Rows Removed by Index Recheck"] ?? 0));

/** Tables that grow with orders and sellers. */
const GROWING =
  /^(?:orders|order_parts|captures|transfers|transfer_reversals|refunds|payment_alerts|shipments|payment_attempts|checkout_sessions|sellers|audit_entries)$/;

/** The scans of a whole growing table, and those that take up more than a list of 50 needs, as along a whole index. */
const walksIn = (plan: PlanNode): readonly string[] =>
  nodesOf(plan)
    .filter(isScan)
    .filter((node) => {
      const isWhole = node["Node Type"] === "Seq Scan" && GROWING.test(node["Relation Name"] ?? "");
      return isWhole || readBy(node) > MAX_READ;
    })
    .map((node) => `${node["Node Type"]} ${node["Relation Name"]} ${node["Index Name"]}: ${readBy(node)} rows`);

const COPIES = 3000;
/** Of the copies a list of 50 may take up a few that it lets go again. */
const MAX_READ = 400;

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
const newest = { after: { paidAt: ago(-1), id: "" }, isNewestFirst: true };

const LISTS: readonly (readonly [string, () => Promise<unknown>])[] = [
  ["a seller's orders", () => shop.context.store.ordersAfter(query({}))],
  ["a seller's newest orders", () => shop.context.store.ordersAfter(query(newest))],
  ["all newest orders", () => shop.context.store.ordersAfter(query({ ...newest, sellers: null }))],
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
  [
    "carts of a day whose sellers' rows are otherwise",
    () => shop.context.store.cartsTakenOtherwise({ from: ago(1), until: ago(-1) }, 50),
  ],
  ["sales without their sellers' rows", () => shop.context.store.unbookedPayments(ago(1), 50)],
  ["accounts that were opened for a seller", () => shop.context.store.accountsOpenedFor(mine)],
  ["sellers", () => shop.context.store.sellerPage({ after: mine, state: null, sellers: null, limit: 50 })],
  ["sellers whose account a shop file gave", () => shop.context.store.sellersWithFileAccounts()],
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

describe("a list reads no table and no index from one end to the other", () => {
  it.each(LISTS)("%s", async (_name, work) => {
    expect((await plansOf(work)).flatMap(walksIn)).toEqual([]);
  });

  it("or it is seen: a walk along an index in search of one seller's orders", async () => {
    const text = `select id from orders where seller_id || '' = $1 order by paid_at, id limit 50`;
    expect(walksIn(await planOf({ text, values: [mine] }))).toEqual([expect.stringMatching(/^Index.* orders .*rows$/)]);
  });
});

it("a month's books of all sellers find the carts by their parts, and read no payments of one seller's for that", async () => {
  const plans = await plansOf(() => shop.context.store.sellerMonths({ ...month, seller: null }));
  const indexes = plans.map((plan) => nodesOf(plan).map((node) => node["Index Name"]));
  const carts = indexes.filter((names) => names.includes("order_parts_by_time"));
  expect(carts).toHaveLength(1);
  expect(carts[0]).not.toContain("captures_by_time");
});

describe("what changed since a moment", () => {
  it.each([1, 365])(
    "is the same orders of a seller, alone and in carts, however it is found: %i days",
    async (days) => {
      const found = await shop.context.store.ordersChangedSince(changed(days, [mine]));
      expect(found).toHaveLength(3);
      expect(await shop.context.store.ordersChangedSince(changed(days, [FERNWEH]))).toHaveLength(1);
      expect(await shop.context.store.ordersChangedSince(changed(-1, [mine]))).toEqual([]);
      const [first] = found;
      const next = { ...changed(days, [mine]), after: String(first?.id) };
      expect(await shop.context.store.ordersChangedSince(next)).toEqual(found.slice(1));
    },
  );
});
