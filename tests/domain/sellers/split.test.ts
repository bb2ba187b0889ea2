import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sellerId } from "#lib/ids.ts";
import { money, subtract, sum, type Money } from "#lib/money.ts";
import type { FeeRule, SellerMoney } from "#lib/sellers/seller.ts";
import { divideTaken, feeGivenBack, feeOf, netOf, splitOf, type Portion } from "#lib/sellers/split.ts";

const usd = (amountMinor: number) => money(amountMinor, "USD");
const rule = (changes: Partial<FeeRule> = {}): FeeRule => ({
  category: null,
  ratePerMillion: 50_000,
  fixedMinor: {},
  ...changes,
});
const seller = (id: string, changes: Partial<SellerMoney> = {}): SellerMoney => ({
  id: sellerId(id),
  state: "active",
  account: `acct_${id}`,
  canReceive: true,
  networkId: null,
  fees: [rule()],
  ...changes,
});
const knowing = (...sellers: SellerMoney[]) => new Map(sellers.map((one) => [one.id, one]));
const portion = (id: string, minor: number): Portion => ({
  sellerId: sellerId(id),
  gross: usd(minor),
  lines: [{ category: null, amount: usd(minor) }],
});
const only = (category: string | null, minor = 1000) => [{ category, amount: usd(minor) }];

const amounts = fc.integer({ min: 0, max: 2 ** 40 });
const rules = fc.array(
  fc.record({
    category: fc.constantFrom(null, "Home", "Home > Kitchen", "Garden"),
    ratePerMillion: fc.integer({ min: 0, max: 1_500_000 }),
    fixedMinor: fc.constantFrom({}, { USD: 30 }, { USD: 5000, EUR: 10 }),
  }),
  { maxLength: 4 },
);
const lines = fc.array(
  fc.record({
    category: fc.constantFrom(null, "Home", "home > kitchen > Mugs", "Homeware", "Garden"),
    amount: amounts.map(usd),
  }),
  { maxLength: 5 },
);
/** A share, and what is taken of it in steps that together are all of it. */
const takenInSteps = fc
  .record({ gross: fc.integer({ min: 1, max: 2 ** 40 }), feePart: fc.integer({ min: 0, max: 1_000_000 }) })
  .chain(({ gross, feePart }) =>
    fc.record({
      gross: fc.constant(usd(gross)),
      fee: fc.constant(usd(Math.floor((gross * feePart) / 1_000_000))),
      totals: fc
        .array(fc.integer({ min: 0, max: gross }), { maxLength: 8 })
        .map((cuts) => [0, ...cuts.toSorted((one, other) => one - other), gross]),
    }),
  );

describe("the fee", () => {
  it("is never below nothing and never above what the buyer pays", () => {
    fc.assert(
      fc.property(rules, amounts, lines, (fees, gross, of) => {
        const fee = feeOf(fees, usd(gross), of).amountMinor;
        expect(fee).toBeGreaterThanOrEqual(0);
        expect(fee).toBeLessThanOrEqual(gross);
      }),
    );
  });

  it("is rounded half up, once for the payment", () => {
    expect(feeOf([rule()], usd(1009), only(null)).amountMinor).toBe(50);
    expect(feeOf([rule()], usd(1010), only(null)).amountMinor).toBe(51);
    const three = [usd(10), usd(10), usd(10)].map((amount) => ({ category: null, amount }));
    expect(feeOf([rule()], usd(30), three).amountMinor).toBe(2);
  });

  it("goes by the longest beginning of the category, level by level, and else by the rule for all others", () => {
    const fees = [rule({ ratePerMillion: 10_000 }), rule({ category: "Home", ratePerMillion: 100_000 })].concat(
      rule({ category: "Home > Kitchen", ratePerMillion: 200_000 }),
    );
    const of = (category: string | null) => feeOf(fees, usd(1000), only(category)).amountMinor;
    expect([of("home > Kitchen > Mugs"), of("Home > Bath"), of("Homeware"), of(null)]).toEqual([200, 100, 10, 10]);
  });

  it("divides delivery among the lines by what they cost, and takes the greatest fixed part once", () => {
    const fees = [
      rule({ category: "Home", ratePerMillion: 100_000, fixedMinor: { USD: 30 } }),
      rule({ ratePerMillion: 0, fixedMinor: { USD: 50, EUR: 900 } }),
    ];
    const of = [...only("Home", 3000), ...only("Garden", 1000)];
    expect(feeOf(fees, usd(4800), of).amountMinor).toBe(360 + 50);
  });

  it("is nothing where no rule is for the product", () => {
    expect(feeOf([rule({ category: "Home" })], usd(1000), only("Garden")).amountMinor).toBe(0);
  });
});

