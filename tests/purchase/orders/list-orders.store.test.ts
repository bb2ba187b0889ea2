import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OrderCallParts } from "#app/api/orders/access.ts";
import { answerOrders } from "#app/api/orders/order-calls.ts";
import { sellerId } from "#lib/ids.ts";
import { readConfig } from "#lib/config/config.ts";
import { listAllOrders, type OrdersLine } from "#lib/operator/orders.ts";
import type { Order } from "#lib/orders/order.ts";
import type { MerchantOrder } from "#lib/wire/orders/merchant.ts";
import { openTestShop, type TestShop } from "../../fixtures/test-shop.ts";
import { paidOrder } from "./paid-order.ts";

const ALL = "key-of-all-sellers-0123456789";
const KUMO = "key-of-kumo-0123456789abcdefg";
const SHIPPER = "key-that-ships-0123456789abcd";
const HOUR_MS = 3_600_000;

let shop: TestShop;
let parts: OrderCallParts;
/** In the order in which they were paid: two of fernweh, one of kumo, an hour apart. */
const placed: Order[] = [];
beforeAll(async () => {
  shop = await openTestShop();
  const keys = [
    { name: "kumo-erp", key: KUMO, sellers: ["kumo"] },
    { name: "parcels", key: SHIPPER, sellers: "all", actions: ["ship"] },
  ];
  const read = readConfig({ ORDERS_API_KEY: ALL, ORDERS_API_KEYS: JSON.stringify(keys) }, process.cwd());
  if (read.kind === "invalid") throw new Error(JSON.stringify(read.problems));
  const fails = (error: unknown) => expect.unreachable(String(error));
  parts = {
    operator: shop.verbs,
    publicUrl: "https://shop.example.com",
    keys: read.config.ordersKeys,
    keyRefused: () => undefined,
    report: fails,
  };
  for (const product of ["mug", "cup", "mug"]) {
    placed.push(await paidOrder(shop, { [product]: 2 }));
    shop.advance(HOUR_MS);
  }
});
afterAll(() => shop.close());

type Page = { readonly orders: readonly MerchantOrder[]; readonly has_more: boolean; readonly next_since: string };
const answerTo = (search: string, key = ALL) =>
  answerOrders(
    new Request(`https://shop.example.com/api/orders${search}`, { headers: { authorization: `Bearer ${key}` } }),
    parts,
  );
async function page(search: string, key = ALL): Promise<Page> {
  const response = await answerTo(search, key);
  expect(response.status).toBe(200);
  return (await response.json()) as Page;
}
const numbers = (orders: readonly { readonly number: string }[]) => orders.map(({ number }) => number);
const ofPlaced = (...indexes: number[]) => indexes.map((index) => placed[index]?.number);

