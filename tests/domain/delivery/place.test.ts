import { describe, expect, it } from "vitest";
import { countriesOf, isInRegion, placeOf } from "#lib/checkout/place.ts";
import { anAddress } from "../../fixtures/builders.ts";

const place = (country: string, region = "", postalCode = "") => placeOf(anAddress({ country, region, postalCode }));

describe("the place of an address", () => {
  it.each([
    [place("PR", "", "00901"), place("US", "PR", "00901"), { country: "US", region: "PR", postalCode: "00901" }],
    [place("GU", "", "96910"), place("US", "GU", "96910"), { country: "US", region: "GU" }],
    [place("VI", "", "00801"), place("US", "VI", "00801"), { country: "US", region: "VI" }],
    [place("AS", "", "96799"), place("US", "AS", "96799"), { country: "US", region: "AS" }],
    [place("MP", "", "96950"), place("US", "MP", "96950"), { country: "US", region: "MP" }],
    [place("RE", "", "97400"), place("FR", "", "97400"), { country: "RE", region: "" }],
    [place("GP", "", "97110"), place("FR", "", "97110"), { country: "GP" }],
    [place("BL", "", "97133"), place("FR", "", "97133"), { country: "BL" }],
    [place("JE", "", "JE2 3AB"), place("GB", "", "JE2 3AB"), { country: "JE" }],
    [place("AX", "", "22100"), place("FI", "", "22100"), { country: "AX" }],
    [place("LI", "", "9490"), place("CH", "", "9490"), { country: "LI" }],
    [place("HK"), place("CN", "HK"), { country: "HK", region: "" }],
  ])("is one, whether a territory is written as a country or as part of another: %j", (asCountry, asPart, expected) => {
    expect(asCountry).toEqual(asPart);
    expect(asCountry).toMatchObject(expected);
  });

  it.each([
    [place("ES", "", "35001"), "GC"],
    [place("ES", "Madrid", "38001"), "TF"],
    [place("ES", "", "51001"), "CE"],
    [place("ES", "", "52001"), "ML"],
    [place("GB", "", "BT1 5GS"), "NIR"],
    [place("PT", "", "9000-001"), "30"],
    [place("PT", "", "9500-001"), "20"],
    [place("GB", "", "B1 1AA"), ""],
  ])("has its region by the postal code where that says it: %j", (found, region) => {
    expect(found.region).toBe(region);
  });

  it("keeps country, region and postal code that are no territory's", () => {
    expect(place("US", "NY", "10001")).toEqual({ country: "US", region: "NY", postalCode: "10001" });
    expect(place("FR", "", "75001").country).toBe("FR");
    expect(place("US", "ny").region).toBe("NY");
  });

  it("has every postal code of Spain in one of the 52 provinces", () => {
    const provinces = Array.from({ length: 52 }, (_, index) =>
      place("ES", "", `${String(index + 1).padStart(2, "0")}001`),
    );
    expect(new Set(provinces.map(({ region }) => region)).size).toBe(52);
    expect(provinces.map(({ region }) => region)).toContain("M");
    expect(place("ES", "", "28001").region).toBe("M");
    expect(place("ES", "", "08001").region).toBe("B");
  });
});

describe("a rule names a place", () => {
  it("by the territory's own country or by the one whose post delivers there at home prices", () => {
    expect(countriesOf(place("PR"))).toEqual(["PR", "US"]);
    expect(countriesOf(place("US", "PR"))).toEqual(["PR", "US"]);
    expect(countriesOf(place("JE"))).toEqual(["JE", "GB"]);
    expect(countriesOf(place("RE"))).toEqual(["RE"]);
    expect(countriesOf(place("DE"))).toEqual(["DE"]);
  });

  it("by a region of Spain or by the community that the region is in", () => {
    const lasPalmas = place("ES", "", "35001");
    expect(["GC", "CN"].map((code) => isInRegion(lasPalmas, code))).toEqual([true, true]);
    expect(["TF", "AN", ""].map((code) => isInRegion(lasPalmas, code))).toEqual([false, false, false]);
    expect(isInRegion(place("ES"), "")).toBe(false);
  });
});
