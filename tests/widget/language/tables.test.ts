import { describe, expect, it } from "vitest";
import { LANGUAGES } from "#lib/wire/languages.ts";
import { WIDGET_TEXTS } from "#lib/wire/widget/texts/of-language.ts";
import { receivedTexts } from "#widget/texts/received.ts";
import { sourcesIn } from "../../tidy/tree.ts";

type Leaf = { readonly key: string; readonly text: string };

/** Every text of a table by its key; the forms of a plural are one text. */
function textsIn(table: object, path = ""): readonly Leaf[] {
  return Object.entries(table).flatMap(([name, value]: [string, unknown]): readonly Leaf[] => {
    const key = path === "" ? name : `${path}.${name}`;
    if (typeof value === "string") return [{ key, text: value }];
    if (typeof value !== "object" || value === null) throw new Error(`${key} is no text`);
    return "other" in value ? [{ key, text: Object.values(value).join("\n") }] : textsIn(value, key);
  });
}

function pluralsIn(table: object): readonly object[] {
  return Object.values(table).flatMap((value: unknown) =>
    typeof value !== "object" || value === null ? [] : "other" in value ? [value] : pluralsIn(value),
  );
}

const namesIn = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort();
const english = textsIn(WIDGET_TEXTS.en);
const others = LANGUAGES.filter((language) => language !== "en");
/** Forms of Arabic that say the number in a word. */
const IN_A_WORD = new Set(["found", "variants"].map((name) => `products.${name}`));

describe.each(others)("the widgets' texts in %s", (language) => {
  const texts = textsIn(WIDGET_TEXTS[language]);

  it("have the keys of the English ones, and none is empty", () => {
    expect(texts.map(({ key }) => key)).toEqual(english.map(({ key }) => key));
    expect(texts.filter(({ text }) => text.trim() === "")).toEqual([]);
  });

  it("say every value that the English ones say, and no other", () => {
    const wrong = texts.filter(({ key, text }, index) => {
      const [said, meant] = [namesIn(text), namesIn(english[index]?.text ?? "")];
      return said.join() !== meant.join() && !(IN_A_WORD.has(key) && said.join() === "{count}");
    });
    expect(wrong).toEqual([]);
  });

  it("are translated", () => {
    const same = texts.filter(
      ({ text }, index) => text === english[index]?.text && /\p{L}{2}/u.test(text.replace(/\{\w+\}/g, "")),
    );
    // Words that a language shares with English, such as "Total" and "Status".
    expect(same.length).toBeLessThan(15);
    expect(same.filter(({ text }) => text.split(" ").length > 2)).toEqual([]);
  });

  it("have the plural forms of the language", () => {
    const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    for (const forms of pluralsIn(WIDGET_TEXTS[language])) {
      const names = Object.keys(forms);
      expect(names.filter((name) => !categories.some((category) => category === name))).toEqual([]);
      if (names.length > 1) expect(names).toEqual(expect.arrayContaining(categories.filter((one) => one !== "many")));
    }
  });

  it("come through the host as they are", () => {
    expect(receivedTexts(JSON.parse(JSON.stringify(WIDGET_TEXTS[language])))).toEqual(WIDGET_TEXTS[language]);
  });
});

it("texts that a host has mixed up are English where they are not texts", () => {
  const { en, de } = WIDGET_TEXTS;
  expect(receivedTexts(null)).toEqual(en);
  const odd = { ...de, order: 7, notices: "no", products: { ...de.products, found: { one: "x" } }, more: "unknown" };
  expect(receivedTexts(odd)).toEqual({
    ...de,
    order: en.order,
    notices: en.notices,
    products: { ...de.products, found: en.products.found },
  });
});

it("every text is shown by a widget", () => {
  const code = sourcesIn("widget")
    .map(({ text }) => text)
    .join("\n");
  // Some are found by what they are about: a status, a notice, a country.
  const byName =
    /^(?:region|postalCode|disputes|progress|steps|refundOf|links|notices)\.|^products\.(?:availability|awaited)\./;
  const unused = english
    .map(({ key }) => key)
    .filter((key) => !byName.test(key))
    .filter((key) => !new RegExp(`\\b${key.split(".").at(-1)}\\b`).test(code));
  expect(unused).toEqual([]);
});
