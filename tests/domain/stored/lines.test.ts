import { expect, it } from "vitest";
import { addressFromStored, lineFromStored, lineToStored } from "#lib/store/drizzle/stored/lines.ts";
import { aProduct, aSession, anAddress } from "../../fixtures/builders.ts";

const [line] = aSession({
  lines: [
    {
      product: aProduct({
        taxCategory: "books",
        weightGrams: 350,
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
  const { taxCategory: _t, weightGrams: _w, availability: _n, availableFrom: _a, ...older } = full;
  const missing = { taxCategory: null, weightGrams: null, availability: "in_stock", availableFrom: null };
  expect(lineFromStored(older)).toEqual({ ...line, ...missing });
  const { company: _c, ...address } = anAddress();
  expect(addressFromStored(address)).toEqual(anAddress());
  expect(addressFromStored(null)).toBeNull();
});
