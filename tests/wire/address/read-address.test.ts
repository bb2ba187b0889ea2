import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readPhone } from "#lib/wire/address/libphonenumber-js.ts";
import { readAddress, type AddressFields } from "#lib/wire/address/read-address.ts";

const good: AddressFields = {
  name: "Ada Lovelace",
  line_one: "1 Main St",
  city: "New York",
  state: "NY",
  country: "US",
  postal_code: "10001",
};
const problemsOf = (changes: AddressFields) => {
  const read = readAddress({ ...good, ...changes });
  return read.kind === "problems" ? read.problems.map((problem) => `${problem.field} ${problem.code}`) : [];
};

describe("a delivery address", () => {
  it.each([
    ["country and state in lower case", { country: "us", state: "ny" }, { country: "US", region: "NY" }],
    ["a state by its name", { state: "new  york" }, { region: "NY" }],
    [
      "a province by its name with accents",
      { country: "CA", state: "Québec", postal_code: "h2x 1y4" },
      { country: "CA", region: "QC", postalCode: "H2X 1Y4" },
    ],
    [
      "a country without states",
      { country: "KW", state: null, postal_code: null },
      { country: "KW", region: "", postalCode: "" },
    ],
    ["a region without a list", { country: "JP", state: "Tokyo", postal_code: "100-0001" }, { region: "Tokyo" }],
    ["characters no database stores", { city: "New\u0000York\ud800" }, { city: "New York" }],
    ["an empty second line", { line_two: "  " }, { lineTwo: null }],
    ["a phone number with blanks and dashes", { phone_number: "(212) 555-0100" }, { phoneNumber: "+12125550100" }],
  ])("%s is brought into the one form", (_, changes, expected) => {
    expect(readAddress({ ...good, ...changes })).toMatchObject({ kind: "address", address: expected });
  });

  it.each([
    [{ name: " " }, ["name missing"]],
    [{ line_one: null }, ["line_one missing"]],
    [{ city: "x".repeat(61) }, ["city invalid"]],
    [{ country: "XX" }, ["country invalid"]],
    [{ country: "EU" }, ["country invalid"]],
    [{ state: "" }, ["state missing"]],
    [{ state: "Ontario" }, ["state invalid"]],
    [{ postal_code: "ABC" }, ["postal_code invalid"]],
    [{ postal_code: "" }, ["postal_code missing"]],
    [{ phone_number: "12" }, ["phone_number invalid"]],
    [{ name: "", city: "" }, ["name missing", "city missing"]],
  ])("%j is refused and every wrong field named", (changes, expected) => {
    expect(problemsOf(changes)).toEqual(expected);
  });

  it("whatever is sent, the answer is an address in its limits or a list of problems", () => {
    const text = fc.option(
      fc.oneof(fc.string({ maxLength: 80 }), fc.constantFrom("US", "CA", "NY", "10001", "+44 20 7946 0000")),
    );
    fc.assert(
      fc.property(
        fc.record({
          name: text,
          line_one: text,
          line_two: text,
          city: text,
          state: text,
          country: text,
          postal_code: text,
          phone_number: text,
        }),
        (fields) => {
          const read = readAddress(fields);
          if (read.kind === "problems") {
            expect(read.problems.length).toBeGreaterThan(0);
            return;
          }
          expect(read.address.country).toMatch(/^[A-Z]{2}$/);
          expect([
            read.address.name.length <= 256,
            read.address.lineOne.length <= 60,
            read.address.city.length <= 60,
            read.address.postalCode.length <= 20,
          ]).not.toContain(false);
        },
      ),
    );
  });

  it("ten digits are a phone number in North America only", () => {
    expect(readPhone("212 555 0100", "US")).toEqual({ kind: "phone", number: "+12125550100" });
    expect(readPhone("212 555 0100", "DE")).toEqual({ kind: "not_a_number" });
    expect(readPhone("0044 20 7946 0000", "DE")).toEqual({ kind: "phone", number: "+442079460000" });
  });
});
