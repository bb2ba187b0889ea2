import { describe, expect, it } from "vitest";
import { newId } from "#lib/runtime/secrets.ts";

describe("a fresh id", () => {
  it("has its prefix and 22 characters, and no two of many are alike", () => {
    const ids = Array.from({ length: 5000 }, () => newId("cs"));
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^cs_[0-9A-Za-z]{22}$/);
  });

  it("has each of the 62 characters about as often as any other", () => {
    const counts = new Map<string, number>();
    for (let n = 0; n < 5000; n += 1)
      for (const character of newId("cs").slice(3)) counts.set(character, (counts.get(character) ?? 0) + 1);
    const expected = (5000 * 22) / 62;
    expect(counts.size).toBe(62);
    // Six standard deviations: one run in a million has one outside.
    for (const count of counts.values()) expect(Math.abs(count - expected)).toBeLessThan(6 * Math.sqrt(expected));
  });
});
