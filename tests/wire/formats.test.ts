import { describe, expect, it } from "vitest";
import { numberFormat } from "#lib/formats.ts";

const LETTERS = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
/** More languages than anybody speaks, each of which Intl takes. */
const MADE_UP = LETTERS.flatMap((one) => LETTERS.map((other) => `de-${one}${other}`));

describe("formatters", () => {
  it("are made once for a language that comes after hundreds that somebody made up", () => {
    for (const locale of MADE_UP) numberFormat(locale, { style: "percent" });
    expect(numberFormat("it-IT", { style: "percent" })).toBe(numberFormat("it-IT", { style: "percent" }));
  });

  it("of languages that somebody made up go when others come", () => {
    const [first = ""] = MADE_UP;
    const before = numberFormat(first, { style: "decimal" });
    for (const locale of MADE_UP) numberFormat(locale, { style: "decimal", useGrouping: false });
    expect(numberFormat(first, { style: "decimal" })).not.toBe(before);
  });
});
