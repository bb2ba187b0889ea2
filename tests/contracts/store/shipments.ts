import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sellerId, shipmentId } from "#lib/ids.ts";
import { money } from "#lib/money.ts";
import type { Order, Shipment } from "#lib/orders/order.ts";
import type { OpenDatabase } from "#lib/store/drizzle/database.ts";
import type { Refund } from "#lib/orders/refund.ts";
import { refundOfOrder } from "../../fixtures/refunds.ts";
import {
  aCapture,
  anAttempt,
  freshOrder,
  freshSession,
  insertSession,
  isUniqueViolation,
  later,
  openStoreBench,
  random,
  type StoreBench,
} from "./store-bench.ts";

const aShipment = (changes: Partial<Shipment> = {}): Shipment => ({
  id: shipmentId(`ship_${random()}`),
  name: `box-${random()}`,
  lines: [{ lineId: "line_1", quantity: 1 }],
  carrier: "Post",
  trackingNumber: "00340434",
  trackingUrl: "https://post.example.com/00340434",
  shippedAt: later(1),
  deliveredAt: null,
  ...changes,
});

/** What became of an order after it was paid: on every database that the store runs on. */
export function shipmentStoreContract(name: string, open: () => Promise<OpenDatabase>): void {
  let bench: StoreBench;
  beforeAll(async () => {
    bench = await openStoreBench(open);
  });
  afterAll(() => bench.opened.close());

  async function storedOrder(): Promise<Order> {
    const session = await insertSession(bench.store, freshSession({ status: "completed" }));
    const order = { ...freshOrder(session), paymentReference: `pay_${random()}` };
    await bench.store.transaction(async (transaction) => {
      await transaction.insertAttempt(anAttempt(session));
      await transaction.insertCapture(aCapture(session, { reference: order.paymentReference }));
      await transaction.insertOrder(order);
    });
    return order;
  }
  const save = (order: Order, shipment: Shipment, now = later(1)) =>
    bench.store.transaction((transaction) => transaction.saveShipment(order, shipment, now));
  const read = async (order: Order): Promise<Order> => {
    const found = await bench.store.order(order.id);
    if (found === null) throw new Error("the order is gone");
    return found;
  };
  const aRefund = (order: Order, changes: Partial<Refund> = {}): Refund =>
    refundOfOrder(order, {
      key: `${order.paymentReference}:refund:${random()}`,
      state: "done",
      requestedAt: later(1),
      settledAt: later(2),
      ...changes,
    });

  describe(`${name}: shipments`, () => {
    it("are read with their order as they were stored, oldest first, however the order is asked for", async () => {
      const order = await storedOrder();
      const second = aShipment({ shippedAt: later(2), deliveredAt: later(3) });
      const first = aShipment({ carrier: null, trackingNumber: null, trackingUrl: null });
      await save(order, second);
      await save(order, first);
      const expected = { ...order, shipments: [first, second] };
      expect(await bench.store.order(order.id)).toEqual(expected);
      expect(await bench.store.orderByLink(order.link)).toEqual(expected);
      expect(await bench.store.orderByName(order.number, null)).toEqual(expected);
      for (const name of [order.number, order.id]) {
        expect(await bench.store.orderByName(name, [sellerId("kumo"), order.sellerId])).toEqual(expected);
        expect(await bench.store.orderByName(name, [sellerId("kumo")])).toBeNull();
        expect(await bench.store.orderByName(name, [])).toBeNull();
      }
      expect((await read(await storedOrder())).shipments).toEqual([]);
    });

    it("of one name are one shipment, which keeps its lines, its id and its time", async () => {
      const order = await storedOrder();
      const first = aShipment({ trackingNumber: null });
      await save(order, first);
      const added = { trackingNumber: "99", trackingUrl: null, carrier: "Courier", deliveredAt: later(5) };
      const other = { id: shipmentId(`ship_${random()}`), lines: [], shippedAt: later(9) };
      await save(order, { ...first, ...other, ...added });
      expect((await read(order)).shipments).toEqual([{ ...first, ...added }]);
    });

    it("change their order when they are stored, and when something is added to them", async () => {
      const order = await storedOrder();
      const changedAt = async (milliseconds: number) => {
        const query = { since: later(milliseconds), after: "", sellers: null, limit: 1000 };
        return (await bench.store.ordersChangedSince(query)).some(({ id }) => id === order.id);
      };
      const parcel = aShipment({ trackingNumber: null });
      await save(order, parcel, later(10));
      expect([await changedAt(10), await changedAt(11)]).toEqual([true, false]);
      await save(order, { ...parcel, trackingNumber: "99" }, later(20));
      expect([await changedAt(20), await changedAt(21)]).toEqual([true, false]);
    });

    it("have changed also when an older instance, which does not know changed_at, adds something to them", async () => {
      const order = await storedOrder();
      const parcel = aShipment({ carrier: null });
      await save(order, parcel, new Date("2020-01-01T00:00:00Z"));
      const hasChanged = async (carrier: string | null) => {
        const addition = `insert into shipments (order_id, name, id, seller_id, carrier, lines, shipped_at)
          select order_id, name, id, seller_id, $2, lines, shipped_at from shipments where order_id = $1
          on conflict (order_id, name) do update set carrier = excluded.carrier`;
        await bench.opened.query(addition, [order.id, carrier]);
        expect((await read(order)).shipments).toEqual([{ ...parcel, carrier }]);
        const now = `select changed_at > now() - interval '1 minute' as is_now from shipments where order_id = $1`;
        return (await bench.opened.query(now, [order.id])).rows;
      };
      expect(await hasChanged(null)).toEqual([{ is_now: false }]);
      expect(await hasChanged("Courier")).toEqual([{ is_now: true }]);
    });

    it("belong to an order that is there", async () => {
      const order = freshOrder(freshSession());
      const stored = save(order, aShipment());
      await expect(stored).rejects.toThrow();
      await stored.catch((error: unknown) => expect(isUniqueViolation(error)).toBe(false));
    });

    it("of one order take turns while its row is held", async () => {
      const order = await storedOrder();
      const turns = Array.from({ length: 8 }, (_, index) =>
        bench.store.transaction(async (transaction) => {
          await transaction.lockOrder(order.id);
          const before = await transaction.order(order.id);
          if (before === null || before.shipments.length > 0) return false;
          await transaction.saveShipment(order, aShipment({ shippedAt: later(index) }), later(index));
          return true;
        }),
      );
      expect((await Promise.all(turns)).filter(Boolean)).toHaveLength(1);
      expect((await read(order)).shipments).toHaveLength(1);
    });
  });

  describe(`${name}: an order's refunds`, () => {
    it("are read with it, oldest first, under ids that say nothing about the payment", async () => {
      const order = await storedOrder();
      const states = ["done", "accepted", "refused", "unknown", "requested"] as const;
      const stored = states.map((state, index) => {
        const settledAt = state === "unknown" || state === "requested" ? null : later(50 + index);
        return aRefund(order, { state, amount: money(100 + index, "USD"), requestedAt: later(10 - index), settledAt });
      });
      await bench.store.transaction(async (transaction) => {
        for (const refund of stored) await transaction.insertRefund(refund);
        await transaction.insertRefund(aRefund(order, { orderId: null }));
      });
      const { refunds } = await read(order);
      expect(refunds.map(({ state, amount, occurredAt }) => ({ state, amount, at: occurredAt }))).toEqual(
        stored
          .toReversed()
          .map(({ state, amount, settledAt, requestedAt }) => ({ state, amount, at: settledAt ?? requestedAt })),
      );
      expect(new Set(refunds.map(({ id }) => id)).size).toBe(states.length);
      for (const { id } of refunds) {
        expect(id).toMatch(/^adj_[0-9a-f]{32}$/);
        expect(id).not.toContain(order.paymentReference);
      }
      expect((await read(order)).refunds).toEqual(refunds);
    });

    it("that somebody made at the payment provider have the time when it reported them, and ours leave it alone", async () => {
      const order = await storedOrder();
      const set = (amountMinor: number, now: Date, by: "us" | "provider") =>
        bench.store.transaction((transaction) =>
          transaction.setRefunded("sandbox", order.paymentReference, money(amountMinor, "USD"), {
            occurredAt: now,
            by,
          }),
        );
      await set(100, later(6), "us");
      expect(await read(order)).toMatchObject({ refunded: money(100, "USD"), refundReportedAt: null });
      await set(300, later(7), "provider");
      await set(400, later(8), "us");
      expect(await read(order)).toMatchObject({ refunded: money(400, "USD"), refundReportedAt: later(7) });
      await set(0, later(9), "us");
      expect(await read(order)).toMatchObject({ status: "paid" });
    });
  });
}
