import { afterAll, beforeAll, expect, it } from "vitest";
import { productId } from "#lib/ids.ts";
import type { Order } from "#lib/orders/order.ts";
import { ORDER_ACTIONS } from "#lib/sellers/key.ts";
import type { OpenDatabase } from "#lib/store/drizzle/database.ts";
import { openRunDatabase } from "../fixtures/real-postgres.ts";
import type { TestShop } from "../fixtures/test-shop.ts";
import { paidOrder } from "../purchase/orders/paid-order.ts";
import { COMMAND, FERNWEH, openReceiverShop } from "../sellers/receivers/receiver-shop.ts";

const MUG = productId("mug");
let database: OpenDatabase;
let shop: TestShop;
let order: Order;
beforeAll(async () => {
  database = await openRunDatabase();
  shop = await openReceiverShop({ database });
  order = await paidOrder(shop, { mug: 1 });
});
afterAll(() => shop.close());

const key = async () => {
  const rights = { seller: FERNWEH, actions: ORDER_ACTIONS, own: ORDER_ACTIONS };
  const made = await shop.verbs.makeSellerKey({ ...rights, why: "test", caller: COMMAND });
  return made.kind === "made" ? made.key.id : expect.unreachable(made.kind);
};
/** Whether a statement waits for what another transaction has locked. */
const isSomeoneWaiting = async () =>
  (await database.query("select 1 from pg_locks where not granted limit 1", [])).rows.length > 0;
const COUNTS = `select (select count(*) from shipments), (select count(*) from refunds),
  (select sum(stock_on_hand) from products), (select count(*) from audit_entries)`;
const stored = async () => (await database.query(COUNTS, [])).rows;

const ofOrder = (keyName: string) =>
  ({ orderId: order.id, by: "orders_api", keyName, sellers: [FERNWEH], why: "test" }) as const;
const ofProduct = (keyName: string) => ({
  productId: MUG,
  sellers: [FERNWEH],
  change: { version: 1, stockOnHand: 9 },
  keyName,
});
const shipped = { carrier: "Post", trackingNumber: "1", trackingUrl: null, lines: null, isDelivered: false };

it.each<[string, (keyName: string) => Promise<unknown>]>([
  ["refundOrder", (name) => shop.verbs.refundOrder({ ...ofOrder(name), amountMinor: 100, requestId: name })],
  ["cancelOrder", (name) => shop.verbs.cancelOrder(ofOrder(name))],
  ["recordShipment", (name) => shop.verbs.recordShipment({ ...ofOrder(name), name, ...shipped })],
  ["changeProduct", (name) => shop.verbs.changeProduct(ofProduct(name))],
  ["changeProducts", async (name) => (await shop.verbs.changeProducts([ofProduct(name)]))[0]],
])("%s does nothing with a key that was revoked while it waited its turn", async (_, act) => {
  const name = await key();
  const acting: Promise<unknown>[] = [];
  const before = await shop.context.store.transaction(async (transaction) => {
    await transaction.lockCapture("sandbox", order.paymentReference);
    await transaction.lockOrder(order.id);
    await transaction.lockProducts([MUG]);
    acting.push(act(name));
    await expect.poll(isSomeoneWaiting).toBe(true);
    await shop.verbs.revokeSellerKey({ key: name, seller: FERNWEH, why: "stolen", caller: COMMAND });
    return stored();
  });
  expect(await acting[0]).toEqual({ kind: "not_found" });
  expect(await stored()).toEqual(before);
});
