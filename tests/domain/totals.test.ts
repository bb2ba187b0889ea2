import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { sellerId } from "#lib/ids.ts";
import { includedInGoods } from "#lib/checkout/taxes/line.ts";
import { priceLine, calculateTotals, type BasketInputs } from "#lib/checkout/totals.ts";
import { address, now, price, product, rules } from "../fixtures/priced-baskets.ts";

type Case = {
  readonly case: string;
  readonly lines: readonly { price: string; sale?: string; quantity: number; digital?: boolean }[];
  readonly to?: { country: string; region: string };
  readonly codes?: readonly string[];
  readonly usedUp?: readonly string[];
  readonly wants?: string;
  readonly totals: Readonly<Record<string, number>>;
  readonly includedTax?: number;
  readonly missing?: readonly string[];
  readonly option?: string;
  readonly rejected?: readonly { code: string; reason: string }[];
};
const cases = JSON.parse(readFileSync(new URL("../fixtures/cases/totals.json", import.meta.url), "utf8")) as Case[];

function inputsOf(one: Case): BasketInputs {
  const lines = one.lines.map((line, index) =>
    priceLine(
      product(`p${index}`, price(line.price), line.sale === undefined ? null : price(line.sale), line.digital ?? false),
      line.quantity,
      index + 1,
      now,
    ),
  );
  return {
    lines,
    currency: lines[0]?.base.currency ?? "USD",
    sellerId: sellerId("fernweh"),
    address: one.to === undefined ? null : address(one.to.country, one.to.region),
    deliveryOptionId: one.wants ?? null,
    discountCodes: one.codes ?? [],
    spentCodes: new Map((one.usedUp ?? []).map((code) => [code, "used_up"])),
    rules,
    now,
  };
}

describe("worked examples of a basket", () => {
  it.each(cases.map((one) => [one.case, one] as const))("%s", (_, one) => {
    const figures = calculateTotals(inputsOf(one));
    expect(
      Object.fromEntries(Object.entries(figures.totals).map(([name, amount]) => [name, amount.amountMinor])),
    ).toEqual({ ...one.totals, fee: 0 });
    if (one.missing !== undefined) expect(figures.missing).toEqual(one.missing);
    if (one.option !== undefined) expect(figures.deliveryOptionId).toBe(one.option);
    if (one.rejected !== undefined) expect(figures.rejectedDiscounts).toEqual(one.rejected);
    expect(includedInGoods(figures.taxLines)[0]?.amount.amountMinor).toBe(one.includedTax);
  });
});
