import { sellerId, type SellerId } from "#lib/ids.ts";
import { shownSeller } from "#lib/operator/sellers/field-problems.ts";
import type { Order } from "#lib/orders/order.ts";
import type { Movement } from "#lib/orders/transfers/transfer.ts";
import { feedGate } from "#lib/purchase/sellers/feed-gate.ts";
import type { Runtime } from "#lib/runtime/runtime.ts";
import type { OrderQuery } from "#lib/store/orders/order-query.ts";
import type { Store } from "#lib/store/store.ts";
import { booksView } from "#lib/wire/sellers/books.ts";
import { openMovementView } from "#lib/wire/sellers/open-movements.ts";
import { merchantOrderView } from "#lib/wire/orders/merchant.ts";
import type { Filled } from "./copies.ts";

/** What is asked and how long it may take, in milliseconds. It answers a bare read of the same rows by their index. */
export type Measure = {
  readonly name: string;
  readonly goalMs: number;
  readonly ask: (time: number) => Promise<Bare>;
};
export type Bare = { readonly text: string; readonly values: readonly unknown[] };

const LIST_MS = 150;
const MONTH_MS = 2000;
const PAGE = 50;
const DAY_MS = 86_400_000;
const FEED_BATCH = 500;

type Parts = { readonly shop: Runtime; readonly store: Store; readonly filled: Filled };

export const measuresOf = (parts: Parts): readonly Measure[] => [
  ...orderMeasures(parts),
  ...sellerMeasures(parts),
  ...moneyMeasures(parts),
];

const idOf = (n: number): SellerId => sellerId(`s${String(n).padStart(6, "0")}`);
const THE_LARGEST = idOf(1);
/** Sellers with few orders, another one each time. */
const aSmall = ({ filled }: Parts, time: number): SellerId =>
  idOf(Math.ceil(filled.sellers * (0.5 + ((time * 7) % 45) / 100)));

const ordersByIds = (orders: readonly Order[]): Bare => ({
  text: "select * from orders where id = any($1)",
  values: [orders.map(({ id }) => id)],
});

function orderMeasures(parts: Parts): readonly Measure[] {
  const { shop, store, filled } = parts;
  const page = (query: (time: number) => Partial<OrderQuery>) => async (time: number) => {
    const first = { after: { paidAt: new Date(0), id: "" }, sellers: null, status: null, limit: PAGE };
    const { orders } = await shop.operator.listOrders({ ...first, ...query(time) });
    JSON.stringify(orders.map((order) => merchantOrderView(order, "https://shop.example.com")));
    return ordersByIds(orders);
  };
  const changed = (sellers: (time: number) => readonly SellerId[] | null) => async (time: number) => {
    const since = new Date(filled.ends.getTime() - DAY_MS);
    const found = await store.ordersChangedSince({ since, after: "", sellers: sellers(time), limit: PAGE });
    return { text: "select id, paid_at from orders where id = any($1)", values: [found.map(({ id }) => id)] };
  };
  const deep = { paidAt: new Date(filled.ends.getTime() - 60 * DAY_MS), id: "" };
  const newest = { after: { paidAt: new Date("9999-12-31T00:00:00Z"), id: "" }, isNewestFirst: true };
  const lists: readonly (readonly [string, Measure["ask"]])[] = [
    ["the largest seller's orders, first page", page(() => ({ sellers: [THE_LARGEST] }))],
    ["the largest seller's orders, ten months in", page(() => ({ sellers: [THE_LARGEST], after: deep }))],
    ["the largest seller's orders, refunded", page(() => ({ sellers: [THE_LARGEST], status: "refunded" }))],
    ["the largest seller's orders, canceled (none)", page(() => ({ sellers: [THE_LARGEST], status: "canceled" }))],
    ["the largest seller's orders, changed since a day", changed(() => [THE_LARGEST])],
    ["a small seller's orders, first page", page((time) => ({ sellers: [aSmall(parts, time)] }))],
    ["a small seller's orders, refunded", page((time) => ({ sellers: [aSmall(parts, time)], status: "refunded" }))],
    ["a small seller's orders, changed since a day", changed((time) => [aSmall(parts, time)])],
    ["all orders, changed since a day", changed(() => null)],
    ["the console's orders, the newest", page(() => newest)],
    ["the console's orders, refunded", page(() => ({ ...newest, status: "refunded" }))],
    ["the console's orders, canceled (none)", page(() => ({ ...newest, status: "canceled" }))],
    ["the console's orders, a small seller's", page((time) => ({ ...newest, sellers: [aSmall(parts, time)] }))],
  ];
  return lists.map(([name, ask]) => ({ name, ask, goalMs: LIST_MS }));
}

