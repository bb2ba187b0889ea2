import { describe, expect, it } from "vitest";
import { COUNTRY_CODES } from "#lib/wire/address/country-codes.ts";
import { addressFormat } from "#lib/wire/address/formats.ts";

describe("the parts that a form asks for", () => {
  it("are all that an address of the country must have", () => {
    const lacking = [...COUNTRY_CODES].filter((country) => {
      const { parts, required } = addressFormat(country);
      return [...required].some((part) => !parts.includes(part));
    });
    expect(lacking).toEqual([]);
  });

  it("are there once each", () => {
    for (const country of COUNTRY_CODES) {
      const { parts } = addressFormat(country);
      expect(new Set(parts).size, country).toBe(parts.length);
    }
  });

  it("have the city of Japan before its prefecture, and none where the country is the city", () => {
    expect(addressFormat("JP").parts).toEqual(["line_one", "city", "state", "postal_code"]);
    expect(addressFormat("SG").parts).toEqual(["line_one", "postal_code"]);
  });
});
