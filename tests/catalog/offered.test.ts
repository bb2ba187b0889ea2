import { describe, expect, it } from "vitest";
import { awaitedFrom, canBeOrdered, currentPrice, titleWithVariant } from "#lib/catalog/product.ts";
import { money } from "#lib/money.ts";
import { productView } from "#lib/wire/product-view.ts";
import { productLine } from "#mcp/product-text.ts";
import { aProduct, NOON } from "../fixtures/builders.ts";

const edge = { publicUrl: "https://shop.example.com", locale: "en-US" };
const at = (time: string) => new Date(time);
const line = (changes: Parameters<typeof aProduct>[0]) =>
  productLine(productView(aProduct(changes), edge, NOON), edge.locale);

describe("what a product costs", () => {
  const sale = { price: money(4000, "USD"), salePrice: money(1000, "USD") };

  it.each([
    ["has ended", { saleFrom: at("2025-11-01T00:00Z"), saleUntil: at("2025-11-30T23:59Z") }, 4000],
    ["has not begun", { saleFrom: at("2027-01-01T00:00Z"), saleUntil: null }, 4000],
    ["ends at this moment", { saleFrom: null, saleUntil: NOON }, 4000],
    ["begins at this moment", { saleFrom: NOON, saleUntil: null }, 1000],
    ["has no dates", { saleFrom: null, saleUntil: null }, 1000],
  ])("with a sale that %s", (_case, dates, minor) => {
    expect(currentPrice(aProduct({ ...sale, ...dates }), NOON)).toEqual(money(minor, "USD"));
  });

  it("a sale that is over is not mentioned", () => {
    const view = productView(aProduct({ ...sale, saleUntil: at("2025-11-30T23:59Z") }), edge, NOON);
    expect(view).toMatchObject({ price: { amount: 4000 }, regular_price: null });
  });
});

describe("whether a product can be bought", () => {
  it.each([
    ["in stock with none counted", { availability: "in_stock", stockOnHand: 0 }, "out of stock"],
    ["pre-ordered with none counted", { availability: "pre_order", stockOnHand: 0 }, "out of stock"],
    ["expired", { expiresAt: at("2026-05-04T11:59Z") }, "out of stock"],
    ["withdrawn", { availability: "out_of_stock", isEligibleCheckout: false }, "out of stock"],
    [
      "a pre-order that this checkout does not sell",
      { availability: "pre_order", isEligibleCheckout: false },
      "not sold",
    ],
  ] as const)("%s: never said to be available", (_case, changes, words) => {
    expect(canBeOrdered(aProduct(changes), NOON)).toBe(false);
    expect(productView(aProduct(changes), edge, NOON).can_be_bought).toBe(false);
    expect(line(changes)).toContain(words);
  });
});

describe("pre-orders and back-orders", () => {
  const availableFrom = at("2027-03-01T00:00Z");

  it("are named with the day on which they are sent", () => {
    expect(line({ availability: "pre_order", availableFrom })).toContain("Pre-order, ships from Mar 1, 2027;");
    expect(line({ availability: "backorder", availableFrom })).toContain("On back-order, ships from Mar 1, 2027;");
    expect(line({ availability: "pre_order" })).toContain("; Pre-order;");
  });

  it("name no day that has come, and none where the goods are in stock", () => {
    expect(awaitedFrom(aProduct({ availability: "pre_order", availableFrom: NOON }), NOON)).toBeNull();
    expect(awaitedFrom(aProduct({ availability: "in_stock", availableFrom }), NOON)).toBeNull();
  });
});

describe("the name of a variant", () => {
  it.each([
    ["Merino Shirt", { Size: "S" }, "Merino Shirt (S)"],
    ["Men's S Series", { Size: "S" }, "Men's S Series (S)"],
    ["Model S", { Size: "S" }, "Model S (S)"],
    ["Plain T-Shirt", { Kind: "Shirt" }, "Plain T-Shirt (Shirt)"],
    ["Trail tee", { Color: "Black", Size: "M" }, "Trail tee (Black, M)"],
    ["Black trail tee", { Color: "Black", Size: "M" }, "Black trail tee (Black, M)"],
    ["Trail tee - M", { Color: "Black", Size: "M" }, "Trail tee - M (Black, M)"],
    ["Trail tee (XM)", { Size: "M" }, "Trail tee (XM) (M)"],
    ["Rope", { Length: "10 m (*)" }, "Rope (10 m (*))"],
  ])("%s with %j has every option in it: %s", (title, variant, name) => {
    expect(titleWithVariant({ title, variant })).toBe(name);
  });

  it.each([
    ["Trail tee (Black, M)", { Color: "Black", Size: "M" }],
    ["Trail tee - Black / M", { Color: "Black", Size: "M" }],
    ["Trail tee – black, m", { Color: "Black", Size: "M" }],
    ["Rope, 10 m (*)", { Length: "10 m (*)" }],
    ["Mug", {}],
  ])("%s with %j is not said twice", (title, variant) => {
    expect(titleWithVariant({ title, variant })).toBe(title);
  });
});
