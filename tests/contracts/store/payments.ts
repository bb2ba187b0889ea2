import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { attemptId, orderId, orderLink, sessionId, type OrderId } from "#lib/ids.ts";
import { money, type Money } from "#lib/money.ts";
import { DECLINE_REASONS, type TokenProblem } from "#lib/payments/provider.ts";
import type { OpenDatabase } from "#lib/store/drizzle/database.ts";
import type { StoredAttempt } from "#lib/store/store.ts";
import {
  aCapture,
  anAttempt,
  freshOrder,
  freshSession,
  insertSession,
  later,
  openStoreBench,
  random,
  unique,
  UNSTORABLE_IDS,
  type StoreBench,
} from "./store-bench.ts";

type Outcome = StoredAttempt["outcome"];
const TOKEN_PROBLEMS = ["expired", "spent", "revoked", "over_limit", "wrong_currency", "not_recognised"] as const;
const OUTCOMES = {
  open: [{ kind: "open" }],
  captured: [{ kind: "captured" }],
  declined: DECLINE_REASONS.map((reason) => ({ kind: "declined", reason })),
  token_invalid: TOKEN_PROBLEMS.map((why) => ({ kind: "token_invalid", why: why satisfies TokenProblem })),
  rejected: [
    { kind: "rejected", why: "parameter_missing" },
    { kind: "rejected", why: "" },
  ],
  voided: [{ kind: "voided" }],
} as const satisfies Record<Outcome["kind"], readonly Outcome[]>;

