import { describe, expect, it } from "vitest";
import { readAddress, type AddressFields } from "#lib/wire/address/read-address.ts";
import { COUNTRIES } from "./countries.ts";

const fieldsOf = ([country, line, city, region, postalCode, phone]: (typeof COUNTRIES)[number]): AddressFields => ({
  name: "Ada",
  line_one: line,
  city,
  state: region,
  country,
  postal_code: postalCode,
  phone_number: phone,
});
const problemsOf = (fields: AddressFields) => {
  const read = readAddress(fields);
  return read.kind === "problems" ? read.problems.map(({ field, code }) => `${field} ${code}`) : [];
};

describe("an address of a country", () => {
  it("has sixty countries to be tried with", () => {
    expect(new Set(COUNTRIES.map(([country]) => country)).size).toBeGreaterThanOrEqual(60);
  });

  it.each(COUNTRIES)("of %s is taken as it is written there, and its phone as it is dialled there", (...row) => {
    const [country, , , , , , postalCode, phoneNumber] = row;
    expect(readAddress(fieldsOf(row))).toMatchObject({
      kind: "address",
      address: { country, postalCode, phoneNumber },
    });
  });

  it.each(COUNTRIES)("of %s is asked for a part that its post needs", (...row) => {
    const missing = row[8];
    expect(problemsOf({ ...fieldsOf(row), [missing]: "" })).toEqual([`${missing} missing`]);
  });

  it.each(COUNTRIES.filter((row) => row[9] !== ""))(
    "of %s is refused with a postal code that is none there",
    (...row) => {
      expect(problemsOf({ ...fieldsOf(row), postal_code: row[9] })).toEqual(["postal_code invalid"]);
    },
  );
});
