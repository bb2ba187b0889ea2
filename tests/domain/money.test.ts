import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  add,
  allocate,
  CURRENCIES,
  exponentOf,
  formatDeduction,
  formatMoney,
  includedShare,
  inProportion,
  isCurrency,
  lesser,
  money,
  sameMoney,
  share,
  subtract,
  sum,
  times,
  zero,
  type Currency,
} from "#lib/money.ts";

/** ISO 4217, not what Intl shows: Intl says 0 digits for IQD and HUF. */
const EXPONENTS: readonly (readonly [Currency, 0 | 2 | 3])[] = [
  ["JPY", 0],
  ["XOF", 0],
  ["XAF", 0],
  ["XPF", 0],
  ["PYG", 0],
  ["UGX", 0],
  ["RWF", 0],
  ["GHS", 2],
  ["BDT", 2],
  ["GEL", 2],
  ["MGA", 2],
  ["MRU", 2],
  ["LYD", 3],
  ["KRW", 0],
  ["CLP", 0],
  ["ISK", 0],
  ["VND", 0],
  ["USD", 2],
  ["EUR", 2],
  ["HUF", 2],
  ["COP", 2],
  ["IDR", 2],
  ["TWD", 2],
  ["KWD", 3],
  ["BHD", 3],
  ["JOD", 3],
  ["OMR", 3],
  ["TND", 3],
  ["IQD", 3],
];

const amount = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
const modest = fc.integer({ min: 0, max: 1_000_000_000_000 });
const rate = fc.integer({ min: 0, max: 1_000_000 });
const usd = (minor: number) => money(minor, "USD");

