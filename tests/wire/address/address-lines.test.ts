import { describe, expect, it } from "vitest";
import type { Address } from "#lib/checkout/session.ts";
import regions from "#lib/checkout/regions/regions.json" with { type: "json" };
import { findRegion, shownRegion } from "#lib/checkout/regions/regions.ts";
import { addressLines } from "#lib/wire/address/address-lines.ts";
import { COUNTRY_CODES } from "#lib/wire/address/country-codes.ts";
import { LANGUAGES } from "#lib/wire/languages.ts";

const at = (country: string, rest: Partial<Address>): Address => ({
  name: "Ada Lovelace",
  company: null,
  lineOne: "1 Main St",
  lineTwo: null,
  city: "Town",
  region: "",
  country,
  postalCode: "",
  phoneNumber: "+12125550100",
  ...rest,
});

describe("an address on a page, in an e-mail or on a parcel", () => {
  it.each<[string, Partial<Address>, readonly string[]]>([
    [
      "US",
      { lineTwo: "Apt 4", city: "San Francisco", region: "CA", postalCode: "94105" },
      ["Ada Lovelace", "1 Main St", "Apt 4", "San Francisco, CA 94105"],
    ],
    ["US", { city: "Springfield", postalCode: "12345" }, ["Ada Lovelace", "1 Main St", "Springfield 12345"]],
    [
      "DE",
      { lineOne: "Kantstr. 1", city: "Berlin", region: "BE", postalCode: "10623", company: "Loom GmbH" },
      ["Ada Lovelace", "Loom GmbH", "Kantstr. 1", "10623 Berlin"],
    ],
    ["GB", { city: "London", postalCode: "SW1A 1AA" }, ["Ada Lovelace", "1 Main St", "London", "SW1A 1AA"]],
    [
      "FR",
      { company: "Loom", city: "Paris", postalCode: "75001" },
      ["Loom", "Ada Lovelace", "1 Main St", "75001 Paris"],
    ],
    [
      "JP",
      { name: "山田 花子", lineOne: "神南1-2-3", city: "渋谷区", region: "東京都", postalCode: "150-0041" },
      ["〒150-0041", "東京都", "渋谷区神南1-2-3", "山田 花子"],
    ],
    [
      "JP",
      { lineOne: "1-2-3 Jinnan", lineTwo: "Room 4", city: "Shibuya-ku", region: "Tokyo", postalCode: "150-0041" },
      ["Ada Lovelace", "1-2-3 Jinnan, Room 4, Shibuya-ku, Tokyo", "150-0041"],
    ],
    ["SG", { city: "Singapore", postalCode: "238801" }, ["Ada Lovelace", "1 Main St", "SINGAPORE 238801"]],
    [
      "BR",
      { city: "São Paulo", region: "SP", postalCode: "01310-100" },
      ["Ada Lovelace", "1 Main St", "São Paulo-SP", "01310-100"],
    ],
    ["XX", { city: "Town", region: "R", postalCode: "1" }, ["Ada Lovelace", "1 Main St", "Town, R 1"]],
  ])("in %s is written in the country's order", (country, rest, lines) => {
    expect(addressLines(at(country, rest), "en")).toEqual(lines);
  });

  it("says who, where and which town in every country", () => {
    for (const country of COUNTRY_CODES) {
      const text = addressLines(at(country, { postalCode: "12345" }), "en").join("\n");
      for (const part of ["Ada Lovelace", "1 Main St", "Town", "12345"]) expect(text, country).toContain(part);
    }
  });

  const READ_IN: Readonly<Record<string, RegExp>> = {
    ja: /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u,
    ar: /^\p{sc=Arabic}/u,
  };
  const rows = Object.entries(regions).flatMap(([country, all]) =>
    all.map(
      (row) => [country, String(row[0]), (row[1] as readonly string[]).filter((name) => !/\d/.test(name))] as const,
    ),
  );

  it.each(LANGUAGES)("has its region in the reader's script where the data has it: %s", (locale) => {
    const wrong = rows.flatMap(([country, code, names]) => {
      const local = names.find((name) => !/\p{sc=Latin}/u.test(name));
      if (local === undefined) return [];
      const expected = READ_IN[locale]?.test(local) === true ? local : names[0];
      // A name that two regions have says the one whose label it is.
      return names
        .filter((name) => name === names[0] || name === local || findRegion(country, name)?.code === code)
        .map((name) => [country, code, name, shownRegion(country, name, locale, false)])
        .filter(([, , given, shown]) => shown !== expected && !(shown === given && sameScript(shown, expected)));
    });
    expect(wrong).toEqual([]);
  });

  it.each(LANGUAGES)("has no region in Latin letters between lines of another script: %s", (locale) => {
    const wrong = rows.flatMap(([country, code, names]) => {
      const local = names.find((name) => !/\p{sc=Latin}/u.test(name));
      if (local === undefined) return [];
      const address = at(country, { name: "花子", lineOne: "神南1-2-3", city: "渋谷区", region: names[0] ?? "" });
      return addressLines(address, locale).some((line) => /\p{sc=Latin}/u.test(line)) ? [[country, code]] : [];
    });
    expect(wrong).toEqual([]);
  });

  it("has the region of a country that writes codes, or one script, as it was given", () => {
    for (const [country, region] of [
      ["US", "CA"],
      ["ES", "Sevilla"],
      ["XX", "R"],
    ] as const)
      for (const locale of LANGUAGES) expect(shownRegion(country, region, locale, true)).toBe(region);
  });
});

const sameScript = (one = "", two = ""): boolean => /\p{sc=Latin}/u.test(one) === /\p{sc=Latin}/u.test(two);
