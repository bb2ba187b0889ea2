import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { productId, sellerId } from "#lib/ids.ts";
import type { Order } from "#lib/orders/order.ts";
import type { Operator } from "#lib/purchase/operator.ts";
import type { SellerCaller } from "#lib/purchase/sellers/caller.ts";
import { ORDER_ACTIONS } from "#lib/sellers/key.ts";
import type { OpenDatabase } from "#lib/store/drizzle/database.ts";
import { openRunDatabase } from "../fixtures/real-postgres.ts";
import type { TestShop } from "../fixtures/test-shop.ts";
import { paidOrder } from "../purchase/orders/paid-order.ts";
import { added, COMMAND, FERNWEH, openReceiverShop, recordingSender } from "../sellers/receivers/receiver-shop.ts";

/** What bears the key that asks, whichever way: a verb that is new has to stand below, or this does not compile. */
type RequestOf<Verb extends keyof Operator> = Parameters<Operator[Verb]>[0] extends readonly (infer One)[]
  ? One
  : Parameters<Operator[Verb]>[0];
type VerbOfKeys = {
  [Verb in keyof Operator]: Extract<keyof RequestOf<Verb>, "caller" | "keyName"> extends never ? never : Verb;
}[keyof Operator];
type Caller = Extract<SellerCaller, { by: "orders_api" }>;
type Act = (by: Caller) => Promise<unknown>;

const TABLES = ["sellers", "seller_keys", "seller_receivers", "orders", "shipments", "refunds", "products"];
const seller = FERNWEH;
const why = "test";
const { sender, sent } = recordingSender();
let database: OpenDatabase;
let shop: TestShop;
let order: Order;
beforeAll(async () => {
  database = await openRunDatabase();
  shop = await openReceiverShop({ database, sender });
  const change = { email: "fernweh@example.com", country: "DE" };
  await shop.verbs.changeSeller({ id: seller, change, caller: COMMAND });
  order = await paidOrder(shop, { mug: 1 });
});
afterEach(async () => {
  for (const { id: receiver } of (await shop.verbs.sellerReceivers({ seller, caller: COMMAND })) ?? [])
    await shop.verbs.removeSellerReceiver({ receiver, seller, why, caller: COMMAND });
});
afterAll(() => shop.close());

const key = async () => {
  const made = await shop.verbs.makeSellerKey({
    seller,
    actions: ORDER_ACTIONS,
    why,
    caller: COMMAND,
    own: ORDER_ACTIONS,
  });
  return made.kind === "made" ? made.key.id : expect.unreachable(made.kind);
};
const named = async (caller: Caller) => ({ receiver: (await added(shop)).id, seller, why, caller });
const ofOrder = ({ keyName, sellers }: Caller) =>
  ({ orderId: order.id, by: "orders_api", keyName, sellers, why }) as const;
const shipped = { trackingUrl: null, lines: null, isDelivered: false };
const stock = { version: 1, stockOnHand: 9 };
const ofProduct = ({ keyName, sellers }: Caller) => ({ productId: productId("mug"), sellers, change: stock, keyName });

/** Each prepares what it is about, as a command, and answers the act of the key. */
const ACTS: Readonly<Record<VerbOfKeys, "reads" | "refuses_sellers" | ((caller: Caller) => Promise<Act> | Act)>> = {
  sellerKeys: "reads",
  sellerReceivers: "reads",
  addSeller: "refuses_sellers",
  changeSeller: () => (caller) => shop.verbs.changeSeller({ id: seller, change: { phone: "+49 30 1" }, caller }),
  moveSeller: () => (caller) => shop.verbs.moveSeller({ id: seller, to: "paused", why, caller }),
  onboardSeller: () => (caller) => shop.verbs.onboardSeller({ id: seller, caller }),
  makeSellerKey: () => (caller) =>
    shop.verbs.makeSellerKey({ seller, actions: ["read"], why, own: ORDER_ACTIONS, caller }),
  revokeSellerKey: async () => {
    const other = await key();
    return (caller) => shop.verbs.revokeSellerKey({ key: other, seller, why, caller });
  },
  addSellerReceiver: () => (caller) =>
    shop.verbs.addSellerReceiver({
      seller,
      url: "https://n.example/",
      events: ["order_create"],
      secret: null,
      why,
      caller,
    }),
  rotateSellerReceiver: async (caller) => {
    const act = await named(caller);
    return () => shop.verbs.rotateSellerReceiver({ ...act, secret: null });
  },
  moveSellerReceiver: async (caller) => {
    const act = await named(caller);
    return () => shop.verbs.moveSellerReceiver({ ...act, to: "paused" });
  },
  removeSellerReceiver: async (caller) => {
    const act = await named(caller);
    return () => shop.verbs.removeSellerReceiver(act);
  },
  testSellerReceiver: async (caller) => {
    const act = await named(caller);
    return () => shop.verbs.testSellerReceiver(act);
  },
  refundOrder: () => (by) => shop.verbs.refundOrder({ ...ofOrder(by), amountMinor: 100, requestId: by.keyName }),
  planRefund: () => (by) => shop.verbs.planRefund({ ...ofOrder(by), amountMinor: 100, requestId: null }),
  cancelOrder: () => (by) => shop.verbs.cancelOrder(ofOrder(by)),
  planCancel: () => (by) => shop.verbs.planCancel(ofOrder(by)),
  recordShipment: () => (by) =>
    shop.verbs.recordShipment({ ...ofOrder(by), name: by.keyName, carrier: "Post", trackingNumber: "1", ...shipped }),
  changeProduct: () => (by) => shop.verbs.changeProduct(ofProduct(by)),
  changeProducts: () => async (by) => (await shop.verbs.changeProducts([ofProduct(by)]))[0],
};

/** Everything that such an act may leave. */
const stored = async () => {
  const rows = TABLES.map((table) => database.query(`select * from ${table} order by 1, 2`, []));
  return JSON.stringify({ rows: await Promise.all(rows), sent: sent.length });
};

const acts = Object.entries(ACTS).flatMap(([verb, prepare]) =>
  typeof prepare === "string" ? [] : [{ verb, prepare }],
);
it.each(acts)("$verb does nothing with a key that was revoked since the call began", async ({ prepare }) => {
  const by = { by: "orders_api", keyName: await key(), sellers: [seller] } as const;
  const act = await prepare(by);
  await shop.verbs.revokeSellerKey({ key: by.keyName, seller, why: "stolen", caller: COMMAND });
  const before = await stored();
  expect(await act(by)).toEqual({ kind: "not_found" });
  expect(await stored()).toBe(before);
  // With a key that is valid it is not for another reason that nothing is found.
  const valid = { ...by, keyName: await key() };
  expect(await (await prepare(valid))(valid)).not.toMatchObject({ kind: "not_found" });
});

it("a seller's key adds no other seller", async () => {
  const caller = { by: "orders_api", keyName: await key(), sellers: [seller] } as const;
  const before = await stored();
  const refused = await shop.verbs.addSeller({ id: sellerId("other"), change: {}, state: "active", why, caller });
  expect(refused).toEqual({ kind: "not_yours" });
  expect(await stored()).toBe(before);
});
