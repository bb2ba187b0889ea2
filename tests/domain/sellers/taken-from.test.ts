import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sellerId, type SellerId } from "#lib/ids.ts";
import { money, sum, type Money } from "#lib/money.ts";
import { sharesOf } from "#lib/sellers/split.ts";
import { leftOfEach, takenOfEach, type Taking } from "#lib/sellers/taken.ts";

const usd = (minor: number) => money(minor, "USD");
const minors = (parts: readonly Money[]) => parts.map(({ amountMinor }) => amountMinor);
const seller = (index: number): SellerId => sellerId(`s${index}`);

/** What was paid to each of one to five sellers, in minor units. */
const payment = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 5 });
/** Refunds and disputes of it in any order: each takes an amount, and may name what of it is each seller's. */
const takings = fc.array(
  fc.record({
    taken: fc.integer({ min: 0, max: 3_000_000 }),
    named: fc.option(fc.array(fc.integer({ min: 0, max: 500_000 }), { minLength: 5, maxLength: 5 })),
  }),
  { maxLength: 8 },
);
const asTakings = (all: readonly { readonly taken: number; readonly named: readonly number[] | null }[]) =>
  all.map(({ taken, named }) => ({ taken: usd(taken), named: named?.map(usd) ?? null }));
const total = (parts: readonly Money[]) => sum(parts, "USD").amountMinor;

describe("what refunds and disputes take of several sellers", () => {
  it("adds up to each, is never more than a seller was paid, and is all of it when all is taken", () => {
    fc.assert(
      fc.property(payment, takings, (paid, series) => {
        const gross = paid.map(usd);
        const all = [...series, { taken: total(gross), named: null }];
        let left = gross;
        for (const [index, parts] of takenOfEach(gross, asTakings(all)).entries()) {
          expect(total(parts)).toBe(Math.min(all[index]?.taken ?? 0, total(left)));
          for (const part of parts) expect(part.amountMinor).toBeGreaterThanOrEqual(0);
          left = left.map((one, seller) => usd(one.amountMinor - (parts[seller]?.amountMinor ?? 0)));
          for (const one of left) expect(one.amountMinor).toBeGreaterThanOrEqual(0);
          expect(leftOfEach(gross, asTakings(all.slice(0, index + 1)))).toEqual(left);
        }
        expect(minors(left)).toEqual(paid.map(() => 0));
      }),
    );
  });

  it("is the named lines' sellers' alone, whatever disputes there are besides", () => {
    fc.assert(
      fc.property(payment, fc.nat(3_000_000), fc.nat(4), (paid, disputed, of) => {
        const seller = of % paid.length;
        const named = paid.map((gross, index) => usd(index === seller ? gross : 0));
        const refund = { taken: usd(total(named)), named };
        const [first] = takenOfEach(paid.map(usd), [refund, { taken: usd(disputed), named: null }]);
        expect(first).toEqual(named);
      }),
    );
  });

  it("of an earlier one does not change with a later one", () => {
    fc.assert(
      fc.property(payment, takings, takings, (paid, earlier, later) => {
        const gross = paid.map(usd);
        const before = takenOfEach(gross, asTakings(earlier));
        expect(takenOfEach(gross, asTakings([...earlier, ...later])).slice(0, earlier.length)).toEqual(before);
      }),
    );
  });

  it("stays as it was when an earlier one is lost, which takes nothing then, and is never more than a seller was paid", () => {
    const steps = fc.array(
      fc.record({
        of: fc.nat(),
        named: fc.option(fc.array(fc.nat(500_000), { minLength: 5, maxLength: 5 })),
        loses: fc.option(fc.nat()),
      }),
      { maxLength: 10 },
    );
    let lost = 0;
    fc.assert(
      fc.property(payment, steps, (paid, series) => {
        const gross = paid.map(usd);
        let all: readonly Taking[] = [];
        for (const [when, { of, named, loses }] of series.entries()) {
          const left = total(leftOfEach(gross, all));
          const asked = { taken: usd(left === 0 ? 0 : of % (left + 1)), named: named?.map(usd) ?? null };
          all = [...all, { ...asked, askedAt: new Date(when * 2) }];
          const before = takenOfEach(gross, all);
          const index = loses === null ? -1 : loses % all.length;
          lost += total(before[index] ?? []) > 0 ? 1 : 0;
          all = all.map((one, at) => (at === index ? { ...one, lostAt: one.lostAt ?? new Date(when * 2 + 1) } : one));
          const after = takenOfEach(gross, all).map(minors);
          expect(after).toEqual(before.map((parts, at) => (at === index ? paid.map(() => 0) : minors(parts))));
          for (const [seller, most] of paid.entries())
            expect(after.reduce((sum, parts) => sum + (parts[seller] ?? 0), 0)).toBeLessThanOrEqual(most);
        }
      }),
    );
    expect(lost).toBeGreaterThan(20);
  });

  it("is by line, and what no line names goes by what each has left", () => {
    const gross = [usd(1000), usd(3000)];
    const of = (taken: number, named: readonly number[] | null) =>
      takenOfEach(gross, asTakings([{ taken, named }])).map(minors);
    expect(of(600, [600, 0])).toEqual([[600, 0]]);
    expect(of(940, [600, 0])).toEqual([[640, 300]]);
    expect(of(400, null)).toEqual([[100, 300]]);
    // More of a line than its seller has: the amount is kept, and others give the rest.
    expect(of(1500, [1500, 0])).toEqual([[1000, 500]]);
    // Lines that are worth more than the amount are named in proportion.
    expect(of(1000, [1000, 3000])).toEqual([[250, 750]]);
  });
});

