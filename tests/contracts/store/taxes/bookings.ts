import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { orderId } from "#lib/ids.ts";
import { money } from "#lib/money.ts";
import type { OpenDatabase } from "#lib/store/drizzle/database.ts";
import type { TaxBooking } from "#lib/store/taxes/tax-store.ts";
import { later, openStoreBench, random, type StoreBench } from "../store-bench.ts";

/** What is booked at a tax service: each reference once, what is due in its order, and one caller at a time. */
export function taxStoreContract(name: string, open: () => Promise<OpenDatabase>): void {
  let bench: StoreBench;
  beforeAll(async () => {
    bench = await openStoreBench(open);
  });
  afterAll(() => bench.opened.close());
  const MANY = 10_000;
  const insert = (booking: TaxBooking) =>
    bench.store.transaction((transaction) => transaction.insertTaxBooking(booking));
  const claim = (booking: TaxBooking, dueAt: Date) =>
    bench.store.transaction((transaction) => transaction.claimTaxBooking(booking, dueAt));

  function sale(changes: Partial<TaxBooking> = {}): TaxBooking {
    const reference = `cs_${random()}:1`;
    return {
      reference,
      service: "stripe",
      saleReference: reference,
      orderId: orderId(`ord_${random()}`),
      what: { kind: "sale", calculationId: `taxcalc_${random()}` },
      state: "due",
      serviceId: null,
      lines: [],
      why: null,
      tries: 0,
      createdAt: later(1),
      settledAt: null,
      dueAt: later(1),
      ...changes,
    };
  }

  describe(`${name}: bookings of tax`, () => {
    it("with one reference are one, and keep what became of them", async () => {
      const booking = sale();
      expect((await Promise.all([insert(booking), insert(booking), insert(booking)])).filter(Boolean)).toHaveLength(1);
      expect(await bench.store.taxBooking(booking.reference)).toEqual(booking);
      const lines = [{ lineId: "line_1", bookedId: "tax_li_1" }];
      const booked = {
        ...booking,
        state: "booked",
        serviceId: "tax_1",
        lines,
        settledAt: later(2),
        dueAt: null,
      } as const;
      await bench.store.transaction((transaction) => transaction.saveTaxBooking(booked));
      expect(await bench.store.taxBooking(booking.reference)).toEqual(booked);
      expect(await bench.store.taxBooking(`${booking.reference}:other`)).toBe(null);
    });

    it("of a sale are listed with it, each with what it is about", async () => {
      const first = sale();
      const part = { lineId: "line_1", amount: money(100, "USD"), tax: money(9, "USD") };
      const given = {
        kind: "lines",
        lines: [part],
        shipping: { amount: money(50, "USD"), tax: money(4, "USD") },
      } as const;
      const ofSale = { saleReference: first.reference, orderId: first.orderId };
      const reversal = sale({ ...ofSale, what: { kind: "reversal", given }, createdAt: later(2) });
      const what = { kind: "undoing", reversalReference: reversal.reference } as const;
      const undoing = sale({ ...ofSale, what, createdAt: later(3) });
      for (const one of [undoing, reversal, first, sale()]) await insert(one);
      expect(await bench.store.taxBookings(first.reference)).toEqual([first, reversal, undoing]);
    });

    it("that are due come first, and one caller of many asks for each", async () => {
      const [early, late, settled] = [sale(), sale({ dueAt: later(5) }), sale({ state: "booked", dueAt: null })];
      for (const one of [late, early, settled]) await insert(one);
      const references = async (now: Date) =>
        (await bench.store.dueTaxBookings(now, MANY))
          .map(({ reference }) => reference)
          .filter((one) => [early, late, settled].some(({ reference }) => reference === one));
      expect(await references(later(2))).toEqual([early.reference]);
      expect(await references(later(6))).toEqual([early.reference, late.reference]);
      const claims = await Promise.all([claim(early, later(9)), claim(early, later(9)), claim(settled, later(9))]);
      expect(claims.filter(Boolean)).toHaveLength(1);
      expect(await references(later(6))).toEqual([late.reference]);
      expect(await bench.store.taxBooking(early.reference)).toMatchObject({ tries: 1, dueAt: later(9) });
    });

    it("that were refused are listed", async () => {
      const refused = sale({ state: "refused", why: "resource_missing", settledAt: later(1), dueAt: null });
      await insert(refused);
      await insert(sale());
      const listed = await bench.store.refusedTaxBookings(MANY);
      expect(listed).toContainEqual(refused);
      expect(listed.every(({ state }) => state === "refused")).toBe(true);
    });
  });
}
