import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Order } from "#lib/orders/order.ts";
import { ACP_WEBHOOK_RECEIVER, type OrderReceiver } from "#lib/orders/order-event.ts";
import { orderEventSender } from "#lib/runtime/order-events.ts";
import { reconcile, type ReconcileLine } from "#lib/operator/operator-verbs.ts";
import type { OpenDatabase } from "#lib/store/drizzle/database.ts";
import { PATIENCE } from "#lib/store/pg-boss.ts";
import { openTestPglite } from "../fixtures/test-pglite.ts";
import { paidOrder } from "../purchase/orders/paid-order.ts";
import { openTestShop } from "../fixtures/test-shop.ts";
import { realPostgres } from "../fixtures/real-postgres.ts";
import { EVENT_SECRET, EventReceiver, type Behaviour } from "./event-receiver.ts";

const postgres = realPostgres();
const DATABASES: readonly [string, () => Promise<OpenDatabase>][] = [
  ["PGlite", () => openTestPglite()],
  ["Postgres", () => postgres.open()],
];
/** The same queue as in production, with shorter pauses and fewer tries. */
const tries = (retryLimit: number): typeof PATIENCE => ({
  ...PATIENCE,
  send_order_event: { ...PATIENCE.send_order_event, retryLimit, retryDelay: 1, retryDelayMax: 2 },
});

/** The sender of production, and what it threw at each try. */
function senderTo(receiver: EventReceiver) {
  const failures: string[] = [];
  const settings = {
    name: ACP_WEBHOOK_RECEIVER,
    url: receiver.url,
    secret: EVENT_SECRET,
    names: "acp",
    signatureHeader: "Merchant-Signature",
    sellers: null,
  } as const;
  const send = orderEventSender(settings, "https://shop.example.com", () => new Date(), 400);
  const sender: OrderReceiver = {
    name: ACP_WEBHOOK_RECEIVER,
    sellers: null,
    async send(event) {
      try {
        await send(event);
      } catch (error) {
        failures.push(error instanceof Error ? error.message : "");
        throw error;
      }
    },
  };
  return { failures, sender };
}

const eventsFor = (receiver: EventReceiver, order: Order) =>
  receiver.received
    .filter(({ body }) => body.includes(order.id))
    .map((one) => ({ ...one, type: (JSON.parse(one.body) as { type: string }).type }));

describe.each(DATABASES)("an order event on %s", (_, open) => {
  let database: OpenDatabase;
  let receiver: EventReceiver;
  beforeAll(async () => {
    database = await open();
    receiver = await EventReceiver.make();
  });
  afterAll(async () => {
    await receiver.close();
    await database.close();
  });
  /** The database stays open, as over a restart of the server. */
  const openShop = (patience: typeof PATIENCE, sender: OrderReceiver) =>
    openTestShop({ ...database, close: () => Promise.resolve() }, { patience, orderReceivers: [sender] });

  it("is sent again with pauses, under its id and newly signed, until the receiver takes it", async () => {
    const { failures, sender } = senderTo(receiver);
    const shop = await openShop(tries(20), sender);
    try {
      await shop.startJobs();
      const order = await paidOrder(shop);
      const failed = (count: number) =>
        expect.poll(() => failures.length, { timeout: 30_000 }).toBeGreaterThanOrEqual(count);
      await failed(1);
      expect(failures[0]).toBe("the receiver could not be reached (ECONNREFUSED)");
      await receiver.open();
      const behaviours: Behaviour[] = [503, 404, 302, "hang"];
      for (const behaviour of behaviours) {
        receiver.behaviour = behaviour;
        await failed(failures.length + 1);
      }
      receiver.behaviour = 204;
      await expect.poll(() => eventsFor(receiver, order).length - failures.length, { timeout: 30_000 }).toBe(0);
      const arrived = eventsFor(receiver, order);
      expect(new Set(arrived.map(({ id }) => id)).size).toBe(1);
      expect(arrived.every(({ isSigned, type }) => isSigned && type === "order_create")).toBe(true);
      const pauses = arrived
        .slice(1)
        .map(({ arrivedAt }, index) => arrivedAt - (arrived[index]?.arrivedAt ?? arrivedAt));
      expect(Math.min(...pauses)).toBeGreaterThan(400);
      expect(failures).toEqual(
        expect.arrayContaining([
          "the receiver answered 503",
          "the receiver answered 404",
          "the receiver answered 302; redirects are not followed",
          "the receiver did not answer within 0.4 seconds",
        ]),
      );
      expect(receiver.followed).toBe(0);
      expect(await shop.jobs.dead(10)).toEqual([]);
    } finally {
      await shop.close();
      await receiver.close();
    }
  });

  it("that is never taken lies dead with its reason, and goes out under its id when it is revived", async () => {
    await receiver.open();
    const { sender } = senderTo(receiver);
    // An earlier server made the queue with twenty tries: the new number must reach the queue that is there.
    await (await openShop(tries(20), sender)).close();
    const shop = await openShop(tries(1), sender);
    try {
      receiver.behaviour = 500;
      await shop.startJobs();
      const order = await paidOrder(shop);
      await expect.poll(async () => (await shop.jobs.dead(10)).length, { timeout: 30_000 }).toBe(1);
      expect(eventsFor(receiver, order)).toHaveLength(2);
      const id = eventsFor(receiver, order)[0]?.id;
      expect(await shop.jobs.dead(10)).toMatchObject([
        { lastError: "the receiver answered 500", job: { kind: "send_order_event", eventId: id, orderId: order.id } },
      ]);
      const request = {
        orderId: order.id,
        name: "box-1",
        carrier: "Post",
        trackingNumber: "1",
        trackingUrl: null,
        lines: null,
      };
      receiver.behaviour = 200;
      await shop.verbs.recordShipment({ ...request, isDelivered: false });
      await expect.poll(() => eventsFor(receiver, order).length, { timeout: 30_000 }).toBe(3);
      const lines: ReconcileLine[] = [];
      await reconcile(
        { operator: shop.verbs, jobs: shop.jobs },
        { revive: true },
        async (line) => void lines.push(line as ReconcileLine),
      );
      expect(lines[0]).toEqual({ type: "revived", jobs: 1 });
      await expect.poll(() => eventsFor(receiver, order).length, { timeout: 30_000 }).toBe(4);
      const last = eventsFor(receiver, order).at(-1);
      // It was made before the shipment and comes after the event about it: it contains the newest state all the same.
      expect(last).toMatchObject({ id, type: "order_create", isSigned: true });
      expect(JSON.parse(last?.body ?? "{}")).toMatchObject({
        data: { status: "shipped", fulfillments: [{ carrier: "Post" }] },
      });
      expect(await shop.jobs.dead(10)).toEqual([]);
    } finally {
      await shop.close();
      await receiver.close();
    }
  });
});
