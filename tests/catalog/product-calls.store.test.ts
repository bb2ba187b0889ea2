import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OrderCallParts } from "#app/api/orders/access.ts";
import { answerChange, answerChanges } from "#app/api/products/product-calls.ts";
import { readConfig } from "#lib/config/config.ts";
import { productId, sellerId } from "#lib/ids.ts";
import { money } from "#lib/money.ts";
import { createVerbs } from "../fixtures/verbs.ts";
import { openTestShop, testProduct, type TestShop } from "../fixtures/test-shop.ts";

const KEY = "key-of-all-sellers-0123456789";
const OF_KUMO = "key-of-kumo-0123456789abcdefg";
const SHIPS = "key-that-ships-0123456789abcd";

let shop: TestShop;
let parts: OrderCallParts;
let refusals = 0;
const reports: unknown[] = [];
beforeAll(async () => {
  shop = await openTestShop();
  const keys = [
    { name: "kumo-erp", key: OF_KUMO, sellers: ["kumo"], actions: ["change_products"] },
    { name: "parcels", key: SHIPS, sellers: "all" },
  ];
  const read = readConfig({ ORDERS_API_KEY: KEY, ORDERS_API_KEYS: JSON.stringify(keys) }, process.cwd());
  if (read.kind === "invalid") throw new Error(JSON.stringify(read.problems));
  parts = {
    operator: shop.verbs,
    publicUrl: "https://shop.example.com",
    keys: read.config.ordersKeys,
    keyRefused: () => void (refusals += 1),
    report: (error) => void reports.push(error),
  };
});
afterAll(() => shop.close());

