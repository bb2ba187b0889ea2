import { describe, expect, it } from "vitest";
import { keptOutcomes } from "#lib/tax/kept-outcomes.ts";

describe("what a tax service answered", () => {
  it("counts until its time is over", () => {
    const kept = keptOutcomes<string>();
    kept.keep("DE123", "valid", 1000);
    expect([kept.at("DE123", 999), kept.at("DE123", 1000), kept.at("FR1", 0)]).toEqual(["valid", undefined, undefined]);
  });

  it("is kept of a thousand questions, the latest ones, and one that was asked again is one of them", () => {
    const kept = keptOutcomes<number>();
    for (let n = 0; n < 1000; n += 1) kept.keep(`question ${n}`, n, Infinity);
    kept.keep("question 0", 0, Infinity);
    kept.keep("one more", 1000, Infinity);
    expect(["question 0", "question 1", "question 2", "one more"].map((key) => kept.at(key, 0))).toEqual([
      0,
      undefined,
      2,
      1000,
    ]);
  });
});
