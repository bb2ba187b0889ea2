import { describe, expect, it } from "vitest";
import { rulesOfSeller } from "#lib/checkout/shop-rules.ts";
import { shopFile } from "#lib/config/shop.ts";
import { tax } from "#lib/config/shop/taxes.ts";
import { taxRule } from "../../fixtures/shop-rules.ts";
import { testRules } from "../../fixtures/test-rules.ts";

const rule = (country: string, name: string, sellers?: readonly string[]) =>
  taxRule({ country, name, ratePerMillion: 190_000, mode: "included", ...(sellers === undefined ? {} : { sellers }) });
const TAXES = [
  rule("DE", "for all"),
  rule("FR", "for all"),
  rule("*", "elsewhere"),
  rule("DE", "of a small business", ["kumo", "ombra"]),
];
const namesFor = (seller: string) =>
  rulesOfSeller({ ...testRules, taxes: TAXES }, seller).taxes.map(({ country, rates }) => [country, rates[0]?.name]);

describe("a seller's own taxes", () => {
  it("are theirs alone, and take the place of those for everybody in the same country", () => {
    const own = [
      ["FR", "for all"],
      ["*", "elsewhere"],
      ["DE", "of a small business"],
    ];
    expect(namesFor("kumo")).toEqual(own);
    expect(namesFor("ombra")).toEqual(own);
    expect(namesFor("fernweh")).toEqual([
      ["DE", "for all"],
      ["FR", "for all"],
      ["*", "elsewhere"],
    ]);
  });

  it("are refused where what they do not name would be sold without tax", () => {
    const of = (...taxes: readonly object[]) =>
      shopFile.safeParse({
        shipping: [],
        discounts: [],
        taxes: taxes.map((one) => ({ country: "DE", name: "USt", rate: "7%", mode: "included", ...one })),
      });
    const books = { classes: ["books"], sellers: ["reed"] };
    const refused = of({}, books, { classes: ["standard"], sellers: ["kumo"] });
    expect(refused.error?.issues.map(({ path }) => path)).toEqual([["taxes", 1, "classes"]]);
    expect(refused.error?.issues[0]?.message).toContain("the seller reed has taxes of their own in DE");
    expect(of({}, books, { classes: ["standard"], sellers: ["kumo", "reed"] }).success).toBe(true);
    expect(of({}, books, { sellers: ["reed"] }).success).toBe(true);
  });

  it("name their sellers in the shop file, at least one", () => {
    const of = (sellers: unknown) =>
      tax.safeParse({ country: "DE", name: "USt", rate: "0%", mode: "included", sellers });
    expect(of(["kumo"]).data).toMatchObject({ sellers: ["kumo"] });
    expect(of(undefined).data).not.toHaveProperty("sellers");
    expect(of([]).error?.issues[0]?.path).toEqual(["sellers"]);
  });
});