const sellersByIds = (ids: readonly string[]): Bare => ({
  text: "select * from sellers where id = any($1)",
  values: [ids],
});

function sellerMeasures(parts: Parts): readonly Measure[] {
  const { shop, store, filled } = parts;
  const page = (query: Partial<Parameters<Runtime["operator"]["sellerPage"]>[0]>) => async () => {
    const first = { after: null, state: null, sellers: null, limit: 100 };
    const found = await shop.operator.sellerPage({ ...first, ...query });
    JSON.stringify(found.map((seller) => shownSeller(shop.operator, seller)));
    return sellersByIds(found.map(({ id }) => id));
  };
  const feed = async () => {
    const gate = feedGate({ store, file: [], fromFeed: "approve", now: () => new Date() });
    const ids = Array.from({ length: filled.sellers }, (_, index) => idOf(index + 1));
    for (let from = 0; from < ids.length; from += FEED_BATCH)
      await gate.meet(ids.slice(from, from + FEED_BATCH).map((id) => ({ id, name: id })));
    return sellersByIds(ids);
  };
  const ready = async (time: number) => {
    const [a, b] = [aSmall(parts, time), THE_LARGEST];
    await shop.sellers.of([a, b]);
    return sellersByIds([a, b]);
  };
  const lists: readonly (readonly [string, Measure["ask"]])[] = [
    ["the list of sellers, first page", page({})],
    ["the list of sellers, the last pages", page({ after: idOf(Math.floor(filled.sellers * 0.98)) })],
    ["the list of sellers, those who wait", page({ state: "onboarding" })],
    ["the list of sellers, by a name", page({ text: "copper lan" })],
    ["what a checkout reads of two sellers", ready],
    ["what a feed asks about every seller", feed],
  ];
  return lists.map(([name, ask]) => ({ name, ask, goalMs: name.startsWith("what a feed") ? MONTH_MS : LIST_MS }));
}

function moneyMeasures(parts: Parts): readonly Measure[] {
  const { shop, store, filled } = parts;
  const { ends } = filled;
  const until = new Date(Date.UTC(ends.getUTCFullYear(), ends.getUTCMonth(), 1));
  const from = new Date(Date.UTC(ends.getUTCFullYear(), ends.getUTCMonth() - 1, 1));
  const month = (seller: (time: number) => SellerId | null) => async (time: number) => {
    const of = seller(time);
    const found = await shop.operator.sellerMonths({ from, until, seller: of });
    JSON.stringify(found.map((books) => booksView("2026-01", books)));
    const only = of === null ? "" : " and seller_id = $3";
    return {
      text: `select seller_id, currency, sum(gross_minor), sum(fee_minor), sum(amount_minor), count(*) from transfers where created_at >= $1 and created_at < $2${only} group by seller_id, currency`,
      values: [from, until, ...(of === null ? [] : [of])],
    };
  };
  const open = (seller: (time: number) => SellerId | null) => async (time: number) => {
    const found = await shop.operator.openMovements({ seller: seller(time), limit: 200, after: null });
    JSON.stringify(found.map(openMovementView));
    return movementsByKeys(found);
  };
  const moved = async () => {
    const payments = await store.movedPayments(new Date(ends.getTime() - DAY_MS), 500);
    await store.unbookedPayments(new Date(ends.getTime() - 7 * DAY_MS), 50);
    return {
      text: "select provider, reference from transfers where reference = any($1)",
      values: [payments.map(({ reference }) => reference)],
    };
  };
  return [
    { name: "a month's books of all sellers", ask: month(() => null), goalMs: MONTH_MS },
    { name: "a month's books of the largest seller", ask: month(() => THE_LARGEST), goalMs: MONTH_MS },
    { name: "a month's books of a small seller", ask: month((time) => aSmall(parts, time)), goalMs: MONTH_MS },
    { name: "what is open of sellers' money, first page", ask: open(() => null), goalMs: LIST_MS },
    { name: "what is open of a small seller's money", ask: open((time) => aSmall(parts, time)), goalMs: LIST_MS },
    {
      name: "how much is open of sellers' money",
      goalMs: LIST_MS,
      async ask() {
        await shop.operator.movementTotals();
        return { text: "select count(*) from transfers where state in ('due', 'unknown', 'refused')", values: [] };
      },
    },
    { name: "what to compare with the provider", ask: moved, goalMs: MONTH_MS },
  ];
}

const movementsByKeys = (movements: readonly Movement[]): Bare => ({
  text: "select * from transfers where key = any($1)",
  values: [movements.map(({ key }) => key)],
});
