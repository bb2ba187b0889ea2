import { describe, expect, it } from "vitest";
import { sellerId } from "#lib/ids.ts";
import { addedToGoods, includedInGoods, insideDelivery } from "#lib/checkout/taxes/line.ts";
import type { TaxRule, TaxSettings } from "#lib/checkout/taxes/rule.ts";
import { NO_TAX_SETTINGS } from "#lib/checkout/taxes/rule.ts";
import { calculateTotals, priceLine } from "#lib/checkout/totals.ts";
import { anAddress } from "../../fixtures/builders.ts";
import { now, price, product, rules } from "../../fixtures/priced-baskets.ts";
import { taxRule } from "../../fixtures/shop-rules.ts";

type Goods = { readonly price: string; readonly class?: string; readonly digital?: boolean };
const basket = (
  goods: readonly Goods[],
  taxes: readonly TaxRule[],
  to: { readonly country: string; readonly region?: string; readonly postal?: string } | null,
  settings: Partial<TaxSettings> = {},
) =>
  calculateTotals({
    lines: goods.map((one, index) => ({
      ...priceLine(product(`p${index}`, price(one.price), null, one.digital ?? false), 1, index + 1, now),
      taxCategory: one.class ?? null,
    })),
    currency: price(goods[0]?.price ?? "1.00 USD").currency,
    sellerId: sellerId("fernweh"),
    address:
      to === null ? null : anAddress({ country: to.country, region: to.region ?? "", postalCode: to.postal ?? "" }),
    deliveryOptionId: null,
    discountCodes: [],
    spentCodes: new Map(),
    rules: { ...rules, taxes, taxSettings: { ...NO_TAX_SETTINGS, ...settings } },
    now,
  });
const shown = (lines: readonly { readonly name: string; readonly amount: { readonly amountMinor: number } }[]) =>
  lines.map((line) => `${line.name} ${line.amount.amountMinor}`);

const de = (name: string, ratePerMillion: number, more: Partial<TaxRule> = {}) =>
  taxRule({ country: "DE", mode: "included", name, ratePerMillion, ...more });

describe("tax of goods of several classes", () => {
  const taxes = [de("USt", 190_000), de("USt", 70_000, { classes: ["reduced"] })];

  it("each rate is a line of its own, with its amount", () => {
    const { taxLines, totals } = basket([{ price: "11.90 EUR" }, { price: "10.70 EUR", class: "reduced" }], taxes, {
      country: "DE",
      postal: "10115",
    });
    expect(includedInGoods(taxLines).map((line) => [line.ratePerMillion, line.amount.amountMinor])).toEqual([
      [190_000, 190],
      [70_000, 70],
    ]);
    expect(totals.tax.amountMinor).toBe(0);
  });

  it("delivery is taxed at the highest rate of its goods, and that tax is named", () => {
    const { taxLines } = basket([{ price: "11.90 EUR" }, { price: "10.70 EUR", class: "reduced" }], taxes, {
      country: "DE",
      postal: "10115",
    });
    // 5.90 with 19 % inside.
    expect(shown(insideDelivery(taxLines))).toEqual(["USt 94"]);
  });

  it("or pro rata, when the shop says so", () => {
    const { taxLines } = basket(
      [{ price: "10.00 EUR" }, { price: "10.00 EUR", class: "reduced" }],
      taxes,
      { country: "DE", postal: "10115" },
      { delivery: "pro_rata" },
    );
    // 2.95 with 19 % and 2.95 with 7 % inside.
    expect(shown(insideDelivery(taxLines))).toEqual(["USt 47", "USt 19"]);
  });

  it("delivery of goods that are exempt is free of tax", () => {
    const { taxLines } = basket([{ price: "10.00 EUR", class: "exempt" }], taxes, { country: "DE", postal: "10115" });
    expect(taxLines).toEqual([]);
  });

  it("what is downloaded does not raise the tax of the parcel", () => {
    const { taxLines } = basket(
      [
        { price: "10.00 EUR", digital: true },
        { price: "10.00 EUR", class: "reduced" },
      ],
      taxes,
      { country: "DE", postal: "10115" },
    );
    expect(shown(insideDelivery(taxLines))).toEqual(["USt 39"]);
  });

  it("two taxes of one place are two lines, each rounded by itself", () => {
    const quebec = taxRule({ country: "US", regions: ["QC"], mode: "added", name: "", ratePerMillion: 0 });
    const rates = [
      { name: "GST", ratePerMillion: 50_000 },
      { name: "QST", ratePerMillion: 99_750 },
    ];
    const { taxLines, totals } = basket([{ price: "10.10 USD" }], [{ ...quebec, rates }], {
      country: "US",
      region: "QC",
    });
    expect(shown(addedToGoods(taxLines))).toEqual(["GST 51", "QST 101"]);
    expect(totals.tax.amountMinor).toBe(152);
  });

  it("two taxes inside a price split what is inside it", () => {
    const both = {
      ...de("", 0),
      rates: [
        { name: "A", ratePerMillion: 100_000 },
        { name: "B", ratePerMillion: 90_000 },
      ],
    };
    const { taxLines } = basket([{ price: "11.90 EUR" }], [both], { country: "DE" });
    expect(shown(includedInGoods(taxLines))).toEqual(["A 100", "B 90"]);
  });
});

describe("goods that are not sent are taxed where their buyer is", () => {
  const taxes = [taxRule({ country: "US", regions: ["CA"], mode: "added", name: "Sales tax", ratePerMillion: 72_500 })];
  const download = [{ price: "10.00 USD", digital: true }];

  it("nobody pays before saying where", () => {
    expect(basket(download, taxes, null).missing).toEqual(["tax_address"]);
  });

  it("a country whose rules go by region needs the region", () => {
    expect(basket(download, taxes, { country: "US" }).missing).toEqual(["tax_address"]);
    expect(basket(download, taxes, { country: "DE" }).missing).toEqual([]);
  });

  it("a country whose rules go by postal code needs the postal code", () => {
    const zipRates = new Map([["94110", { name: "SF", ratePerMillion: 86_250 }]]);
    expect(basket(download, taxes, { country: "US", region: "CA" }, { zipRates }).missing).toEqual(["tax_address"]);
    const { missing, totals } = basket(download, taxes, { country: "US", region: "CA", postal: "94110" }, { zipRates });
    expect([missing, totals.tax.amountMinor]).toEqual([[], 86]);
  });

  it("with the place the tax is added, and nothing is delivered", () => {
    const { missing, totals, deliveryOptions } = basket(download, taxes, { country: "US", region: "CA" });
    expect([missing, totals.tax.amountMinor, totals.total.amountMinor, deliveryOptions]).toEqual([[], 73, 1073, []]);
  });

  it("a shop without taxes, and goods that are exempt everywhere, ask for nothing", () => {
    expect(basket(download, [], null).missing).toEqual([]);
    expect(basket([{ price: "10.00 USD", digital: true, class: "exempt" }], taxes, null).missing).toEqual([]);
  });
});
