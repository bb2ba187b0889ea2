import { describe, expect, it } from "vitest";
import { shopFile } from "#lib/config/shop.ts";
import { ALL_GOODS } from "#lib/checkout/discounts/rule.ts";

const read = (...discounts: readonly object[]) => shopFile.safeParse({ shipping: [], taxes: [], discounts });
const problems = (...discounts: readonly object[]) => read(...discounts).error?.issues.map((one) => one.message) ?? [];
const TEN = { code: "TEN", title: "Ten percent", percent: "10%" };

describe("the discounts of a shop file", () => {
  it("a file of an earlier release means what it meant", () => {
    expect(read(TEN).data?.discounts).toEqual([
      {
        code: "TEN",
        title: "Ten percent",
        isAutomatic: false,
        effect: { kind: "percent", perMillion: 100_000 },
        goods: ALL_GOODS,
        minimums: [],
        startsAt: null,
        expiresAt: null,
        usageLimit: null,
        customerLimit: null,
        isFirstOrder: false,
        isCombinable: false,
        notWith: [],
      },
    ]);
  });

  it("3 for 2 gives the third for nothing, unless a percentage is named", () => {
    const { percent: _percent, ...rest } = TEN;
    expect(read({ ...rest, quantity: { buy: 2, get: 1 } }).data?.discounts[0]?.effect).toEqual({
      kind: "quantity",
      buy: 2,
      get: 1,
      perMillion: 1_000_000,
    });
    expect(read({ ...rest, quantity: { buy: 1, get: 1, percent: "50%" } }).data?.discounts[0]?.effect).toMatchObject({
      perMillion: 500_000,
    });
  });

  it.each([
    ["a percentage and amounts", { amounts: ["5.00 USD"] }],
    ["a percentage and a quantity", { quantity: { buy: 2, get: 1 } }],
    ["an end before the beginning", { starts_at: "2026-05-02T00:00:00Z", expires_at: "2026-05-01T00:00:00Z" }],
    ["a name among not_with that is no discount", { not_with: ["ELEVEN"] }],
    ["a list of products with nothing in it", { products: [] }],
    ["a setting that does not exist", { once: true }],
  ])("%s is refused", (_, wrong) => {
    expect(problems({ ...TEN, ...wrong })).toHaveLength(1);
  });

  it("the same code twice is refused", () => {
    expect(problems(TEN, TEN)).toEqual(['"TEN" is listed twice']);
  });
});
