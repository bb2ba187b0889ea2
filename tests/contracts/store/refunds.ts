import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OpenDatabase } from "#lib/store/drizzle/database.ts";
import type { Refund } from "#lib/orders/refund.ts";
import { aRefund } from "../../fixtures/refunds.ts";
import { aCapture, insertSession, later, openStoreBench, random, type StoreBench } from "./store-bench.ts";

/** Refunds: each happens once, none starves another, and what was seen of them earlier never covers what was seen later. */
export function refundStoreContract(name: string, open: () => Promise<OpenDatabase>): void {
  let bench: StoreBench;
  beforeAll(async () => {
    bench = await openStoreBench(open);
  });
  afterAll(() => bench.opened.close());
  const insert = (...refunds: readonly Refund[]) =>
    bench.store.transaction(async (transaction) => {
      for (const refund of refunds) await transaction.insertRefund(refund);
    });
  const fresh = async (changes: Partial<Refund> = {}) => {
    const capture = aCapture(await insertSession(bench.store));
    await bench.store.transaction((transaction) => transaction.insertCapture(capture));
    return aRefund(capture, { key: `${capture.reference}:refund:${random()}`, ...changes });
  };

  describe(`${name}: refunds`, () => {
    it("with one key are one refund, and keep what became of them", async () => {
      const refund = await fresh({ dueAt: later(3), items: { lines: [], shippingMinor: 5, isRestocked: false } });
      const { key, provider, reference } = refund;
      const store = () => bench.store.transaction((transaction) => transaction.insertRefund(refund));
      expect((await Promise.all([store(), store(), store()])).filter(Boolean)).toHaveLength(1);
      expect(await bench.store.openRefunds(1000)).toContainEqual(refund);
      const outcome = { state: "done", settledAt: later(5), providerId: `re_${random()}`, reason: "r" } as const;
      const done: Refund = { ...refund, ...outcome, refusals: 2, tries: 3, dueAt: null, resolvedAt: later(6) };
      await bench.store.transaction((transaction) => transaction.saveRefund(done));
      expect(await bench.store.refund(key)).toEqual(done);
      expect(await bench.store.refunds(provider, reference)).toEqual([done]);
      expect(await bench.store.openRefunds(1000)).not.toContainEqual(expect.objectContaining({ key }));
    });

    it("are never two of one refund at the provider", async () => {
      const refund = await fresh({ providerId: `re_${random()}` });
      await insert(refund);
      await insert({ ...refund, key: `${refund.key}:other` });
      expect(await bench.store.refund(`${refund.key}:other`)).toBeNull();
    });

    it("that the provider lists otherwise than our books name their payments, and those of other shops name none", async () => {
      const [known, changed, missing, unread] = [
        await fresh({ state: "done", providerId: `re_${random()}` }),
        await fresh({ state: "accepted", providerId: `re_${random()}` }),
        await fresh(),
        await fresh({ state: "requested" }),
      ];
      await insert(known, changed, unread);
      const at = ({ reference }: Refund, id: string | null) => ({ id: id ?? "", state: "done" as const, reference });
      const listed = [
        at(known, known.providerId),
        at(changed, changed.providerId),
        at(missing, `re_${random()}`),
        at(unread, `re_${random()}`),
        { id: `re_${random()}`, state: "done" as const, reference: "pi_of_another_shop" },
        { id: "re_\0", state: "done" as const, reference: "pi_\0" },
      ];
      const named = await bench.store.paymentsRefundedOtherwise(known.provider, listed);
      expect(named.toSorted()).toEqual([changed, missing, unread].map(({ reference }) => reference).toSorted());
      expect(await bench.store.paymentsRefundedOtherwise("another", listed)).toEqual([]);
      expect(await bench.store.paymentsRefundedOtherwise(known.provider, [])).toEqual([]);
    });

    it("are due by kind of work and in the order of their time, however many others there are", async () => {
      const dueAt = new Date(Date.UTC(2001, 0, 1));
      const after = (ms: number) => new Date(dueAt.getTime() + ms);
      const good = await fresh({ state: "unknown", dueAt: after(2), requestedAt: later(9) });
      const older = await fresh({ state: "requested", dueAt: after(1), requestedAt: later(9) });
      const waiting = await fresh({ state: "unknown", dueAt: after(3) });
      const final = await Promise.all(Array.from({ length: 30 }, () => fresh({ state: "refused", settledAt: dueAt })));
      const read = await fresh({ state: "accepted", dueAt });
      await insert(...final, good, older, waiting, read);
      const due = async (work: "ask" | "read", limit: number) =>
        (await bench.store.dueRefunds(work, after(2), limit)).map(({ key }) => key);
      expect(await due("ask", 10)).toEqual([older.key, good.key]);
      expect(await due("ask", 1)).toEqual([older.key]);
      expect(await due("read", 10)).toEqual([read.key]);
      const lost = await bench.store.lostRefunds(1000);
      expect(lost.map(({ key }) => key)).toEqual(expect.arrayContaining(final.map(({ key }) => key)));
      expect(lost.map(({ key }) => key)).not.toContain(good.key);
      expect((await bench.store.openRefunds(1000)).map(({ key }) => key)).toContain(read.key);
    });

    it("that are lost are listed until they are settled; one that is refused for now is not lost", async () => {
      const failed = await fresh({ state: "failed", settledAt: later(1) });
      const refused = await fresh({ state: "refused", settledAt: later(1), dueAt: later(9) });
      await insert(failed, refused);
      const lost = async () => (await bench.store.lostRefunds(1000)).map(({ key }) => key);
      expect(await lost()).toContain(failed.key);
      expect(await lost()).not.toContain(refused.key);
      await bench.store.transaction((transaction) => transaction.saveRefund({ ...failed, resolvedAt: later(2) }));
      expect(await lost()).not.toContain(failed.key);
    });

    it("are asked about by one of many who come at once", async () => {
      const refund = await fresh({ dueAt: later(1) });
      await insert(refund);
      const claims = await Promise.all(
        Array.from({ length: 8 }, () =>
          bench.store.transaction((transaction) => transaction.claimRefund(refund, later(5))),
        ),
      );
      expect(claims.filter(Boolean)).toHaveLength(1);
      expect(await bench.store.refund(refund.key)).toEqual({ ...refund, tries: 1, dueAt: later(5) });
    });

    it("are put off together before they are read, and only those that are due", async () => {
      const due = await fresh({ state: "accepted", dueAt: later(1) });
      const others = [
        { ...due, key: `${due.key}:b`, dueAt: later(9) },
        { ...due, key: `${due.key}:c`, dueAt: null },
      ];
      await insert(due, ...others);
      await bench.store.transaction((transaction) => transaction.putOffRefunds(due, later(2), later(5)));
      const rows = await bench.store.refunds(due.provider, due.reference);
      expect(rows.map(({ dueAt }) => dueAt)).toEqual([later(5), later(9), null]);
    });

    it("that were seen by a look are not covered by what a look saw that began before it", async () => {
      const refund = await fresh();
      const take = () => bench.store.transaction((transaction) => transaction.takeRefundTicket(refund));
      const record = (ticket: number) =>
        bench.store.transaction((transaction) => transaction.recordRefundTicket(refund, ticket));
      const [first, second] = [(await take()) ?? 0, (await take()) ?? 0];
      expect(second).toBeGreaterThan(first);
      expect(await bench.store.areRefundsReadAfter(refund, first)).toBe(false);
      expect(await record(second)).toBe(true);
      expect(await record(first)).toBe(false);
      expect(await record(second)).toBe(false);
      expect(await bench.store.areRefundsReadAfter(refund, first)).toBe(true);
      expect(await bench.store.areRefundsReadAfter(refund, second)).toBe(false);
      const nobody = { provider: "sandbox", reference: `pay_${random()}` };
      expect(await bench.store.transaction((transaction) => transaction.takeRefundTicket(nobody))).toBeNull();
    });
  });
}