describe("money", () => {
  it.each(EXPONENTS)("%s has %i decimal digits", (currency, digits) => {
    expect(exponentOf(currency)).toBe(digits);
  });

  it("every currency that Node knows is known, but units of account and those that are withdrawn", () => {
    const withdrawn = "ANG CUC HRK SLL XDR XSU ZWL".split(" ");
    const unknown = Intl.supportedValuesOf("currency").filter((code) => !isCurrency(code));
    expect(unknown.filter((code) => !withdrawn.includes(code))).toEqual([]);
    for (const account of ["BOV", "CHE", "CHW", "CLF", "COU", "MXV", "USN", "UYI", "UYW", "XAU", "XTS"])
      expect(isCurrency(account), account).toBe(false);
  });

  it("a currency is a known upper-case code and nothing that an object happens to have", () => {
    expect(CURRENCIES.every(isCurrency)).toBe(true);
    for (const text of ["usd", "XXX", "", "constructor", "toString", "__proto__"]) expect(isCurrency(text)).toBe(false);
  });

  it("an amount is a safe whole number; fractions, infinities and what is too large are bugs", () => {
    for (const wrong of [0.5, Number.NaN, Infinity, Number.MAX_SAFE_INTEGER + 1])
      expect(() => usd(wrong)).toThrow("Invariant broken");
    expect(() => times(usd(Number.MAX_SAFE_INTEGER), 2)).toThrow("Invariant broken");
    expect(Object.is(usd(-0).amountMinor, 0)).toBe(true);
  });

  it("what is taken off has its sign where the language writes it, from right to left too", () => {
    const eight = money(800, "USD");
    expect(formatDeduction(eight, "en-US")).toBe("−$8.00");
    expect(formatDeduction(eight, "nl")).toBe("US$\u00A0−8,00");
    // The marks hold the sign to the number's left; before the whole it would stand at its right.
    expect(formatDeduction(eight, "ar")).toBe(formatMoney(eight, "ar").replace("8", "\u200E−8"));
  });

  it("from right to left the currency stands on the same side of what is paid and what is taken off", () => {
    // The sign's mark would draw the letters of a currency into the run of the number, from left to right.
    for (const currency of ["USD", "CHF", "CAD"] as const)
      for (const text of [formatMoney(money(800, currency), "ar"), formatDeduction(money(800, currency), "ar")])
        expect(text, JSON.stringify(text)).toMatch(/8\.00\u200F\u00A0\u200E?[A-Z]/u);
  });

  it("two currencies are never added, taken or compared", () => {
    for (const mix of [add, subtract, lesser]) expect(() => mix(usd(1), money(1, "EUR"))).toThrow("Invariant broken");
    expect(sameMoney(usd(1), money(1, "EUR"))).toBe(false);
  });

  it("adding and taking away undo each other, and order does not matter", () => {
    fc.assert(
      fc.property(modest, modest, (a, b) => {
        expect(subtract(add(usd(a), usd(b)), usd(b))).toEqual(usd(a));
        expect(add(usd(a), usd(b))).toEqual(add(usd(b), usd(a)));
      }),
    );
  });

  it("a sum is what adding one by one gives, and nothing sums to zero", () => {
    fc.assert(
      fc.property(fc.array(modest, { maxLength: 20 }), (minors) => {
        expect(sum(minors.map(usd), "USD").amountMinor).toBe(minors.reduce((all, one) => all + one, 0));
      }),
    );
    expect(sum([], "JPY")).toEqual(zero("JPY"));
  });

  it("the parts of a split add up to the whole, exactly, for every weighting", () => {
    fc.assert(
      fc.property(
        amount,
        fc.array(fc.integer({ min: 0, max: 1_000_000_000 }), { minLength: 1, maxLength: 30 }),
        (minor, weights) => {
          const parts = allocate(usd(minor), weights);
          expect(parts).toHaveLength(weights.length);
          expect(parts.reduce((all, part) => all + BigInt(part.amountMinor), 0n)).toBe(BigInt(minor));
        },
      ),
    );
  });

  it("each part of a split is within one minor unit of its exact share", () => {
    fc.assert(
      fc.property(
        amount,
        fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 30 }),
        (minor, weights) => {
          const total = weights.reduce((all, weight) => all + BigInt(weight), 0n);
          fc.pre(total > 0n);
          allocate(usd(minor), weights).forEach((part, index) => {
            const floor = (BigInt(minor) * BigInt(weights[index] ?? 0)) / total;
            expect([floor, floor + 1n]).toContain(BigInt(part.amountMinor));
          });
        },
      ),
    );
  });

  it("a part without weight gets nothing, and no part outgrows its weight when the whole is smaller", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 0, max: 1_000_000 }),
        (weights, perMillion) => {
          const total = weights.reduce((all, weight) => all + weight, 0);
          fc.pre(total > 0);
          const parts = allocate(share(usd(total), perMillion), weights);
          parts.forEach((part, index) => expect(part.amountMinor).toBeLessThanOrEqual(weights[index] ?? 0));
        },
      ),
    );
  });

  it("when no part has weight the first takes all", () => {
    expect(allocate(usd(7), [0, 0, 0]).map((part) => part.amountMinor)).toEqual([7, 0, 0]);
  });

  it.each([
    [100, [1, 1, 1], [34, 33, 33]],
    [5, [1, 1], [3, 2]],
    [1, [999, 1], [1, 0]],
    [10, [0, 3, 7], [0, 3, 7]],
  ])("%i split by %j is %j", (minor, weights, parts) => {
    expect(allocate(usd(minor), weights).map((part) => part.amountMinor)).toEqual(parts);
  });

  it("a share is the exact product rounded half up, even where doubles would lose digits", () => {
    fc.assert(
      fc.property(amount, rate, (minor, perMillion) => {
        const exact = BigInt(minor) * BigInt(perMillion);
        const got = BigInt(share(usd(minor), perMillion).amountMinor) * 1_000_000n;
        expect(got - exact).toBeLessThanOrEqual(500_000n);
        expect(got - exact).toBeGreaterThan(-500_000n);
      }),
    );
    expect(
      [share(usd(2500), 88_750), share(usd(50), 10_000), share(usd(49), 10_000)].map((one) => one.amountMinor),
    ).toEqual([222, 1, 0]);
  });

  it("tax inside a price is never more than tax on top of it, and leaves a net price that the tax rebuilds", () => {
    fc.assert(
      fc.property(modest, rate, (minor, perMillion) => {
        const inside = includedShare(usd(minor), perMillion);
        expect(inside.amountMinor).toBeLessThanOrEqual(share(usd(minor), perMillion).amountMinor);
        const net = subtract(usd(minor), inside);
        const rebuilt = add(net, share(net, perMillion)).amountMinor;
        expect(Math.abs(rebuilt - minor)).toBeLessThanOrEqual(1);
      }),
    );
    expect(includedShare(money(11_900, "EUR"), 190_000)).toEqual(money(1900, "EUR"));
  });

  it("what an amount has of a change of its whole is exact, rounded half away from zero, both ways", () => {
    expect(inProportion(usd(50), 19, usd(119))).toBe(8);
    expect(inProportion(usd(50), -19, usd(119))).toBe(-8);
    expect([inProportion(usd(1), 1, usd(2)), inProportion(usd(1), -1, usd(2))]).toEqual([1, -1]);
    expect(inProportion(usd(9_007_199_254_740_991), 9_007_199_254_740_991, usd(9_007_199_254_740_991))).toBe(
      9_007_199_254_740_991,
    );
    fc.assert(
      fc.property(modest, modest, (change, whole) => {
        expect(inProportion(usd(whole + 1), change, usd(whole + 1))).toBe(change);
      }),
    );
  });
});