describe("the list of orders", () => {
  it("has every order once, oldest first, however small its pages are", async () => {
    for (const limit of [1, 2, 3, 200]) {
      const seen: string[] = [];
      let since = "";
      for (let more = true; more;) {
        const one = await page(`?limit=${limit}${since === "" ? "" : `&since=${encodeURIComponent(since)}`}`);
        expect(one.orders.length).toBeLessThanOrEqual(limit);
        seen.push(...numbers(one.orders));
        [more, since] = [one.has_more, one.next_since];
      }
      expect(seen).toEqual(ofPlaced(0, 1, 2));
      // Nothing new since.
      expect((await page(`?since=${encodeURIComponent(since)}`)).orders).toEqual([]);
    }
  });

  it.each(["all sellers", "one of them"])(
    "has every order of %s once, newest first, for the console",
    async (whose) => {
      const sellers = whose === "all sellers" ? null : [sellerId("fernweh")];
      for (const limit of [1, 2, 3, 200]) {
        const seen: string[] = [];
        let after = { paidAt: new Date("9999-12-31T00:00:00Z"), id: "" };
        for (let more = true; more;) {
          const one = await shop.verbs.listOrders({ after, isNewestFirst: true, sellers, status: null, limit });
          seen.push(...numbers(one.orders));
          [more, after] = [one.hasMore, one.next];
        }
        expect(seen).toEqual(sellers === null ? ofPlaced(2, 1, 0) : ofPlaced(2, 0));
      }
    },
  );

  it("begins at a time, and has only what a key, a seller and a status leave", async () => {
    const second = placed[1]?.paidAt.toISOString() ?? "";
    expect(numbers((await page(`?since=${second}`)).orders)).toEqual(ofPlaced(1, 2));
    expect(numbers((await page("?since=2020-01-01")).orders)).toEqual(ofPlaced(0, 1, 2));
    expect(numbers((await page("", KUMO)).orders)).toEqual(ofPlaced(1));
    expect((await page("?seller_id=fernweh", KUMO)).orders).toEqual([]);
    expect(numbers((await page("?seller_id=fernweh")).orders)).toEqual(ofPlaced(0, 2));
    expect((await page("?status=refunded")).orders).toEqual([]);
    expect(numbers((await page("?status=paid&limit=1")).orders)).toEqual(ofPlaced(0));
  });

  it("has what it takes to fulfil an order: lines, buyer, address and delivery", async () => {
    const [first] = (await page("?limit=1")).orders;
    expect(first).toMatchObject({
      seller_id: "fernweh",
      livemode: false,
      status: "paid",
      delivery_status: "not_shipped",
      line_items: [{ product_id: "mug", quantity: 2 }],
      buyer: { name: "Ada Lovelace", email: "ada@example.com" },
      address: { country: "US", state: "NY" },
      details_erased: false,
    });
    const lines = first?.line_items.reduce((sum, line) => sum + line.subtotal_minor, 0) ?? 0;
    const { discount_minor = 0, tax_minor = 0, delivery, paid_minor } = first ?? {};
    expect(lines - discount_minor + tax_minor + (delivery?.total_minor ?? 0)).toBe(paid_minor);
  });

  it("is for keys that may read, and names the parameter that it cannot read", async () => {
    expect((await answerTo("", "wrong-key-0123456789abcdefgh")).status).toBe(401);
    expect((await answerTo("", SHIPPER)).status).toBe(403);
    for (const [search, field] of [
      ["?since=yesterday", "since"],
      ["?since=", "since"],
      ["?since=0000-01-01", "since"],
      ["?since=9999-12-31T23:59:59-01:00", "since"],
      ["?limit=0", "limit"],
      ["?limit=many", "limit"],
      ["?status=open", "status"],
      ["?status=paid&status=refunded", "status"],
      ["?page=2", "page"],
    ] as const) {
      const response = await answerTo(search);
      expect(response.status, search).toBe(400);
      expect(await response.json(), search).toMatchObject({ problems: [{ field }] });
    }
    expect((await page("?limit=9999")).orders).toHaveLength(3);
  });

  it("does not pass an order by that becomes visible behind a later one", async () => {
    const until = await page("");
    const late = await paidOrder(shop);
    // As if its transaction had begun a minute before an order that was seen already, and had ended after it.
    const fresh = await page(`?since=${encodeURIComponent(until.next_since)}`);
    expect(numbers(fresh.orders)).toEqual([late.number]);
    shop.advance(60_000);
    expect(numbers((await page(`?since=${encodeURIComponent(fresh.next_since)}`)).orders)).toEqual([late.number]);
    const { next_since: settled } = await page(`?since=${encodeURIComponent(fresh.next_since)}`);
    expect(new Date(settled.slice(0, 24)).getTime()).toBeLessThan(late.paidAt.getTime());
    shop.advance(HOUR_MS);
    const after = await page(`?since=${encodeURIComponent(settled)}`);
    expect((await page(`?since=${encodeURIComponent(after.next_since)}`)).orders).toEqual([]);
    placed.push(late);
  });

  it("is what npm run orders lists, over as many pages as there are", async () => {
    const lines: OrdersLine[] = [];
    await listAllOrders(
      { operator: shop.verbs, publicUrl: parts.publicUrl },
      { since: "2020-01-01T00:00:00Z", seller: null, status: null },
      async (line) => void lines.push(line as OrdersLine),
    );
    expect(numbers(lines.flatMap((line) => (line.type === "order" ? [line.order] : [])))).toEqual(numbers(placed));
  });

  it("of a seller who is not known is none in npm run orders, which names those that are written like it", async () => {
    const listed = async (seller: string) => {
      const lines: unknown[] = [];
      const request = { since: "2100-01-01T00:00:00Z", seller, status: null };
      const emit = async (line: unknown) => void lines.push(line);
      await listAllOrders({ operator: shop.verbs, publicUrl: parts.publicUrl }, request, emit);
      return lines;
    };
    const added = { id: sellerId("ombra"), change: { name: "Ombra" }, state: "active", why: "test" } as const;
    await shop.verbs.addSeller({ ...added, caller: { by: "command" } });
    expect(await listed("ombar")).toEqual([{ type: "no_such_seller", id: "ombar", nearest: ["ombra"] }]);
    expect(await listed("nobody")).toEqual([{ type: "no_such_seller", id: "nobody", nearest: [] }]);
    expect(await listed("ombra")).toEqual([]);
    expect(await listed("fernweh")).toEqual([]);
  });
});
