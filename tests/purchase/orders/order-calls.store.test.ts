import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OrderCallParts } from "#app/api/orders/access.ts";
import { answerRefund, answerShipment } from "#app/api/orders/order-calls.ts";
import { readConfig } from "#lib/config/config.ts";
import { allSellersKey } from "#lib/config/orders/keys.ts";
import { digestOf } from "#lib/purchase/access/principal.ts";
import { adjustmentsOf } from "#lib/orders/adjustment.ts";
import { paidOrder } from "./paid-order.ts";
import { chargesOf, openTestShop, type TestShop } from "../../fixtures/test-shop.ts";

const KEY = "a-key-of-the-merchants-system";
const BOX = {
  shipment_id: "box-1",
  carrier: "Post",
  tracking_number: "0034",
  tracking_url: "https://post.example.com/0034",
};

let shop: TestShop;
let parts: OrderCallParts;
const reports: unknown[] = [];
let refusals = 0;
beforeAll(async () => {
  shop = await openTestShop();
  parts = {
    operator: shop.verbs,
    publicUrl: "https://shop.example.com",
    keys: new Map([[digestOf(KEY), allSellersKey(KEY)]]),
    keyRefused: () => void (refusals += 1),
    report: (error) => void reports.push(error),
  };
});
afterAll(() => shop.close());

