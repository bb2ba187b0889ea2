import { describe, expect, it } from "vitest";
import { now } from "../../fixtures/priced-baskets.ts";
import { discountRule } from "../../fixtures/shop-rules.ts";
import { basket, goods, MUG, percent, refused, taken, TEE } from "./basket.ts";

describe("which discounts count together", () => {
  const TEN = discountRule({ code: "TEN", title: "Ten", effect: percent(100_000), isCombinable: true });
  const MUGS = discountRule({
    code: "MUGS",
    title: "Mugs",
    effect: percent(500_000),
    isCombinable: true,
    goods: goods({ productIds: ["mug"] }),
  });

  it("lines' come first, and the order's takes its share of what they left", () => {
    const figures = basket(
      [
        [MUG, 1],
        [TEE, 1],
      ],
      [TEN, MUGS],
      ["TEN", "MUGS"],
    );
    expect(taken(figures)).toEqual(["MUGS 500", "TEN 250"]);
    expect(figures.totals.total.amountMinor).toBe(2250);
  });

  it("of a code and an automatic one that cannot be combined, the buyer gets what is worth more", () => {
    const auto = discountRule({ code: "SUMMER", title: "Summer", effect: percent(50_000), isAutomatic: true });
    const code = discountRule({ code: "BIG", title: "Big", effect: percent(200_000) });
    expect(taken(basket([[TEE, 1]], [auto, code], ["BIG"]))).toEqual(["BIG 400"]);
    const small = discountRule({ code: "SMALL", title: "Small", effect: percent(10_000) });
    const figures = basket([[TEE, 1]], [auto, small], ["SMALL"]);
    expect([taken(figures), refused(figures)]).toEqual([["SUMMER 100"], ["SMALL not_combinable"]]);
  });

  it("a code for one product never costs the buyer a larger discount of the whole order", () => {
    const auto = discountRule({ code: "HALF", title: "Half", effect: percent(500_000), isAutomatic: true });
    const code = discountRule({
      code: "CUP",
      title: "Cup",
      effect: percent(10_000),
      goods: goods({ productIds: ["mug"] }),
    });
    expect(taken(basket([[MUG, 1]], [auto, code]))).toEqual(["HALF 500"]);
    const figures = basket([[MUG, 1]], [auto, code], ["CUP"]);
    expect([taken(figures), refused(figures)]).toEqual([["HALF 500"], ["CUP not_combinable"]]);
  });

  it("of automatic ones that cannot be combined the buyer gets what is worth most, in whatever order they are listed", () => {
    const one = (code: string, perMillion: number, more: object = {}) =>
      discountRule({ code, title: code, effect: percent(perMillion), isAutomatic: true, ...more });
    const cup = one("CUP", 10_000, { goods: goods({ productIds: ["mug"] }) });
    const rules = [one("FIVE", 50_000), cup, one("TEN", 100_000), one("SIX", 60_000)];
    for (const listed of [rules, rules.toReversed()]) expect(taken(basket([[MUG, 1]], listed))).toEqual(["TEN 100"]);
    const pair = [one("A", 70_000, { isCombinable: true }), one("B", 70_000, { isCombinable: true })];
    expect(taken(basket([[MUG, 1]], [...rules, ...pair]))).toEqual(["A 70", "B 65"]);
  });

  it("a code that cannot be used keeps its own reason beside one that counts", () => {
    const auto = discountRule({ code: "HALF", title: "Half", effect: percent(500_000), isAutomatic: true });
    const late = discountRule({ code: "LATE", title: "Late", effect: percent(10_000), expiresAt: new Date(0) });
    const shirt = discountRule({
      code: "TOP",
      title: "Top",
      effect: percent(10_000),
      goods: goods({ productIds: ["tee"] }),
    });
    const figures = basket([[MUG, 1]], [auto, late, shirt], ["LATE", "TOP"]);
    expect([taken(figures), refused(figures)]).toEqual([["HALF 500"], ["LATE expired", "TOP not_applicable"]]);
  });

  it("one may name others that it never counts beside", () => {
    const figures = basket(
      [
        [MUG, 1],
        [TEE, 1],
      ],
      [{ ...TEN, notWith: ["MUGS"] }, MUGS],
      ["MUGS", "TEN"],
    );
    expect([taken(figures), refused(figures)]).toEqual([["MUGS 500"], ["TEN not_combinable"]]);
  });

  it("several never cover everything, also when some are automatic", () => {
    const all = discountRule({ code: "ALL", title: "All", effect: percent(1_000_000), isCombinable: true });
    const figures = basket([[MUG, 1]], [{ ...MUGS, isAutomatic: true }, all], ["ALL"]);
    expect(figures.totals.total.amountMinor).toBe(0);
    expect(taken(figures)).toEqual(["ALL 1000"]);
  });

  it("an automatic one whose uses are up says nothing, and its name is no code", () => {
    const auto = discountRule({
      code: "AUTO",
      title: "Auto",
      effect: percent(50_000),
      isAutomatic: true,
      usageLimit: 1,
    });
    const none = basket([[MUG, 1]], [auto], [], ["AUTO"]);
    expect([taken(none), refused(none)]).toEqual([[], []]);
    const typed = basket([[MUG, 1]], [auto], ["AUTO"]);
    expect([taken(typed), refused(typed)]).toEqual([["AUTO 50"], []]);
  });

  it("one counts from its beginning and until its end, both to the second", () => {
    const from = (startsAt: Date) => discountRule({ code: "NEW", title: "New", effect: percent(100_000), startsAt });
    expect(taken(basket([[MUG, 1]], [from(now)], ["NEW"]))).toEqual(["NEW 100"]);
    expect(refused(basket([[MUG, 1]], [from(new Date(now.getTime() + 1000))], ["NEW"]))).toEqual(["NEW not_started"]);
  });
});
