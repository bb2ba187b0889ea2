import { expect, it } from "vitest";
import { addressFromStored, lineFromStored, lineToStored } from "#lib/store/drizzle/stored/lines.ts";
import { aProduct, aSession, anAddress } from "../../fixtures/builders.ts";

const [line] = aSession({
  lines: [
    {
      product: aProduct({ taxCategory: "books", weightGrams: 350, availableFrom: new Date("2027-03-01T00:00:00Z") }),
      quantity: 2,
    },
  ],
}).lineItems;

it("a line comes back from JSON as it was", () => {
  expect(line).toMatchObject({ taxCategory: "books", weightGrams: 350 });
  expect(line === undefined ? null : lineFromStored(JSON.parse(JSON.stringify(lineToStored(line))))).toEqual(line);
});

it("a line and an address of an earlier release lack what it did not know", () => {
  const { taxCategory: _t, weightGrams: _w, availableFrom: _a, ...older } = lineToStored(line ?? expect.unreachable());
  expect(lineFromStored(older)).toEqual({ ...line, taxCategory: null, weightGrams: null, availableFrom: null });
  const { company: _c, ...address } = anAddress();
  expect(addressFromStored(address)).toEqual(anAddress());
  expect(addressFromStored(null)).toBeNull();
});
