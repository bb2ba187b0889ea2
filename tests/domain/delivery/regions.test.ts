import { describe, expect, it } from "vitest";
import regions from "#lib/checkout/regions/regions.json" with { type: "json" };
import { findRegion, regionChoices, regionOfPostalCode, regionsOf } from "#lib/checkout/regions/regions.ts";
import { usualNames } from "#lib/checkout/regions/usual-names.ts";

describe("a region", () => {
  it.each([
    ["ES", ["GC", "gc", "Las Palmas", "LAS PALMAS", "ES-GC", "Provincia de Las Palmas"], "GC"],
    ["ES", ["VI", "Álava", "Alava", "Araba"], "VI"],
    ["ES", ["SE", "Sevilla", "Seville"], "SE"],
    ["ES", ["M", "Madrid", "Madrid Province"], "M"],
    ["IT", ["MI", "Milano", "Milan", "IT-MI"], "MI"],
    ["JP", ["13", "Tokyo", "Tōkyō", "Tokyo-to", "東京都", "東京", "JP-13"], "13"],
    ["JP", ["27", "Osaka", "Osaka-fu", "大阪府", "大阪"], "27"],
    ["JP", ["01", "Hokkaido", "北海道"], "01"],
    ["IN", ["KA", "Karnataka", "karnataka"], "KA"],
    ["IN", ["TS", "TG", "Telangana"], "TS"],
    ["IN", ["CG", "CT", "Chhattisgarh"], "CG"],
    ["BR", ["SP", "São Paulo", "Sao Paulo", "Estado de São Paulo"], "SP"],
    ["AU", ["NSW", "nsw", "New South Wales"], "NSW"],
    ["MX", ["CMX", "Ciudad de México", "Ciudad de Mexico"], "CMX"],
    ["MX", ["NLE", "Nuevo León", "nuevo leon"], "NLE"],
    ["CA", ["QC", "Québec", "Quebec"], "QC"],
    ["US", ["NY", "New York", "State of New York", "us-ny"], "NY"],
    ["US", ["DC", "District of Columbia"], "DC"],
    ["US", ["AE", "Armed Forces (AE)"], "AE"],
    ["US", ["PR", "Puerto Rico"], "PR"],
    ["AE", ["DU", "Dubai", "دبي", "Emirate of Dubai"], "DU"],
    ["AE", ["AZ", "Abu Dhabi", "أبو ظبي"], "AZ"],
    ["CN", ["SH", "31", "Shanghai", "上海", "上海市", "Shanghai Shi"], "SH"],
    ["CN", ["GD", "Guangdong", "广东省", "广东", "Guangdong Province"], "GD"],
    ["KR", ["11", "Seoul", "서울", "서울특별시", "Seoul-si"], "11"],
    ["TH", ["10", "Bangkok"], "10"],
    ["IE", ["D", "Dublin", "Co. Dublin", "County Dublin"], "D"],
    ["CA", ["B.C.", "BC - British Columbia", "British Columbia (BC)"], "BC"],
    ["CA", ["Ont.", "ont", "ON, Ontario"], "ON"],
    ["CA", ["Newfoundland", "NF", "Newfoundland and Labrador"], "NL"],
    ["US", ["D.C.", "Washington, D.C.", "Washington DC"], "DC"],
    ["US", ["Calif.", "Cal", "CA - California"], "CA"],
    ["US", ["Armed Forces Europe", "Armed Forces Middle East"], "AE"],
    ["AU", ["N.S.W.", "New South Wales (NSW)"], "NSW"],
    ["BR", ["São Paulo - SP", "SP/São Paulo"], "SP"],
    ["MX", ["CDMX", "D.F.", "Distrito Federal", "Mexico City", "Cd. de México"], "CMX"],
    ["MX", ["Edo. Mex.", "EdoMex", "México"], "MEX"],
    ["IN", ["Pondicherry"], "PY"],
    ["IN", ["New Delhi", "NCT of Delhi"], "DL"],
    ["UA", ["Kiev", "Kyiv", "м. Київ", "Київ"], "30"],
    ["UA", ["Kiev oblast", "Київська область", "Київська обл."], "32"],
    ["RU", ["г. Москва", "Москва", "Moscow"], "MOW"],
    ["RU", ["Московская обл.", "Московская область"], "MOS"],
    ["ES", ["Tenerife", "La Palma"], "TF"],
  ])("of %s is the same by its code, its local and its English name: %j", (country, texts, code) => {
    expect(texts.map((text) => [text, findRegion(country, text)?.code])).toEqual(texts.map((text) => [text, code]));
  });

  it("is found by its label, whatever else another region is called", () => {
    const wrong = Object.entries(regions).flatMap(([country, all]) =>
      all.flatMap(([code, names]) => {
        const found = findRegion(country, String(names?.[0]))?.code;
        return found === code ? [] : [[country, code, names?.[0], found]];
      }),
    );
    expect(wrong).toEqual([]);
  });

  it("is written as the country's labels have it", () => {
    const written = (country: string, text: string) => findRegion(country, text)?.written;
    expect(written("US", "new york")).toBe("NY");
    expect(written("IT", "Milano")).toBe("MI");
    expect(written("JP", "13")).toBe("Tokyo");
    expect(written("JP", "東京都")).toBe("東京都");
    expect(written("JP", "tokyo")).toBe("Tokyo");
    expect(written("ES", "gc")).toBe("Las Palmas");
    expect(written("CN", "31")).toBe("Shanghai");
    expect(written("HK", "kowloon")).toBe("Kowloon");
    expect(written("HK", "九龍")).toBe("九龍");
    expect(written("MX", "Mexico City")).toBe("Ciudad de México");
  });

  it("that the country does not have is none, and so is one of two with the same name", () => {
    expect(findRegion("US", "Ontario")).toBeNull();
    expect(findRegion("CA", "")).toBeNull();
    expect(findRegion("DE", "Bayern")).toBeNull();
    expect(findRegion("US", "NY - California")).toBeNull();
    expect(findRegion("US", "constructor")).toBeNull();
    expect(findRegion("constructor", "NY")).toBeNull();
  });

  it("has usual names of its own alone", () => {
    for (const country of Object.keys(regions)) {
      const names = usualNames(country);
      expect(
        names.filter(([name, code]) => findRegion(country, name)?.code !== code),
        country,
      ).toEqual([]);
    }
  });

  it("is known by the postal code where the code says it", () => {
    expect(regionOfPostalCode("ES", "35001")?.code).toBe("GC");
    expect(regionOfPostalCode("IT", "20121")?.code).toBe("MI");
    expect(regionOfPostalCode("JP", "100-0001")?.code).toBe("13");
    expect(regionOfPostalCode("US", "10001")).toBeNull();
  });

  it.each([
    ["JP", "13", "東京都 (Tokyo)"],
    ["CN", "SH", "上海市 (Shanghai)"],
    ["IN", "KA", "कर्नाटक (Karnataka)"],
    ["KR", "11", "서울 (Seoul)"],
    ["ES", "SE", "Sevilla (Seville)"],
    ["IT", "FI", "Firenze (Florence)"],
    ["CA", "BC", "British Columbia (Colombie-Britannique)"],
    ["CA", "QC", "Quebec"],
    ["US", "NY", "New York"],
    ["AR", "B", "Buenos Aires"],
    ["TH", "10", "กรุงเทพมหานคร (Bangkok)"],
  ])(
    "of %s is chosen by its local name, with another one that says more beside it: %s is %s",
    (country, code, title) => {
      expect(regionChoices(country, "de-DE").find((one) => one.code === code)?.title).toBe(title);
    },
  );

  it.each([
    ["JP", "13", "ja-JP", "東京都"],
    ["AE", "AZ", "ar-u-nu-latn", "أبو ظبي"],
    ["ES", "SE", "es", "Sevilla"],
    ["IT", "FI", "it-CH", "Firenze"],
    ["CA", "BC", "en", "British Columbia"],
    ["JP", "13", "ar", "東京都 (Tokyo)"],
    ["ES", "SE", "ja", "Sevilla (Seville)"],
  ])(
    "of %s have their local name alone for who reads the country's language: %s in %s is %s",
    (country, code, locale, title) => {
      expect(regionChoices(country, locale).find((one) => one.code === code)?.title).toBe(title);
    },
  );

  it("that is chosen is read as itself, in every country with a list", () => {
    const countries = Object.keys(regions);
    expect(countries.length).toBeGreaterThan(40);
    for (const country of countries) {
      const choices = regionChoices(country, "en");
      expect(choices.map(({ code }) => code)).toEqual(regionsOf(country).map(({ code }) => code));
      expect(choices.map(({ code }) => findRegion(country, code)?.code)).toEqual(choices.map(({ code }) => code));
      expect(choices.filter(({ title }) => title.trim() === "")).toEqual([]);
    }
    for (const country of ["DE", "", "?"]) expect(regionChoices(country, "en")).toEqual([]);
  });
});