/** Attempts, orders and captures: whatever the code above believes, a session is paid at most once. */
export function paymentStoreContract(name: string, open: () => Promise<OpenDatabase>): void {
  let bench: StoreBench;
  beforeAll(async () => {
    bench = await openStoreBench(open);
  });
  afterAll(() => bench.opened.close());
  const insert = (attempt: StoredAttempt) =>
    bench.store.transaction((transaction) => transaction.insertAttempt(attempt));
  const save = (attempt: StoredAttempt) => bench.store.transaction((transaction) => transaction.saveAttempt(attempt));

  describe(`${name}: attempts`, () => {
    it.each(Object.values(OUTCOMES).flat())("are read back as they were stored: $kind $reason$why", async (outcome) => {
      const session = await insertSession(bench.store);
      const attempt = anAttempt(session, {
        route: "external",
        tokenHash: null,
        amount: money(Number.MAX_SAFE_INTEGER, "KWD"),
      });
      await insert(attempt);
      expect(await bench.store.attempt(attempt.id)).toEqual(attempt);
      const settled = { ...attempt, reference: "pay_1", outcome, unansweredAt: later(1), settledAt: later(2) };
      await save(settled);
      expect(await bench.store.attempt(attempt.id)).toEqual(settled);
      expect(await bench.store.attempts(session.id)).toEqual([settled]);
    });

    it("the last one comes with its session, by id and by link, and none with a session that was never tried", async () => {
      const session = await insertSession(bench.store);
      const ways = [{ sessionId: session.id }, { link: session.link }] as const;
      for (const way of ways)
        expect(await bench.store.sessionWithLastAttempt(way)).toEqual({ session, lastAttempt: null });
      for (const n of [1, 2, 10]) await insert(anAttempt(session, { n, outcome: { kind: "voided" } }));
      for (const way of ways)
        expect(await bench.store.sessionWithLastAttempt(way)).toMatchObject({ session, lastAttempt: { n: 10 } });
      for (const id of UNSTORABLE_IDS)
        expect(await bench.store.sessionWithLastAttempt({ sessionId: sessionId(id) })).toBeNull();
    });

    it("keep amount, route and token when their outcome is saved", async () => {
      const attempt = anAttempt(await insertSession(bench.store));
      await insert(attempt);
      await save({
        ...attempt,
        amount: money(1, "EUR"),
        route: "external",
        tokenHash: null,
        outcome: { kind: "captured" },
      });
      expect(await bench.store.attempt(attempt.id)).toEqual({ ...attempt, outcome: { kind: "captured" } });
    });

    it("of one session are never two open", async () => {
      const session = await insertSession(bench.store);
      await insert(anAttempt(session));
      expect(await unique(insert(anAttempt(session, { n: 2 })))).toBe(true);
      await save(anAttempt(session, { outcome: { kind: "voided" } }));
      await insert(anAttempt(session, { n: 2 }));
      expect((await bench.store.attempts(session.id)).map((attempt) => attempt.n)).toEqual([1, 2]);
    });

    it("of one session are never two captured, nor two with one number", async () => {
      const session = await insertSession(bench.store);
      await insert(anAttempt(session, { outcome: { kind: "captured" } }));
      expect(await unique(insert(anAttempt(session, { n: 2, outcome: { kind: "captured" } })))).toBe(true);
      const sameNumber = anAttempt(session, { id: attemptId(`${session.id}:9`), outcome: { kind: "voided" } });
      expect(await unique(insert(sameNumber))).toBe(true);
    });

    it("are listed oldest first, the tenth after the second", async () => {
      const session = await insertSession(bench.store);
      for (const n of [10, 2, 1]) await insert(anAttempt(session, { n, outcome: { kind: "voided" } }));
      expect((await bench.store.attempts(session.id)).map((attempt) => attempt.n)).toEqual([1, 2, 10]);
    });

    it("belong to a session that exists", async () => {
      await expect(insert(anAttempt(freshSession()))).rejects.toThrow();
    });

    it.each(UNSTORABLE_IDS)("do not exist by the id %j, and asking is no error", async (id) => {
      expect(await bench.store.attempt(attemptId(id))).toBeNull();
      expect(await bench.store.attempts(sessionId(id))).toEqual([]);
      expect(await bench.store.captures(sessionId(id))).toEqual([]);
      expect(await bench.store.decisions(sessionId(id))).toEqual([]);
      expect(await bench.store.order(orderId(id))).toBeNull();
      expect(await bench.store.orderByLink(orderLink(id))).toBeNull();
    });
  });

  describe(`${name}: orders`, () => {
    it.each(["paid", "partially_refunded", "refunded", "canceled"] as const)(
      "are read back as they were stored: %s",
      async (status) => {
        const session = await insertSession(bench.store);
        await insert(anAttempt(session));
        const [delivery = null] = session.deliveryOptions;
        const order = { ...freshOrder(session, status), delivery, paidAt: later(7) };
        expect(await bench.store.transaction((transaction) => transaction.insertOrder(order))).toBe(true);
        expect(await bench.store.order(order.id)).toEqual(order);
        expect(await bench.store.orderByLink(order.link)).toEqual(order);
      },
    );

    it("are canceled once, when they cost nothing, and never when they were paid", async () => {
      const cancel = (id: OrderId) => bench.store.transaction((transaction) => transaction.cancelOrder(id, later(8)));
      for (const isFree of [true, false]) {
        const session = await insertSession(bench.store);
        await insert(anAttempt(session));
        const made = freshOrder(session, "paid");
        const order = { ...made, paid: { ...made.paid, amountMinor: isFree ? 0 : made.paid.amountMinor } };
        await bench.store.transaction((transaction) => transaction.insertOrder(order));
        expect([await cancel(order.id), await cancel(order.id)]).toEqual([isFree, false]);
        const after = isFree ? { ...order, status: "canceled", canceledAt: later(8) } : order;
        expect(await bench.store.order(order.id)).toEqual(after);
      }
    });

    it("of one session are never two, however many try at once", async () => {
      const session = await insertSession(bench.store);
      await insert(anAttempt(session));
      const orders = Array.from({ length: 10 }, () => freshOrder(session));
      const inserted = await Promise.all(
        orders.map((order) => bench.store.transaction((transaction) => transaction.insertOrder(order))),
      );
      expect(inserted.filter(Boolean)).toHaveLength(1);
      const found = await Promise.all(orders.map((order) => bench.store.order(order.id)));
      expect(found.filter((order) => order !== null)).toEqual([orders[inserted.indexOf(true)]]);
    });
  });

  describe(`${name}: captures`, () => {
    it("are read back as they were stored, oldest first, and each is counted once", async () => {
      const session = await insertSession(bench.store);
      const first = aCapture(session, { use: "amount_mismatch", why: "the amount differs", recordedAt: later(2) });
      const second = aCapture(session, { recordedAt: later(1), amount: money(Number.MAX_SAFE_INTEGER, "JPY") });
      const record = (capture: typeof first) =>
        bench.store.transaction((transaction) => transaction.insertCapture(capture));
      expect(await record(first)).toBe(true);
      expect(await record(second)).toBe(true);
      expect(await record({ ...first, amount: money(1, "USD"), use: "order" })).toBe(false);
      expect(await bench.store.captures(session.id)).toEqual([second, first]);
    });

    it("that nobody recorded are told apart from the recorded ones", async () => {
      const session = await insertSession(bench.store);
      const capture = aCapture(session);
      await bench.store.transaction((transaction) => transaction.insertCapture(capture));
      const ask = (provider: string, references: readonly string[]) => bench.store.unrecorded(provider, references);
      expect(await ask(capture.provider, ["ref_new", capture.reference])).toEqual(new Set(["ref_new"]));
      expect(await ask("another service", [capture.reference])).toEqual(new Set([capture.reference]));
      expect(await ask(capture.provider, [])).toEqual(new Set());
    });

    it("of one payment that come in at once are stored once", async () => {
      const session = await insertSession(bench.store);
      const capture = aCapture(session);
      const stored = await Promise.all(
        Array.from({ length: 10 }, () => bench.store.transaction((transaction) => transaction.insertCapture(capture))),
      );
      expect(stored.filter(Boolean)).toHaveLength(1);
      expect(await bench.store.captures(session.id)).toEqual([capture]);
    });

    it("that are an order's need nobody; orphaned payments and reviews do until they are given back, oldest first", async () => {
      const session = await insertSession(bench.store);
      const now = (ms: number) => new Date(Date.UTC(2001, 0, 1) + ms);
      const [young, old, review] = [
        aCapture(session, { use: "orphaned", recordedAt: now(2) }),
        aCapture(session, { use: "orphaned", recordedAt: now(1) }),
        aCapture(session, { use: "amount_mismatch", recordedAt: now(3) }),
      ];
      for (const capture of [young, old, review, aCapture(session, { recordedAt: now(0) })])
        await bench.store.transaction((transaction) => transaction.insertCapture(capture));
      const mine = async () =>
        (await bench.store.unsettledCaptures(1000)).filter((one) => one.sessionId === session.id);
      expect(await mine()).toEqual([old, young, review]);
      expect(await bench.store.unsettledCaptures(1)).toHaveLength(1);
      const set = (refunded: Money) =>
        bench.store.transaction((transaction) =>
          transaction.setRefunded(old.provider, old.reference, refunded, { occurredAt: later(9), by: "us" }),
        );
      await set({ ...old.amount, amountMinor: 1 });
      expect(await mine()).toContainEqual({ ...old, refunded: { ...old.amount, amountMinor: 1 } });
      await set(old.amount);
      expect(await mine()).toEqual([young, review]);
      // A refund that fails later lowers it again, and the payment needs somebody again.
      await set({ ...old.amount, amountMinor: 1 });
      expect(await mine()).toHaveLength(3);
    });

    it("is found by the payment service's own name, and so is an attempt that has none yet", async () => {
      const session = await insertSession(bench.store);
      const attempt = anAttempt(session, { reference: `ref_${random()}` });
      const capture = aCapture(session, { use: "orphaned" });
      await bench.store.transaction(async (transaction) => {
        await transaction.insertAttempt(attempt);
        await transaction.insertCapture(capture);
      });
      const find = (reference: string) => bench.store.attemptByReference(capture.provider, reference);
      expect(await find(attempt.reference ?? "")).toBe(attempt.id);
      expect(await find(capture.reference)).toBe(capture.attemptId);
      expect(await find(`ref_${random()}`)).toBeNull();
      expect(await find("a\0b")).toBeNull();
    });
  });
}
