import { afterEach, describe, expect, it } from "vitest";
import { sellerReceiverVerbs } from "#lib/purchase/sellers/receiver-verbs.ts";
import type { PurchaseContext } from "#lib/purchase/context.ts";
import { openReceiverSender } from "#lib/runtime/sellers/receivers.ts";
import { openRunDatabase } from "../../fixtures/real-postgres.ts";
import type { TestShop } from "../../fixtures/test-shop.ts";
import { createVerbs } from "../../fixtures/verbs.ts";
import { paidOrder } from "../../purchase/orders/paid-order.ts";
import {
  added,
  COMMAND,
  FERNWEH,
  hurryCatchUps,
  openReceiverShop,
  recordingSender,
  type Sent,
} from "./receiver-shop.ts";
import { aParcel } from "../../fixtures/parcels.ts";

const open: TestShop[] = [];
afterEach(async () => {
  for (const shop of open.splice(0)) await shop.close();
});
async function shopWith(answer?: () => number) {
  const { sender, sent } = recordingSender(answer);
  const database = await openRunDatabase();
  const shop = await openReceiverShop({ sender, database });
  open.push(shop);
  return { shop, sent, database };
}
function moment() {
  const held = { reach: () => undefined as void };
  const reached = new Promise<void>((resolve) => (held.reach = resolve));
  return { reached, reach: () => held.reach() };
}
const ordersIn = (sent: readonly Sent[]) =>
  sent.flatMap(({ event }) => (event.type === "ping" ? [] : [event.order.number]));
const moving = (receiver: string) => ({ receiver, seller: FERNWEH, why: "test", caller: COMMAND }) as const;
describe("a receiver that is resumed gets", () => {
  it("an order that was paid and shipped meanwhile, also where it asked for updates alone", async () => {
    const { shop, sent, database } = await shopWith();
    const erp = await added(shop, FERNWEH, { events: ["order_update"] });
    await shop.verbs.moveSellerReceiver({ ...moving(erp.id), to: "paused" });
    const order = await paidOrder(shop, { mug: 1 });
    await shop.verbs.recordShipment({ orderId: order.id, ...aParcel() });
    await shop.verbs.moveSellerReceiver({ ...moving(erp.id), to: "active" });
    await hurryCatchUps(database);
    await shop.startJobs();
    await expect.poll(() => ordersIn(sent), { timeout: 8000 }).toEqual([order.number]);
  });

  it("an order whose payment was being written while it was resumed", async () => {
    const { shop, sent, database } = await shopWith();
    const erp = await added(shop);
    await shop.verbs.moveSellerReceiver({ ...moving(erp.id), to: "paused" });
    const [written, resumed] = [moment(), moment()];
    const waiting: PurchaseContext["store"] = {
      ...shop.context.store,
      transaction: (work) =>
        shop.context.store.transaction(async (transaction) => {
          const seen = { isOrder: false };
          const insertOrder: typeof transaction.insertOrder = (order) => {
            seen.isOrder = true;
            return transaction.insertOrder(order);
          };
          const result = await work({ ...transaction, insertOrder });
          if (seen.isOrder) {
            written.reach();
            await resumed.reached;
          }
          return result;
        }),
    };
    const paying = paidOrder({ ...shop, verbs: createVerbs({ ...shop.context, store: waiting }) }, { mug: 1 });
    await written.reached;
    await shop.verbs.moveSellerReceiver({ ...moving(erp.id), to: "active" });
    const sql =
      "select extract(epoch from start_after - now()) as seconds from jobs.job where name = 'catch-up-receiver'";
    const [job] = (await database.query(sql, [])).rows;
    resumed.reach();
    const order = await paying;
    // Postgres ends a transaction that does nothing for 30 seconds.
    expect(Number(job?.["seconds"])).toBeGreaterThan(30);
    await hurryCatchUps(database);
    await shop.startJobs();
    await expect.poll(() => ordersIn(sent), { timeout: 8000 }).toEqual([order.number]);
  });
});

describe("a receiver whose secret no key opens any more", () => {
  async function withLostKey() {
    const { shop } = await shopWith();
    const erp = await added(shop);
    const receiverSender = openReceiverSender(
      {
        sellerReceivers: { secretsKeys: ["another-key-of-at-least-32-characters"], allowedHosts: [] },
        publicUrl: "https://shop.example.com",
      },
      shop.context.now,
      { network: { resolve: async () => [], connect: () => expect.unreachable("no such host") } },
    );
    return { id: erp.id, verbs: sellerReceiverVerbs({ ...shop.context, receiverSender }) };
  }
  const called = { kind: "tested", answer: { kind: "failed", why: "no_such_host" } };

  it("is called again once its secret was rotated", async () => {
    const { id, verbs } = await withLostKey();
    expect(await verbs.rotateSellerReceiver({ ...moving(id), secret: null })).toMatchObject({ kind: "rotated" });
    await expect(verbs.testSellerReceiver(moving(id))).resolves.toMatchObject(called);
  });

  it("is tested with an answer that says so", async () => {
    const { id, verbs } = await withLostKey();
    await expect(verbs.testSellerReceiver(moving(id))).resolves.toMatchObject({ kind: expect.any(String) });
  });
});