describe("a payment's division", () => {
  it("adds up to the payment, whatever the fees are", () => {
    fc.assert(
      fc.property(fc.array(amounts, { minLength: 1, maxLength: 6 }), rules, (grosses, fees) => {
        const portions = grosses.map((gross, index) => portion(`s${index}`, gross));
        const sellers = knowing(...portions.map((one) => seller(one.sellerId, { fees })));
        const divided = splitOf("separate", portions, sellers);
        if (divided.kind !== "split" || divided.split === null) throw new Error("not divided");
        const { shares } = divided.split;
        const paid = grosses.reduce((all, one) => all + one, 0);
        expect(
          sum(
            shares.map(({ gross }) => gross),
            "USD",
          ).amountMinor,
        ).toBe(paid);
        for (const share of shares) expect(netOf(share).amountMinor).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it("is none where the money is the platform's, also for a seller without an account", () => {
    const sellers = knowing(seller("a", { account: null, canReceive: false }));
    expect(splitOf("platform", [portion("a", 1000)], sellers)).toEqual({ kind: "split", split: null });
  });

  it.each([
    ["not_active", undefined],
    ["not_active", seller("a", { state: "paused" })],
    ["no_account", seller("a", { account: null })],
    ["cannot_receive", seller("a", { canReceive: false })],
  ] as const)("is refused as %s for a seller who cannot be paid", (why, found) => {
    const divided = splitOf("separate", [portion("a", 1000)], found === undefined ? knowing() : knowing(found));
    expect(divided).toEqual({ kind: "seller_not_ready", sellerId: sellerId("a"), why });
  });
});

describe("what is taken back", () => {
  it("is, in any series of parts, exactly what each seller was sent, when the fee is given back", () => {
    fc.assert(
      fc.property(takenInSteps, ({ gross, fee, totals }) => {
        const net = (taken: number) => taken - feeGivenBack({ gross, fee }, usd(taken), "return").amountMinor;
        const steps = totals.slice(1).map((taken, index) => net(taken) - net(totals[index] ?? 0));
        for (const step of steps) expect(step).toBeGreaterThanOrEqual(0);
        expect(steps.reduce((all, step) => all + step, 0)).toBe(netOf({ gross, fee }).amountMinor);
      }),
    );
  });

  it("is all of the gross amount when the fee is kept", () => {
    expect(feeGivenBack({ gross: usd(1000), fee: usd(90) }, usd(1000), "keep").amountMinor).toBe(0);
    expect(feeGivenBack({ gross: usd(0), fee: usd(0) }, usd(0), "return").amountMinor).toBe(0);
  });

  it("takes of no seller more than is left, and of all sellers all of it in the end", () => {
    const series = fc.record({
      grosses: fc.array(amounts, { minLength: 1, maxLength: 5 }),
      parts: fc.array(fc.integer({ min: 0, max: 2 ** 38 }), { maxLength: 6 }),
    });
    fc.assert(
      fc.property(series, ({ grosses, parts }) => {
        let left: readonly Money[] = grosses.map(usd);
        for (const part of [...parts, 2 ** 45]) {
          const taken = divideTaken(usd(part), left);
          left = left.map((one, index) => subtract(one, taken[index] ?? usd(0)));
          for (const one of left) expect(one.amountMinor).toBeGreaterThanOrEqual(0);
        }
        expect(sum(left, "USD").amountMinor).toBe(0);
      }),
    );
  });
});
