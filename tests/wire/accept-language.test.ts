import { describe, expect, it } from "vitest";
import { countryOfLocale, localeOfHeader } from "#lib/wire/accept-language.ts";

describe("the language that a browser asks for", () => {
  it.each([
    ["de-DE,de;q=0.9,en;q=0.8", "de-DE"],
    ["fr", "fr"],
    ["xx-invalid-!!,en-GB", "en-GB"],
    ["*", "en-US"],
    ["", "en-US"],
    ["\u0000,ja-JP", "ja-JP"],
    ["ar-u-nu-latn", "ar"],
    ["x".repeat(100_000), "en-US"],
    [null, "en-US"],
  ])("of %j is a language that amounts can be written in", (header, locale) => {
    expect(localeOfHeader(header)).toBe(locale);
  });

  it("returns the country only when it names one", () => {
    expect(countryOfLocale("en-GB")).toBe("GB");
    expect(countryOfLocale("zh-Hant-TW")).toBe("TW");
    expect(countryOfLocale("de")).toBeNull();
  });
});