describe("what each seller has of a payment of another amount", () => {
  const split = (model: "separate" | "destination" | "direct", shares: readonly (readonly [number, number])[]) => ({
    model,
    shares: shares.map(([gross, fee], index) => ({
      sellerId: seller(index),
      account: `acct_${index}`,
      gross: usd(gross),
      fee: usd(fee),
    })),
  });

  it("adds up to it, with no fee above it", () => {
    const share = fc.integer({ min: 0, max: 100_000 }).chain((gross) => fc.tuple(fc.constant(gross), fc.nat(gross)));
    fc.assert(
      fc.property(
        fc.constantFrom("separate", "destination", "direct"),
        fc.array(share, { minLength: 1, maxLength: 4 }),
        fc.nat(300_000),
        (model, shares, paid) => {
          const found = sharesOf(split(model, model === "separate" ? shares : shares.slice(0, 1)), usd(paid));
          expect(
            sum(
              found.map(({ gross }) => gross),
              "USD",
            ),
          ).toEqual(usd(paid));
          for (const { gross, fee } of found) {
            expect(fee.amountMinor).toBeGreaterThanOrEqual(0);
            expect(fee.amountMinor).toBeLessThanOrEqual(gross.amountMinor);
          }
        },
      ),
    );
  });

  it("moves with the charge what was asked for, under destination and direct", () => {
    const net = (model: "destination" | "direct", paid: number) =>
      sharesOf(split(model, [[1000, 100]]), usd(paid)).map(({ gross, fee }) => [gross.amountMinor, fee.amountMinor]);
    expect(net("destination", 1200)).toEqual([[1200, 300]]);
    expect(net("destination", 800)).toEqual([[800, 0]]);
    expect(net("direct", 1200)).toEqual([[1200, 100]]);
    expect(net("direct", 50)).toEqual([[50, 50]]);
  });

  it("counts in the currency that was paid", () => {
    const [share] = sharesOf(split("separate", [[1000, 100]]), money(800, "EUR"));
    expect(share).toMatchObject({ gross: money(800, "EUR"), fee: money(80, "EUR") });
  });
});
