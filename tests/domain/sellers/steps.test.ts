import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sellerId } from "#lib/ids.ts";
import {
  add,
  CURRENCIES,
  exponentOf,
  money,
  partOfOther,
  incrementOf,
  subtract,
  sum,
  zero,
  type Currency,
  type Money,
} from "#lib/money.ts";
import { stripeAmount } from "#lib/payments/stripe/amount.ts";
import { divideTaken, feeGivenBack, feeOf, sharesOf } from "#lib/sellers/split.ts";
import { takenOfEach } from "#lib/sellers/taken.ts";

const kwd = (minor: number) => money(minor, "KWD");
const rules = [{ category: null, ratePerMillion: 33_333, fixedMinor: { KWD: 7 } }];

describe("what sellers are sent is in steps that providers take", () => {
  it("the fee and the rest end in 0 where there are three decimals, and a refund's part of both", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999 }), fc.integer({ min: 0, max: 99_999 }), (steps, part) => {
        const gross = kwd(steps * 10);
        const fee = feeOf(rules, gross, []);
        const taken = kwd((part % (steps + 1)) * 10);
        const back = feeGivenBack({ gross, fee }, taken, "return");
        for (const one of [fee, subtract(gross, fee), back, subtract(taken, back)])
          expect(one.amountMinor % 10).toBe(0);
        expect(feeGivenBack({ gross, fee }, gross, "return")).toEqual(fee);
      }),
    );
  });

  it("half a step is rounded up once, the fixed part with it", () => {
    expect(feeOf([{ category: null, ratePerMillion: 0, fixedMinor: { KWD: 15 } }], kwd(1000), [])).toEqual(kwd(20));
    expect(feeOf([{ category: null, ratePerMillion: 10_000, fixedMinor: { KWD: 4 } }], kwd(1000), [])).toEqual(kwd(10));
    expect(
      feeOf([{ category: null, ratePerMillion: 50_000, fixedMinor: { USD: 30 } }], money(1010, "USD"), []),
    ).toEqual(money(81, "USD"));
  });

  it("a step is what Stripe takes of every currency that it takes", () => {
    for (const currency of CURRENCIES) {
      const step = incrementOf(currency);
      const isTaken = stripeAmount(money(1000, currency)) !== null;
      expect(!isTaken || stripeAmount(money(step * 7, currency)) !== null, currency).toBe(true);
      expect(step === 1 || stripeAmount(money(step * 7 + 1, currency)) === null, currency).toBe(true);
      expect(exponentOf(currency) !== 3 || step === 10).toBe(true);
    }
  });
});

describe("what is divided among several sellers", () => {
  const two = fc.record({
    currency: fc.constantFrom<Currency>("KWD", "MGA", "USD"),
    steps: fc.array(fc.integer({ min: 0, max: 99_999 }), { minLength: 2, maxLength: 4 }),
    part: fc.integer({ min: 0, max: 99_999 }),
  });
  const areInSteps = (parts: readonly Money[], all: Money) => {
    for (const { amountMinor, currency } of parts) expect(amountMinor % incrementOf(currency)).toBe(0);
    expect(sum(parts, all.currency)).toEqual(all);
  };

  it("is taken back in whole steps, and no more of anybody than they have", () => {
    fc.assert(
      fc.property(two, ({ currency, steps, part }) => {
        const step = incrementOf(currency);
        const left = steps.map((one) => money(one * step, currency));
        const all = steps.reduce((sum, one) => sum + one, 0);
        const taken = money((part % (all + 1)) * step, currency);
        const parts = divideTaken(taken, left);
        areInSteps(parts, taken);
        for (const [index, one] of parts.entries())
          expect(one.amountMinor).toBeLessThanOrEqual(left[index]?.amountMinor ?? 0);
        const named = left.map((_, index) => money(index === 1 ? step : 0, currency));
        for (const given of takenOfEach(left, [{ taken, named }])) areInSteps(given, taken);
      }),
    );
  });

  it("is all that is taken also where what somebody has left is no whole step", () => {
    const parts = divideTaken(kwd(1503), [kwd(1005), kwd(508)]);
    expect(parts).toEqual([kwd(1001), kwd(502)]);
    expect(divideTaken(kwd(1513), [kwd(1005), kwd(508)])).toEqual([kwd(1005), kwd(508)]);
  });

  it("is a payment of another amount in whole steps", () => {
    fc.assert(
      fc.property(two, fc.integer({ min: 1, max: 99_999 }), ({ currency, steps }, other) => {
        const step = incrementOf(currency);
        const shares = steps.map((one, index) => {
          const gross = money((one + 1) * step, currency);
          return { sellerId: sellerId(`s${index}`), account: `acct_${index}`, gross, fee: zero(currency) };
        });
        const paid = money(other * step, currency);
        areInSteps(
          sharesOf({ model: "separate", shares }, paid).map(({ gross }) => gross),
          paid,
        );
      }),
    );
  });
});

describe("a part of money that was converted", () => {
  it("is counted from the whole, so that parts in a row are exactly the whole, in steps of its currency", () => {
    const currencies = fc.constantFrom<Currency>("USD", "JPY", "KWD");
    const parts = fc.array(fc.integer({ min: 1, max: 9999 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(currencies, fc.integer({ min: 1, max: 999_999 }), parts, (currency, minor, minors) => {
        const other = money(minor * incrementOf(currency), currency);
        const whole = money(
          minors.reduce((all, one) => all + one, 0),
          "EUR",
        );
        let [before, all] = [zero("EUR"), zero(currency)];
        for (const one of minors) {
          const part = partOfOther(money(one, "EUR"), { before, whole, other });
          expect(part.amountMinor).toBeGreaterThanOrEqual(0);
          expect(part.amountMinor % incrementOf(currency)).toBe(0);
          [before, all] = [add(before, money(one, "EUR")), add(all, part)];
        }
        expect(all).toEqual(other);
      }),
    );
  });
});

describe("a payment that a person accepts with another amount", () => {
  const share = {
    sellerId: sellerId("reed"),
    account: "acct_1",
    gross: money(2500, "EUR"),
    fee: money(250, "EUR"),
  };

  it("is divided in its own currency, also where the numbers are the same", () => {
    const [part] = sharesOf({ model: "separate", shares: [share] }, money(2500, "USD"));
    expect(part).toEqual({ ...share, gross: money(2500, "USD"), fee: money(250, "USD") });
  });

  it("keeps the proportion of the fee, in whole steps", () => {
    expect(sharesOf({ model: "separate", shares: [share] }, money(2500, "EUR"))).toEqual([share]);
    const [part] = sharesOf({ model: "separate", shares: [share] }, kwd(330));
    expect(part).toMatchObject({ gross: kwd(330), fee: kwd(30) });
  });
});
