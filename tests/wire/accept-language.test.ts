import { describe, expect, it } from "vitest";
import { countryOfLocale, localeOfReader, localesOfHeader } from "#lib/wire/accept-language.ts";

describe("the language that a browser asks for", () => {
  it.each([
    ["de-DE,de;q=0.9,en;q=0.8", "de-DE"],
    ["fr", "fr"],
    ["xx-invalid-!!,en-GB", "en-GB"],
    ["*", undefined],
    ["", undefined],
    ["\u0000,ja-JP", "ja-JP"],
    ["ar-u-nu-latn", "ar"],
    ["x".repeat(100_000), undefined],
    [null, undefined],
  ])("of %j is one that amounts can be written in: %s", (header, locale) => {
    expect(localesOfHeader(header)[0]).toBe(locale);
  });

  it.each([
    ["en;q=0.5, de-AT ;q=0.9, fr;q=0.9", ["de-AT", "fr", "en"]],
    ["de;q=0, en", ["en"]],
    ["de;q=0.000,ja;Q=1.000", ["ja"]],
    ["de;q=2, en;q=0.1, fr;q=much", ["en"]],
    ["nl ; q = 0.3 , it", ["it", "nl"]],
  ])("of %j is wanted by its quality", (header, locales) => {
    expect(localesOfHeader(header)).toEqual(locales);
  });

  it("returns the country only when it names one", () => {
    expect(countryOfLocale("en-GB")).toBe("GB");
    expect(countryOfLocale("zh-Hant-TW")).toBe("TW");
    expect(countryOfLocale("ar-EG-u-nu-latn")).toBe("EG");
    expect(countryOfLocale("de")).toBeNull();
  });
});

describe("the locale of a buyer's page", () => {
  it.each([
    ["de-AT,de;q=0.9,en;q=0.8", "de-AT"],
    ["zh-CN,zh;q=0.9,de;q=0.5,en;q=0.4", "de"],
    ["zh-CN,zh;q=0.9,en;q=0.8", "zh-CN"],
    ["en-GB,fr;q=0.9", "en-GB"],
    ["pl", "pl"],
    [null, "en-US"],
  ])("is for %j the most wanted one with texts, else the reader's own", (header, locale) => {
    expect(localeOfReader(header, null)).toBe(locale);
  });

  it("is the language that was chosen, with the country that the browser gives it", () => {
    expect(localeOfReader("en-US,en;q=0.9,de-CH;q=0.8", "de")).toBe("de-CH");
    expect(localeOfReader("en-US", "ja")).toBe("ja");
    expect(localeOfReader("de-DE", "en")).toBe("en");
  });

  it("writes Arabic with one kind of digits in every country", () => {
    const locale = localeOfReader("ar-EG", null);
    expect(new Intl.NumberFormat(locale).format(1234)).toMatch(/^[\d.,]+$/);
    expect(localeOfReader(null, "ar")).toMatch(/^ar-/);
  });
});
