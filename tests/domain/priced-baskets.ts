import type { Product } from "#lib/catalog/product.ts";
import type { Address } from "#lib/checkout/session.ts";
import type { ShopRules } from "#lib/checkout/shop-rules.ts";
import { productId } from "#lib/ids.ts";
import { parsePrice, type Money } from "#lib/money.ts";
import { aProduct, anAddress } from "../builders.ts";

export const now = new Date("2026-03-01T12:00:00Z");

export function price(text: string): Money {
  const read = parsePrice(text);
  if (read.kind !== "price") throw new Error(read.why);
  return read.price;
}

export const rules: ShopRules = {
  shipping: [
    {
      id: "standard",
      title: "Standard",
      subtitle: "3–5 days",
      carrier: "Post",
      countries: ["US"],
      prices: [price("5.00 USD")],
      freeFrom: [price("50.00 USD")],
      earliestDays: 3,
      latestDays: 5,
    },
    {
      id: "express",
      title: "Express",
      subtitle: "Tomorrow",
      carrier: "Courier",
      countries: ["US"],
      prices: [price("15.00 USD")],
      freeFrom: [],
      earliestDays: 1,
      latestDays: 1,
    },
    {
      id: "standard",
      title: "Standard",
      subtitle: "2–4 days",
      carrier: "DHL",
      countries: ["DE"],
      prices: [price("5.90 EUR")],
      freeFrom: [],
      earliestDays: 2,
      latestDays: 4,
    },
    {
      id: "standard",
      title: "Yu-Pack",
      subtitle: "1–3 days",
      carrier: "Japan Post",
      countries: ["JP"],
      prices: [price("850 JPY")],
      freeFrom: [],
      earliestDays: 1,
      latestDays: 3,
    },
    {
      id: "standard",
      title: "Courier",
      subtitle: "1–2 days",
      carrier: "Aramex",
      countries: ["KW"],
      prices: [price("1.800 KWD")],
      freeFrom: [],
      earliestDays: 1,
      latestDays: 2,
    },
  ],
  taxes: [
    { country: "US", region: "NY", name: "Sales tax", ratePerMillion: 88_750, mode: "added", appliesToShipping: true },
    { country: "US", region: "CA", name: "Sales tax", ratePerMillion: 72_500, mode: "added", appliesToShipping: false },
    { country: "DE", region: null, name: "VAT", ratePerMillion: 190_000, mode: "included", appliesToShipping: true },
    {
      country: "JP",
      region: null,
      name: "Consumption tax",
      ratePerMillion: 100_000,
      mode: "included",
      appliesToShipping: true,
    },
  ],
  discounts: [
    {
      code: "TEN",
      title: "10 %",
      effect: { kind: "percent", perMillion: 100_000 },
      minimums: [],
      expiresAt: null,
      usageLimit: null,
    },
    {
      code: "EVERYTHING",
      title: "100 %",
      effect: { kind: "percent", perMillion: 1_000_000 },
      minimums: [],
      expiresAt: null,
      usageLimit: null,
    },
    {
      code: "FIVE",
      title: "5 off from 40",
      effect: { kind: "amount", amounts: [price("5.00 USD"), price("600 JPY")] },
      minimums: [price("40.00 USD")],
      expiresAt: null,
      usageLimit: null,
    },
    {
      code: "ONCE",
      title: "Once",
      effect: { kind: "amount", amounts: [price("3.00 USD")] },
      minimums: [],
      expiresAt: null,
      usageLimit: 1,
    },
    {
      code: "LASTYEAR",
      title: "Over",
      effect: { kind: "percent", perMillion: 300_000 },
      minimums: [],
      expiresAt: now,
      usageLimit: null,
    },
    {
      code: "YENONLY",
      title: "Yen",
      effect: { kind: "amount", amounts: [price("600 JPY")] },
      minimums: [],
      expiresAt: null,
      usageLimit: null,
    },
  ],
};

export const product = (id: string, at: Money, sale: Money | null, isDigital: boolean): Product =>
  aProduct({ id: productId(id), price: at, salePrice: sale, isDigital });
export const address = (country: string, region: string): Address => anAddress({ country, region });
