import { describe, expect, it } from "vitest";
import { counted, textTables } from "#lib/wire/text-tables.ts";

const greeting = textTables({ en: { hello: "Hello" }, de: { hello: "Hallo" } });

describe("the texts of a surface", () => {
  it.each([
    ["en-US", { hello: "Hello", locale: "en-US" }],
    ["en-GB", { hello: "Hello", locale: "en-GB" }],
    ["de-CH", { hello: "Hallo", locale: "de-CH" }],
    ["de-Latn-AT-u-co-phonebk", { hello: "Hallo", locale: "de-Latn-AT-u-co-phonebk" }],
  ])("for %s are in its language, and dates in them follow it", (locale, expected) => {
    expect(greeting(locale)).toEqual(expected);
  });

  it.each(["ja-JP", "zxx"])("for %s, which has no table, are in English with English dates", (locale) => {
    expect(greeting(locale)).toEqual({ hello: "Hello", locale: "en-US" });
  });
});

describe("a sentence about a number of things", () => {
  const items = { one: "1 item", other: "{count} items" };
  const books = { one: "{count} książka", few: "{count} książki", other: "{count} książek" };

  it.each([
    [1, "1 item"],
    [2, "2 items"],
    [0, "0 items"],
    [1200, "1,200 items"],
  ])("has the English plural of %i", (count, expected) => {
    expect(counted(items, count, "en-US")).toBe(expected);
  });

  it.each([
    [1, "1 książka"],
    [3, "3 książki"],
    [5, "5 książek"],
    [22, "22 książki"],
  ])("has as many plurals as its language, here for %i", (count, expected) => {
    expect(counted(books, count, "pl-PL")).toBe(expected);
  });
});
