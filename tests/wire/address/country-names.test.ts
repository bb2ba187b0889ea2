import { describe, expect, it } from "vitest";
import { readCountry } from "#lib/wire/address/country.ts";
import { readAddress } from "#lib/wire/address/read-address.ts";

describe("a country", () => {
  it.each([
    ["GB", ["gb", "UK", "U.K.", "England", "Great Britain", "United Kingdom", "GBR", "Royaume-Uni"]],
    ["US", ["USA", "U.S.A.", "United States", "America", "États-Unis"]],
    ["DE", ["Deutschland", "germany", "DEU", "Allemagne"]],
    ["NL", ["Holland", "The Netherlands", "Nederland"]],
    ["ES", ["España", "Espana", "Spain"]],
    ["JP", ["日本", "Japan"]],
    ["AE", ["UAE", "United Arab Emirates"]],
    ["GR", ["EL", "Greece", "Ελλάδα"]],
    ["CZ", ["Czech Republic", "Czechia", "Česko"]],
  ])("%s is read from its everyday names: %j", (code, texts) => {
    expect(texts.map((text) => [text, readCountry(text)])).toEqual(texts.map((text) => [text, code]));
  });

  it("no text is so long that reading it takes long", () => {
    expect(readCountry(`x${" ".repeat(200_000)}x`)).toBeNull();
  });

  it("that nobody knows is none", () => {
    for (const text of ["", "XX", "EU", "Atlantis", "ZZ"]) expect(readCountry(text), text).toBeNull();
  });

  it.each([
    ["US", ["The United States", "United States (US)", "US - United States", "USA (United States)", "EEUU"]],
    [
      "GB",
      ["United Kingdom (UK)", "England, UK", "Northern Ireland, UK", "UK / Scotland", "G.B.", "Ireland (Northern)"],
    ],
    ["HK", ["Hong Kong SAR", "Hong Kong, China", "Hong Kong (SAR)"]],
    ["PR", ["Puerto Rico, USA", "Puerto Rico (US)"]],
    ["IM", ["Isle of Man (UK)", "Isle of Man, United Kingdom"]],
    ["JE", ["Jersey, Channel Islands", "Jersey, C.I."]],
    ["KR", ["Korea, Republic of", "Korea (South)", "Republic of Korea", "Korea, South"]],
    ["KP", ["Korea, Democratic People's Republic of", "Korea (North)"]],
    ["CD", ["Congo, Democratic Republic of the", "Congo (DRC)", "DR Congo", "Congo (Kinshasa)"]],
    ["TW", ["Taiwan, Province of China", "Taiwan, China", "Republic of China"]],
    ["CN", ["P.R. China", "People's Republic of China", "China, People's Republic of"]],
    ["IE", ["Ireland, Republic of", "Ireland (Republic)", "Republic of Ireland"]],
    ["SK", ["Slovak Republic"]],
    ["GM", ["The Gambia", "Gambia, The", "Republic of The Gambia"]],
    ["VG", ["BVI", "Virgin Islands, British", "Virgin Islands (British)"]],
    ["VI", ["USVI", "Virgin Islands, U.S.", "Virgin Islands (US)"]],
    ["ES", ["Canary Islands", "Islas Canarias", "Kingdom of Spain"]],
    ["PT", ["Madeira", "Azores"]],
    ["CH", ["Schweiz/Suisse/Svizzera"]],
    ["HU", ["Magyarország"]],
    ["EE", ["Eesti"]],
    ["BG", ["България"]],
    ["TH", ["ประเทศไทย"]],
    ["SA", ["KSA", "Kingdom of Saudi Arabia"]],
  ])("%s is read however forms and people write it: %j", (code, texts) => {
    expect(texts.map((text) => [text, readCountry(text)])).toEqual(texts.map((text) => [text, code]));
  });

  it("is asked for again where two are named, or a word that only objects know", () => {
    for (const text of [
      "Germany or Austria",
      "Germany/Austria",
      "France, UK",
      "Congo (the other)",
      "constructor",
      "__proto__",
      "The",
      ",",
      "()",
      "Republic of",
    ])
      expect(readCountry(text), text).toBeNull();
    expect(readAddress({ name: "Ada", line_one: "1 Main St", city: "Town", country: "constructor" })).toMatchObject({
      problems: [{ field: "country", code: "invalid" }],
    });
  });
});