const requestOf = (body: unknown, key: string | null, type = "application/json") =>
  new Request("https://shop.example.com/api/products", {
    method: "POST",
    headers: { "content-type": type, ...(key === null ? {} : { authorization: `Bearer ${key}` }) },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
type Answer = { status: number; body: Record<string, unknown> };
const answered = async (response: Response): Promise<Answer> => ({
  status: response.status,
  body: (await response.json()) as Record<string, unknown>,
});
const patch = async (id: string, body: unknown, key: string | null = KEY, type?: string) =>
  answered(await answerChange(requestOf(body, key, type), id, parts));
const post = async (body: unknown, key: string | null = KEY) =>
  answered(await answerChanges(requestOf(body, key), parts));
const one = async (id: string) => (await shop.context.catalog.products([productId(id)]))[0];
let numbered = 0;
async function product(changes: Parameters<typeof testProduct>[1] = {}): Promise<string> {
  const id = `listed-${(numbered += 1)}`;
  await shop.context.catalog.upsert([testProduct(id, changes)]);
  return id;
}
const fieldsOf = ({ body }: Answer) => (body["problems"] as { field: string }[] | undefined)?.map(({ field }) => field);

describe("many changes in one request", () => {
  it("share transactions, and each has its own result all the same, in their order", async () => {
    const ids = Array.from({ length: 240 }, (_, index) => `bulk-${index}`);
    await shop.context.catalog.upsert(ids.map((id) => testProduct(id, { stockOnHand: 1 })));
    let transactions = 0;
    const { store } = shop.context;
    const counting: typeof store = {
      ...store,
      transaction: (work) => {
        transactions += 1;
        return store.transaction(work);
      },
    };
    const operator = createVerbs({ ...shop.context, store: counting });
    const good = ids.map((id, index) => ({ id, version: 7, inventory_quantity: index }));
    const products = [
      ...good.slice(0, 120),
      { id: "nobody", version: 7, inventory_quantity: 1 },
      { id: "bulk-0", version: 6, inventory_quantity: 99 },
      { id: "bulk-1", version: 7, price_minor: 5, currency: "JPY" },
      { id: "bulk-2", version: 8, inventory_quantity: -1 },
      { id: "bulk-2", version: 8, inventory_quantity: 77 },
      ...good.slice(120),
    ];
    const { body } = await answered(await answerChanges(requestOf({ products }, KEY), { ...parts, operator }));
    const results = body["results"] as readonly { index: number; id?: string; status: number }[];
    expect(results.map(({ index }) => index)).toEqual(products.map((_, index) => index));
    expect(results.filter(({ status }) => status !== 200).map(({ index, status }) => [index, status])).toEqual([
      [120, 404],
      [121, 409],
      [122, 422],
      [123, 400],
    ]);
    expect(results[239 + 5]).toMatchObject({ id: "bulk-239", status: 200 });
    expect((await one("bulk-239"))?.stockOnHand).toBe(239);
    expect((await one("bulk-2"))?.stockOnHand).toBe(77);
    expect(transactions).toBe(3);
  });
});

describe("PATCH /api/products/{id}", () => {
  it("sets the parts it names, leaves the others, and answers what stands there with the versions", async () => {
    const id = await product({ stockOnHand: 3 });
    const change = { version: "2026-11-28T21:00:00+01:00", price_minor: 1800, sale_price_minor: 1500, currency: "usd" };
    expect(await patch(id, change)).toEqual({
      status: 200,
      body: {
        result: "changed",
        product: {
          id,
          seller_id: "fernweh",
          price_minor: 1800,
          sale_price_minor: 1500,
          currency: "USD",
          availability: "in_stock",
          inventory_quantity: 3,
          versions: { price_minor: "2026-11-28T20:00:00Z", availability: null, inventory_quantity: null },
        },
      },
    });
    await patch(id, { version: 7, availability: "out_of_stock", inventory_quantity: null });
    expect(await one(id)).toMatchObject({
      price: { amountMinor: 1800 },
      salePrice: { amountMinor: 1500 },
      availability: "out_of_stock",
      stockOnHand: null,
    });
  });

  it("lets the later version win, the same one again change nothing, and refuses an earlier one whole", async () => {
    const id = await product({ stockOnHand: 1 });
    expect((await patch(id, { version: 5, inventory_quantity: 9 })).body["result"]).toBe("changed");
    expect((await patch(id, { version: 5, inventory_quantity: 9 })).body["result"]).toBe("unchanged");
    const late = await patch(id, { version: 4, inventory_quantity: 2, price_minor: 1, currency: "USD" });
    expect([late.status, fieldsOf(late)]).toEqual([409, ["inventory_quantity"]]);
    expect(late.body["product"]).toMatchObject({ inventory_quantity: 9, versions: { inventory_quantity: 5 } });
    expect(await one(id)).toMatchObject({ stockOnHand: 9, price: { amountMinor: 2500 } });
    expect((await patch(id, { version: 4, price_minor: 1900, currency: "USD" })).status).toBe(200);
  });

  it("of many at once leaves what the latest version says", async () => {
    const id = await product({ stockOnHand: 0 });
    const versions = Array.from({ length: 20 }, (_, index) => ((index * 7) % 20) + 1);
    await Promise.all(versions.map((version) => patch(id, { version, inventory_quantity: version * 10 })));
    expect((await one(id))?.stockOnHand).toBe(200);
  });

  it("is not undone by a row of a feed without a later version, and is by one with it", async () => {
    const id = await product({ stockOnHand: 5 });
    await patch(id, {
      version: 8,
      price_minor: 990,
      currency: "USD",
      availability: "pre_order",
      inventory_quantity: 2,
    });
    const row = testProduct(id, { stockOnHand: 50, title: "Renamed" });
    for (const version of [null, 7, 8]) await shop.context.catalog.upsert([{ ...row, version }]);
    const stands = { price: { amountMinor: 990 }, availability: "pre_order", stockOnHand: 2, title: "Renamed" };
    expect(await one(id)).toMatchObject(stands);
    await shop.context.catalog.upsert([{ ...row, version: 9 }]);
    expect(await one(id)).toMatchObject({ price: { amountMinor: 2500 }, availability: "in_stock", stockOnHand: 50 });
  });

  it.each([
    [{ inventory_quantity: 1 }, 400, ["version"]],
    [{ version: "soon", inventory_quantity: 1 }, 400, ["version"]],
    [{ version: 1 }, 400, ["body"]],
    [{ version: 1, inventory_quantity: -1 }, 400, ["inventory_quantity"]],
    [{ version: 1, inventory_quantity: 1.5, stock: 3 }, 400, ["inventory_quantity", "stock"]],
    [{ version: 1, price_minor: 100 }, 400, ["currency"]],
    [{ version: 1, price_minor: 0, currency: "USD" }, 400, ["price_minor"]],
    [{ version: 1, availability: "gone" }, 400, ["availability"]],
    [{ version: 1, price_minor: 100, currency: "JPY" }, 422, ["currency"]],
    [{ version: 1, sale_price_minor: 2500, currency: "USD" }, 422, ["sale_price_minor"]],
    ["{", 400, ["body"]],
  ])("refuses %j with %i and names %j", async (body, status, fields) => {
    const id = await product();
    const before = await one(id);
    const answer = await patch(id, body);
    expect([answer.status, fieldsOf(answer)]).toEqual([status, fields]);
    expect(await one(id)).toEqual(before);
  });

  it("is for the key's sellers and for keys that may change products", async () => {
    const [theirs, own] = [await product(), await product({ sellerId: sellerId("kumo"), price: money(2500, "JPY") })];
    const change = { version: 1, inventory_quantity: 4 };
    expect((await patch(theirs, change, OF_KUMO)).body).toEqual((await patch("nothing", change, OF_KUMO)).body);
    expect((await patch(theirs, change, OF_KUMO)).status).toBe(404);
    expect((await patch(own, change, OF_KUMO)).status).toBe(200);
    expect((await patch(own, change, SHIPS)).status).toBe(403);
    const before = refusals;
    expect((await patch(own, change, null)).status).toBe(401);
    expect(refusals).toBe(before + 1);
    expect((await patch(own, change, KEY, "text/plain")).status).toBe(415);
    expect((await answerChange(requestOf(change, KEY), own, { ...parts, keys: new Map() })).status).toBe(404);
    expect((await patch("\0", change)).status).toBe(404);
    expect(reports).toEqual([]);
  });

  it("is in the audit trail with the key and both values, and what changed nothing is not", async () => {
    const id = await product({ stockOnHand: 3 });
    for (const version of [2, 2, 1]) await patch(id, { version, inventory_quantity: 8 });
    const entries = await shop.context.store.auditEntries(new Date(0), 1000, 0);
    expect(entries.filter(({ subject }) => subject === id)).toMatchObject([
      {
        action: "product_changed",
        actor: "orders_api",
        details: { key: "ORDERS_API_KEY", version: 2, stock: "3 → 8" },
      },
    ]);
  });
});

describe("POST /api/products", () => {
  it("answers every row by itself, in their order", async () => {
    const [first, second] = [await product({ stockOnHand: 1 }), await product()];
    const { status, body } = await post({
      products: [
        { id: first, version: 2, inventory_quantity: 5 },
        { id: first, version: 1, inventory_quantity: 6 },
        { id: second, version: 1, price_minor: 5, currency: "JPY" },
        { id: second, version: 1, colour: "red" },
        { id: "nothing", version: 1, inventory_quantity: 1 },
        { id: second, version: 1, inventory_quantity: 7 },
      ],
    });
    expect(status).toBe(200);
    const results = body["results"] as { index: number; status: number }[];
    expect(results.map(({ index, status: one }) => [index, one])).toEqual([
      [0, 200],
      [1, 409],
      [2, 422],
      [3, 400],
      [4, 404],
      [5, 200],
    ]);
    expect([(await one(first))?.stockOnHand, (await one(second))?.stockOnHand]).toEqual([5, 7]);
  });

  it("takes a thousand rows, and no more and none fewer than one", async () => {
    const id = await product({ stockOnHand: 1 });
    const rows = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ id, version: index, inventory_quantity: index }));
    expect((await post({ products: rows(1001) })).status).toBe(400);
    expect((await post({ products: [] })).status).toBe(400);
    expect(((await post({ products: rows(1000) })).body["results"] as unknown[]).length).toBe(1000);
    expect((await one(id))?.stockOnHand).toBe(999);
  }, 60_000);
});
