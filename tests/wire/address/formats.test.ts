import { describe, expect, it } from "vitest";
import { COUNTRY_CODES } from "#lib/wire/address/country-codes.ts";
import { addressFormat, inReadersOrder } from "#lib/wire/address/formats.ts";

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

  it("go from the largest to the smallest in Japanese, of Japan and until a country is chosen, and nowhere else", () => {
    const asked = (country: string, locale: string) =>
      inReadersOrder(addressFormat(country).parts, country, locale).join(" ");
    for (const country of ["JP", ""]) {
      for (const locale of ["ja", "ja-JP"]) expect(asked(country, locale)).toBe("postal_code state city line_one");
      for (const locale of ["en-US", "ar", "de"])
        expect(asked(country, locale)).toBe("line_one city state postal_code");
    }
    expect(asked("DE", "ja")).toBe("line_one postal_code city");
  });

  it("have the city of Japan before its prefecture, and none where the country is the city", () => {
    expect(addressFormat("JP").parts).toEqual(["line_one", "city", "state", "postal_code"]);
    expect(addressFormat("SG").parts).toEqual(["line_one", "postal_code"]);
  });
});
