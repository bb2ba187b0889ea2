import { expect, test } from "vitest";
import { sellerId } from "#lib/ids.ts";
import { newSeller } from "#lib/purchase/sellers/records.ts";
import type { GoodsRule } from "#lib/sellers/goods.ts";
import { prohibitedAs } from "#lib/sellers/prohibited.ts";
import { sellerOf, type SellerFields } from "#lib/sellers/record.ts";
import { goodsRoute, notForSale } from "#lib/sellers/sale.ts";

const sellerWith = (given: SellerFields) =>
  sellerOf(newSeller(sellerId("kumo"), { state: "active", why: "", origin: "command", given }, new Date(0)), []);
const rule = (changes: Partial<GoodsRule>): GoodsRule => ({
  category: null,
  countries: [],
  route: "none",
  why: "because",
  ...changes,
});

test("a rule is for its category and everything below it, level by level and whatever the case", () => {
  const seller = sellerWith({ goods: [rule({ category: "Food > Tea" })] });
  const why = (category: string | null) => notForSale([], seller, { category, country: null });
  expect(why("food > tea > Green")).toBe("goods_not_allowed");
  expect(why("Food > Tea")).toBe("goods_not_allowed");
  for (const other of ["Food", "Food > Teapots", "Home > Food > Tea", null]) expect(why(other)).toBeNull();
});

test("a rule for places counts once it is known where the goods go", () => {
  const seller = sellerWith({ goods: [rule({ category: "Food", countries: ["US", "CA"] })] });
  const why = (country: string | null) => notForSale([], seller, { category: "Food > Tea", country });
  expect([why("US"), why("DE"), why(null)]).toEqual(["goods_not_allowed", null, null]);
});

test("the first rule that applies decides, the shop's before the seller's", () => {
  const shop = [rule({ category: "Food > Tea", route: "external" })];
  const seller = sellerWith({ goods: [rule({ category: "Food" })] });
  expect(goodsRoute(shop, seller, { category: "Food > Tea", country: null })).toEqual({
    route: "external",
    reason: "allowed",
  });
  expect(notForSale(shop, seller, { category: "Food > Coffee", country: null })).toBe("goods_not_allowed");
});

test("what the platform prohibits is not for sale, unless a rule of the shop's says that it is something else", () => {
  const seller = sellerWith({});
  const knife = { category: "Sporting Goods > Camping > Pocketknives", country: null };
  expect(notForSale([], seller, knife)).toBeNull();
  const goods = { category: "Home & Garden > Smoking Accessories > Ashtrays", country: null };
  expect(prohibitedAs(goods.category)).toBe("tobacco");
  expect(notForSale([], seller, goods)).toBe("goods_prohibited");
  expect(
    notForSale([rule({ category: "Home & Garden > Smoking Accessories > Ashtrays", route: "any" })], seller, goods),
  ).toBeNull();
  // A word in a level is not the level.
  expect(prohibitedAs("Food, Beverages & Tobacco > Beverages")).toBeNull();
});
