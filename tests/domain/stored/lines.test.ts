import { expect, it } from "vitest";
import {
  addressFromStored,
  discountFromStored,
  lineFromStored,
  lineToStored,
  taxFromStored,
  taxToStored,
} from "#lib/store/drizzle/stored/lines.ts";
import { money } from "#lib/money.ts";
import { aProduct, aSession, anAddress } from "../../fixtures/builders.ts";

const [line] = aSession({
  lines: [
    {
      product: aProduct({
        taxCategory: "books",
        weightGrams: 350,
        deliveryPrices: [
          { country: "US", region: "CA", postalCode: "94*", service: null, price: money(450, "USD") },
          { country: null, region: null, postalCode: null, service: "Express", price: money(1450, "USD") },
        ],
        availability: "pre_order",
        availableFrom: new Date("2027-03-01T00:00:00Z"),
      }),
      quantity: 2,
    },
  ],
}).lineItems;

it("a line comes back from JSON as it was", () => {
  expect(line).toMatchObject({ taxCategory: "books", weightGrams: 350 });
  expect(line === undefined ? null : lineFromStored(JSON.parse(JSON.stringify(lineToStored(line))))).toEqual(line);
});

it("a line and an address of an earlier release lack what it did not know", () => {
  const full = lineToStored(line ?? expect.unreachable());
  const {
    taxCategory: _t,
    weightGrams: _w,
    deliveryPrices: _d,
    availability: _n,
    availableFrom: _a,
    taxes: _s,
    ...older
  } = full;
  const missing = {
    taxCategory: null,
    weightGrams: null,
    deliveryPrices: [],
    availability: "in_stock",
    availableFrom: null,
    taxes: [],
  };
  expect(lineFromStored(older)).toEqual({ ...line, ...missing });
  const { company: _c, ...address } = anAddress();
  expect(addressFromStored(address)).toEqual(anAddress());
  expect(addressFromStored(null)).toBeNull();
});

const LINES = [
  { name: "VAT", ratePerMillion: 200_000, mode: "included", of: "goods", amount: money(417, "USD") },
  { name: "VAT", ratePerMillion: 200_000, mode: "included", of: "delivery", amount: money(83, "USD") },
] as const;

it("taxes come back as they were, and an instance of the earlier release finds the one that it shows", () => {
  const stored = taxToStored(LINES);
  expect(stored.includedTax).toEqual({ name: "VAT", amount: money(417, "USD") });
  expect(taxFromStored(JSON.parse(JSON.stringify(stored)))).toEqual(LINES);
});

it("the tax of an earlier release is a line without a rate", () => {
  expect(taxFromStored({ includedTax: { name: "VAT", amount: money(417, "USD") } })).toEqual([
    { ...LINES[0], ratePerMillion: null },
  ]);
  expect(taxFromStored({ includedTax: null })).toEqual([]);
});

it("a discount of an earlier release was of the whole order, by code", () => {
  const older = { code: "TEN", title: "Ten percent", amount: money(100, "USD") };
  expect(discountFromStored(older)).toEqual({ ...older, isAutomatic: false, method: "across", allocations: [] });
});