type Call = {
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  readonly with?: Partial<OrderCallParts>;
};
async function call(run: typeof answerShipment, order: string, { body, headers = {}, with: changes }: Call) {
  const request = new Request("https://shop.example.com/api/orders/x", {
    method: "POST",
    headers: { authorization: `Bearer ${KEY}`, "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  const response = await run(request, order, { ...parts, ...changes });
  const json = (await response.json()) as {
    error?: string;
    problems?: { field: string; message: string }[];
    order?: object;
  };
  expect(response.headers.get("cache-control")).toBe("no-store");
  return { status: response.status, ...json };
}
const ship = (order: string, body: unknown, more: Omit<Call, "body"> = {}) =>
  call(answerShipment, order, { body, ...more });
const refund = (order: string, body: unknown, key: string | null = "refund-1") =>
  call(answerRefund, order, { body, headers: key === null ? {} : { "idempotency-key": key } });

describe("the addresses for the merchant's own system", () => {
  it("are not there without ORDERS_API_KEY, and closed to who has not got it", async () => {
    const { number } = await paidOrder(shop, { mug: 3 });
    expect(await ship(number, BOX, { with: { keys: new Map() } })).toEqual({ status: 404, error: "not found" });
    for (const authorization of ["", "Bearer", `Bearer ${KEY}x`, KEY, `bearer ${KEY}`, `Bearer ${KEY.slice(0, -1)}`])
      expect(await ship(number, BOX, { headers: { authorization } })).toEqual({
        status: 401,
        error: "the key is missing or wrong",
      });
    expect((await call(answerRefund, number, { body: {}, headers: { authorization: "Bearer nobody" } })).status).toBe(
      401,
    );
    expect((await shop.verbs.orderByName(number))?.shipments).toEqual([]);
    expect(refusals).toBe(7);
  });

  it.each([["short"], ["with a blank in it"], [`${"x".repeat(600)}`]])("do not take the key %s", (key) => {
    expect(readConfig({ ORDERS_API_KEY: key }, process.cwd())).toMatchObject({
      kind: "invalid",
      problems: [{ name: "ORDERS_API_KEY" }],
    });
  });

  it("say what is wrong with a request, by its field", async () => {
    const { number } = await paidOrder(shop, { mug: 3 });
    const fields = async (body: unknown) => (await ship(number, body)).problems?.map(({ field }) => field);
    expect((await ship(number, "{")).status).toBe(400);
    expect((await ship(number, BOX, { headers: { "content-type": "text/plain" } })).status).toBe(415);
    expect((await ship(number, `"${"x".repeat(300_000)}"`)).status).toBe(413);
    expect(await fields([])).toEqual(["body"]);
    expect(await fields({ carrier: "Post" })).toEqual(["shipment_id"]);
    expect(await fields({ ...BOX, status: "lost" })).toEqual(["status"]);
    expect(await fields({ ...BOX, traking_number: "1" })).toEqual(["traking_number"]);
    expect(await fields({ ...BOX, line_items: [{ id: "line_1", quantity: "1" }] })).toEqual(["line_items[0].quantity"]);
    expect(
      await fields({
        ...BOX,
        line_items: [
          { id: "line_1", quantity: 1 },
          { id: "line_7", quantity: 1 },
        ],
      }),
    ).toEqual(["line_items[1].id"]);
    expect(await fields({ ...BOX, line_items: [{ id: "line_1", quantity: 4 }] })).toEqual(["line_items[0].quantity"]);
    expect(await fields({ ...BOX, line_items: [] })).toEqual(["line_items"]);
    expect(await fields({ ...BOX, tracking_url: "http://post.example.com" })).toEqual(["tracking_url"]);
    expect(await fields({ ...BOX, tracking_number: "" })).toEqual(["tracking_number"]);
    expect(await fields({ ...BOX, shipment_id: "\u0000" })).toEqual(["shipment_id"]);
    expect(await fields({ shipment_id: "box-1" })).toEqual(["carrier"]);
    for (const name of ["T-2222-2222", "ord_nobody", "\u0000", "%00"])
      expect(await ship(name, BOX)).toMatchObject({ status: 404, problems: [{ field: "order" }] });
  });

  it("report a failure of ours without its words, and the operator gets it", async () => {
    const operator = { ...shop.verbs, orderByName: () => Promise.reject(new Error("password=1")) };
    const answer = await ship("T-2222-2222", BOX, { with: { operator } });
    expect(answer.status).toBe(500);
    expect(JSON.stringify(answer)).not.toContain("password");
    expect(reports).toHaveLength(1);
  });
});

describe("POST /api/orders/{order}/shipments", () => {
  it("ships by number or id, in parts, and marks what was delivered", async () => {
    const { number, id } = await paidOrder(shop, { mug: 3 });
    const first = await ship(number, { ...BOX, line_items: [{ id: "line_1", quantity: 1 }] });
    expect(first).toMatchObject({
      status: 201,
      order: {
        number,
        delivery_status: "partly_shipped",
        shipments: [{ status: "shipped", tracking_url: BOX.tracking_url }],
      },
    });
    expect((await ship(id, { shipment_id: "box-1" })).status).toBe(200);
    expect(await ship(id, { shipment_id: "box-2", carrier: "Courier" })).toMatchObject({
      status: 201,
      order: { delivery_status: "shipped" },
    });
    expect(await ship(id, { shipment_id: "box-3", carrier: "Courier" })).toMatchObject({
      status: 422,
      problems: [{ field: "order" }],
    });
    await ship(id, { shipment_id: "box-1", status: "delivered" });
    expect(await ship(id, { shipment_id: "box-2", status: "delivered" })).toMatchObject({
      status: 200,
      order: { delivery_status: "delivered" },
    });
    const text = JSON.stringify(await ship(id, { shipment_id: "box-2" }));
    for (const secret of ["ada@example.com", "Ada", "1 Main St", "pay_"]) expect(text).not.toContain(secret);
  });
});

describe("POST /api/orders/{order}/refund", () => {
  it("gives back units of lines and the delivery, all of which add up to what was paid", async () => {
    const { number, paid } = await paidOrder(shop, { mug: 3 });
    const two = { line_items: [{ id: "line_1", quantity: 2 }], restock: true, return_codes: true, why: "sent back" };
    const first = await refund(number, two, "two");
    expect(first).toMatchObject({ status: 200, order: { status: "partially_refunded" } });
    expect(await refund(number, two, "two")).toMatchObject({ status: 200, order: first.order });
    expect(await refund(number, two, "more")).toMatchObject({
      status: 422,
      problems: [{ field: "line_items[0].quantity" }],
    });
    const rest = { line_items: [{ id: "line_1", quantity: 1 }], shipping: true, why: "sent back" };
    expect(await refund(number, rest, "rest")).toMatchObject({
      status: 200,
      order: { status: "refunded", refunded_minor: paid.amountMinor },
    });
    expect(await refund(number, { ...two, amount_minor: 1, currency: "USD" }, "both")).toMatchObject({
      status: 400,
      problems: [{ field: "amount_minor" }],
    });
  });

  it("gives back a part and then the rest, once for each Idempotency-Key", async () => {
    const { number, sessionId: session, paid } = await paidOrder(shop, { mug: 3 });
    const part = { amount_minor: 500, currency: "usd", why: "one arrived broken" };
    for (let time = 0; time < 2; time += 1)
      expect(await refund(number, part)).toMatchObject({
        status: 200,
        refund: "completed",
        order: { refunded_minor: 500, status: "partially_refunded" },
      });
    expect(await refund(number, { ...part, amount_minor: 501 })).toMatchObject({
      status: 409,
      problems: [{ field: "Idempotency-Key" }],
    });
    expect(await refund(number, { why: "the rest" }, "refund-2")).toMatchObject({
      status: 200,
      order: { status: "refunded", refunded_minor: paid.amountMinor, currency: "USD" },
    });
    expect(await refund(number, { why: "more" }, "refund-3")).toMatchObject({
      status: 422,
      problems: [{ field: "amount_minor" }],
    });
    expect(chargesOf(shop, session).map(({ state }) => state)).toEqual(["refunded"]);
    const order = await shop.verbs.orderByName(number);
    expect(order === null ? [] : adjustmentsOf(order).map(({ amount }) => amount.amountMinor)).toEqual([
      500,
      paid.amountMinor - 500,
    ]);
    expect(await ship(number, BOX)).toMatchObject({ status: 422, problems: [{ field: "order" }] });
  });

  it("demands the key, a reason, and a currency that is the order's", async () => {
    const { number, paid } = await paidOrder(shop, { mug: 3 });
    const fields = async (body: unknown, key?: string | null) =>
      (await refund(number, body, key)).problems?.map(({ field }) => field);
    const body = { amount_minor: 1, currency: "USD", why: "a test" };
    expect(await fields(body, null)).toEqual(["Idempotency-Key"]);
    expect(await fields(body, "two words")).toEqual(["Idempotency-Key"]);
    expect(await fields(body, "x".repeat(81))).toEqual(["Idempotency-Key"]);
    expect(await fields({ amount_minor: 1, currency: "USD" })).toEqual(["why"]);
    expect(await fields({ ...body, amount_minor: 0 })).toEqual(["amount_minor"]);
    expect(await fields({ ...body, amount_minor: 1.5 })).toEqual(["amount_minor"]);
    expect(await fields({ ...body, currency: undefined })).toEqual(["currency"]);
    expect(await fields({ ...body, currency: "JPY" })).toEqual(["currency"]);
    expect(await fields({ ...body, amount_minor: paid.amountMinor + 1 })).toEqual(["amount_minor"]);
    expect((await shop.verbs.orderByName(number))?.status).toBe("paid");
  });
});
