import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Dispute, FraudSignal } from "#lib/orders/disputes/alert.ts";
import type { Order } from "#lib/orders/order.ts";
import type { OpenDatabase } from "#lib/store/drizzle/database.ts";
import { disputeOf, signalOf } from "../../../fixtures/alerts.ts";
import { aCapture, anAttempt, freshOrder, freshSession, insertSession } from "../store-bench.ts";
import { later, openStoreBench, random, type StoreBench } from "../store-bench.ts";

/** Disputes, early fraud warnings and reviews: kept as the provider has them, and with their order. */
export function alertStoreContract(name: string, open: () => Promise<OpenDatabase>): void {
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
  const save = (...alerts: readonly (Dispute | FraudSignal)[]) =>
    bench.store.transaction(async (transaction) => {
      for (const alert of alerts) await transaction.saveAlert(alert);
    });

  describe(`${name}: alerts`, () => {
    it("are read with their order and by their payment as they were stored, and one id is one row", async () => {
      const order = await storedOrder();
      const dispute = disputeOf(order, {
        id: `dp_${random()}`,
        fee: { amountMinor: 1500, currency: "EUR" },
        taken: null,
        notifiedDays: 3,
        submittedAt: later(9),
        openedAt: later(1),
      });
      const warning = signalOf(order, { id: `issfr_${random()}`, openedAt: later(2), releasedAt: later(3) });
      await save(warning, dispute);
      expect((await bench.store.order(order.id))?.alerts).toEqual([dispute, warning]);
      const won = { ...dispute, state: "won", status: "won", taken: { ...dispute.amount, amountMinor: 0 } } as const;
      await save(won);
      expect(await bench.store.alerts({ provider: "sandbox", reference: order.paymentReference })).toEqual([
        won,
        warning,
      ]);
      expect(await bench.store.alerts({ provider: "other", reference: order.paymentReference })).toEqual([]);
    });

    it("that are open are listed by deadline, without those that a person has released", async () => {
      const order = await storedOrder();
      const of = (changes: Partial<Dispute>) => disputeOf(order, { id: `dp_${random()}`, ...changes });
      const soon = of({ evidenceDueAt: later(1) });
      const late = of({ evidenceDueAt: later(2), state: "under_review" });
      const never = of({ evidenceDueAt: null, state: "unknown" });
      const review = signalOf(order, { kind: "review", id: `prv_${random()}` });
      await save(never, late, soon, of({ state: "won" }), review, signalOf(order, { id: random(), state: "closed" }));
      const ids = async () =>
        (await bench.store.openAlerts(1000)).filter(({ orderId }) => orderId === order.id).map(({ id }) => id);
      expect((await ids()).slice(0, 2)).toEqual([soon.id, late.id]);
      expect((await ids()).toSorted()).toEqual([soon, late, never, review].map(({ id }) => id).toSorted());
      const release = () => bench.store.transaction((transaction) => transaction.releaseSignals(order.id, later(5)));
      expect([await release(), await release()]).toEqual([1, 0]);
      expect(await ids()).not.toContain(review.id);
    });

    it("are recorded by the latest look only, and are due again when it said", async () => {
      const payment = { provider: "sandbox", reference: `pay_${random()}` };
      const inTransaction = bench.store.transaction.bind(bench.store);
      const take = () => inTransaction((transaction) => transaction.takeAlertTicket(payment, later(5)));
      const record = (ticket: number, dueAt: Date | null) =>
        inTransaction((transaction) => transaction.recordAlertTicket(payment, ticket, dueAt));
      const isDue = async (ms: number) =>
        (await bench.store.dueAlertReads(later(ms), 1000)).some(({ reference }) => reference === payment.reference);
      const [first, second] = [await take(), await take()];
      expect(second).toBe(first + 1);
      expect([await isDue(4), await isDue(5)]).toEqual([false, true]);
      expect(await record(second, later(50))).toBe(true);
      expect(await record(first, null)).toBe(false);
      expect([await isDue(49), await isDue(50)]).toEqual([false, true]);
      expect(await bench.store.areAlertsReadAfter(payment, first)).toBe(true);
      expect(await bench.store.areAlertsReadAfter(payment, second)).toBe(false);
      expect(await record(await take(), null)).toBe(true);
      expect(await isDue(10_000)).toBe(false);
    });

    it("that are open keep a buyer's details, which answer them", async () => {
      const order = await storedOrder();
      const dispute = disputeOf(order, { id: `dp_${random()}` });
      await save(dispute);
      expect(await bench.store.isMoneyOpen(order.sessionId)).toBe(true);
      await save({ ...dispute, state: "lost" });
      expect(await bench.store.isMoneyOpen(order.sessionId)).toBe(false);
    });
  });
}
