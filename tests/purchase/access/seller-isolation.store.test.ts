import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OrderCallParts } from "#app/api/orders/access.ts";
import { answerCancel, answerOrder, answerOrders, answerRefund, answerShipment } from "#app/api/orders/order-calls.ts";
import { answerChange, answerChanges } from "#app/api/products/product-calls.ts";
import {
  answerNewReceiver,
  answerReceiverAct,
  answerReceiverEnd,
  answerReceivers,
} from "#app/api/sellers/receiver-calls.ts";
import { answerKeyEnd, answerKeys, answerNewKey } from "#app/api/sellers/key-calls.ts";
import {
  answerNewSeller,
  answerOnboarding,
  answerSeller,
  answerSellerChange,
  answerSellers,
  answerSellerState,
} from "#app/api/sellers/seller-calls.ts";
import { readConfig } from "#lib/config/config.ts";
import { productId, sellerId } from "#lib/ids.ts";
import { ORDER_ACTIONS } from "#lib/sellers/key.ts";
import { openTestShop, type TestShop } from "../../fixtures/test-shop.ts";
import { added, recordingSender } from "../../sellers/receivers/receiver-shop.ts";
import { paidOrder } from "../orders/paid-order.ts";

const OF_KUMO = "key-of-kumo-0123456789abcdefg";
type Call = (request: Request, name: string, parts: OrderCallParts) => Promise<Response>;
type Case = {
  readonly call: Call;
  readonly about: "order" | "product" | "seller" | "key" | "receiver";
  readonly body: object | null;
};

/** Every call about one thing of one seller, by its route file and method. */
const CALLS: Readonly<Record<string, Case>> = {
  "orders/[order] GET": { call: answerOrder, about: "order", body: null },
  "orders/[order]/cancel POST": { call: answerCancel, about: "order", body: { reason: "test" } },
  "orders/[order]/refund POST": { call: answerRefund, about: "order", body: { reason: "test" } },
  "orders/[order]/shipments POST": { call: answerShipment, about: "order", body: { shipment_id: "s1" } },
  "products/[product] PATCH": {
    call: answerChange,
    about: "product",
    body: { version: 1, availability: "out_of_stock" },
  },
  "sellers/[seller] GET": { call: answerSeller, about: "seller", body: null },
  "sellers/[seller] PATCH": { call: answerSellerChange, about: "seller", body: { phone: "+49 30 1234" } },
  "sellers/[seller]/keys GET": { call: answerKeys, about: "seller", body: null },
  "sellers/[seller]/keys POST": { call: answerNewKey, about: "seller", body: { actions: ["read"], why: "test" } },
  // Under its own seller's address, and under the other's.
  "sellers/[seller]/keys/[key] DELETE": {
    call: (request, key, given) => answerKeyEnd(request, { seller: "kumo", key }, given),
    about: "key",
    body: null,
  },
  "sellers/[seller]/keys/[key] DELETE, of theirs": {
    call: (request, key, given) => answerKeyEnd(request, { seller: "fernweh", key }, given),
    about: "key",
    body: null,
  },
  "sellers/[seller]/receivers GET": { call: answerReceivers, about: "seller", body: null },
  "sellers/[seller]/receivers POST": {
    call: answerNewReceiver,
    about: "seller",
    body: { url: "https://erp.kumo.example.com/", why: "test" },
  },
  "sellers/[seller]/receivers/[receiver] POST": {
    call: (request, receiver, given) => answerReceiverAct(request, { seller: "kumo", receiver }, given),
    about: "receiver",
    body: { do: "rotate", why: "test" },
  },
  "sellers/[seller]/receivers/[receiver] POST, of theirs": {
    call: (request, receiver, given) => answerReceiverAct(request, { seller: "fernweh", receiver }, given),
    about: "receiver",
    body: { do: "test" },
  },
  "sellers/[seller]/receivers/[receiver] DELETE": {
    call: (request, receiver, given) => answerReceiverEnd(request, { seller: "kumo", receiver }, given),
    about: "receiver",
    body: null,
  },
  "sellers/[seller]/receivers/[receiver] DELETE, of theirs": {
    call: (request, receiver, given) => answerReceiverEnd(request, { seller: "fernweh", receiver }, given),
    about: "receiver",
    body: null,
  },
  "sellers/[seller]/onboarding POST": { call: answerOnboarding, about: "seller", body: {} },
  "sellers/[seller]/state POST": { call: answerSellerState, about: "seller", body: { state: "paused", why: "test" } },
};
/** Calls about many things, or about a new one, which the tests below look at one by one. */
const OTHERS = ["orders GET", "products POST", "sellers GET", "sellers POST"];

