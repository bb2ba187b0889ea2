import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canBeMistyped, cutsOf, isOneErrorApart, likelySpellings, likelySplits } from "#lib/catalog/search/spelling.ts";

const word = fc.string({ unit: fc.constantFrom("a", "b", "c", "é", "字"), minLength: 1, maxLength: 8 });

describe("a typing error", () => {
  it.each([
    ["lantern", "lantren", true],
    ["lantern", "lanern", true],
    ["lantern", "lanttern", true],
    ["lantern", "lamtern", true],
    ["lantern", "lantern", false],
    ["lantern", "lantnre", false],
    ["lantern", "lamtren", false],
    ["ab", "ba", true],
    ["abc", "cba", false],
  ])("between %j and %j is one: %j", (a, b, isOne) => {
    expect(isOneErrorApart(a, b)).toBe(isOne);
    expect(isOneErrorApart(b, a)).toBe(isOne);
  });

  it("is found by what both words are without one of their characters", () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        fc.pre(isOneErrorApart(a, b));
        expect(cutsOf(a).some((cut) => cutsOf(b).includes(cut))).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it("is looked for in words of at least four letters", () => {
    expect(["mug", "mugs", "ax77", "字字字字", ""].map(canBeMistyped)).toEqual([false, true, false, true, false]);
  });

  it("is likelier behind the first letter, and where the length is right", () => {
    expect(likelySpellings("lamp", ["damp", "clamp", "lamps", "limp", "lantern", "lamp"])).toEqual([
      "limp",
      "lamps",
      "damp",
      "clamp",
    ]);
  });

  it("is also a space left out", () => {
    const known = new Set(["trail", "running", "shirt", "run"]);
    expect(likelySplits("trailrunning", known)).toEqual([["trail", "running"]]);
    expect(likelySplits("tshirt", known)).toEqual([["t", "shirt"]]);
    expect(likelySplits("shirtrun", known)).toEqual([["shirt", "run"]]);
    expect(likelySplits("xxshirt", known)).toEqual([]);
  });
});