let shop: TestShop;
let parts: OrderCallParts;
const OTHER: Record<Case["about"], string> = { order: "", product: "mug", seller: "fernweh", key: "", receiver: "" };
const UNKNOWN: Readonly<Record<Case["about"], string>> = {
  order: "T-0000-0000",
  product: "no",
  seller: "no",
  key: "no",
  receiver: "no",
};
beforeAll(async () => {
  shop = await openTestShop(undefined, { receiverSender: recordingSender().sender });
  for (const id of ["fernweh", "kumo"])
    await shop.verbs.addSeller({
      id: sellerId(id),
      change: { name: id },
      state: "active",
      why: "test",
      caller: { by: "command" },
    });
  OTHER.order = (await paidOrder(shop, { mug: 1 })).number;
  const made = await shop.verbs.makeSellerKey({
    seller: sellerId("fernweh"),
    actions: ["read"],
    why: "test",
    caller: { by: "command" },
    own: ORDER_ACTIONS,
  });
  OTHER.key = made.kind === "made" ? made.key.id : expect.unreachable();
  OTHER.receiver = (await added(shop, sellerId("fernweh"))).id;
  const keys = [{ name: "kumo-erp", key: OF_KUMO, sellers: ["kumo"], actions: ORDER_ACTIONS }];
  const read = readConfig({ ORDERS_API_KEYS: JSON.stringify(keys) }, process.cwd());
  if (read.kind === "invalid") throw new Error(JSON.stringify(read.problems));
  parts = {
    operator: shop.verbs,
    publicUrl: "https://shop.example.com",
    keys: read.config.ordersKeys,
    keyRefused: () => undefined,
    report: (error) => expect.unreachable(String(error)),
  };
});
afterAll(() => shop.close());

const requestOf = (body: object | null) =>
  new Request("https://shop.example.com/api", {
    headers: {
      authorization: `Bearer ${OF_KUMO}`,
      "content-type": "application/json",
      "idempotency-key": `key-${Math.random()}`,
    },
    ...(body === null ? {} : { method: "POST", body: JSON.stringify(body) }),
  });
const answered = async (answer: Promise<Response>) => {
  const response = await answer;
  return { status: response.status, body: await response.text() };
};

describe("a key of one seller", () => {
  it("is tried at every call that there is", () => {
    const folder = join(process.cwd(), "app/api");
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) =>
      /^(orders|products|sellers)\b.*route\.ts$/.test(file),
    );
    const named = new Set([...Object.keys(CALLS), ...OTHERS].map((name) => name.split(" ")[0]));
    expect(named).toEqual(new Set(files.map((file) => file.replace(/\/route\.ts$/, ""))));
  });

  it.each(Object.entries(CALLS))("%s answers of another seller's thing what it answers of none", async (_, one) => {
    const ofOther = await answered(one.call(requestOf(one.body), OTHER[one.about], parts));
    const ofNone = await answered(one.call(requestOf(one.body), UNKNOWN[one.about], parts));
    expect(ofOther).toEqual(ofNone);
    expect(ofOther.status).toBe(404);
  });

  it("lists its own orders and sellers, changes its own products, and adds nobody", async () => {
    const orders = await answered(answerOrders(requestOf(null), parts));
    expect(orders.body).not.toContain(OTHER.order);
    const sellers = await answered(answerSellers(requestOf(null), parts));
    expect([sellers.body.includes('"kumo"'), sellers.body.includes('"fernweh"')]).toEqual([true, false]);
    const changes = { changes: [{ id: "mug", version: 1, availability: "out_of_stock" }] };
    const changed = await answered(answerChanges(requestOf(changes), parts));
    expect(changed.body).not.toContain('"result":"changed"');
    expect((await answered(answerNewSeller(requestOf({ id: "new", why: "test" }), parts))).status).toBe(403);
    const [mug] = await shop.context.catalog.products([productId("mug")]);
    expect(mug?.availability).toBe("in_stock");
    expect((await shop.context.sellers.one(sellerId("fernweh"))).state).toBe("active");
    expect((await shop.context.store.sellerKey(OTHER.key))?.revokedAt).toBeNull();
    expect(await shop.context.store.sellerReceiver(OTHER.receiver)).toMatchObject({ earlierSecret: null });
  });
});
