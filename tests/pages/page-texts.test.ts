import { describe, expect, it } from "vitest";
import { money } from "#lib/money.ts";
import { LANGUAGES, languageOf } from "#lib/wire/languages.ts";
import { leavesOf, PAGE_TEXTS, said, type PageTable } from "./page-texts.ts";
import { rule, sourcesIn } from "../tidy/tree.ts";

const TABLES = Object.keys(PAGE_TEXTS) as readonly PageTable[];
const OTHERS = LANGUAGES.filter((language) => language !== "en");
const tablesIn = (languages: readonly string[]) =>
  languages.flatMap((language) => TABLES.map((table) => ({ table, language })));

/** Values that no sentence says by itself. An object has one for each of its properties. */
const FACTS = new Proxy(
  {},
  {
    get: (_, name) => {
      if (name === "left" || name === "max") return 73;
      if (name === "groups") return [{ sellerName: "<sellerName>" }];
      return name === "offeredIds" ? [] : `<${String(name)}>`;
    },
  },
);
const LIMIT = money(7300, "EUR");
const SAMPLES: Readonly<Record<string, readonly (readonly unknown[])[]>> = {
  "checkout.codeNotUsed": ["unknown", "expired", "customer_limit"].map((reason) => ["<code>", reason]),
  "checkout.vatNumber": ["form", "valid", "invalid", "unknown"].map((check) => ["<number>", check]),
  "checkout.deliveryDays": [
    ["<day>", "<day>"],
    ["<day>", "<last>"],
  ],
  "checkout.problems.not_enough_stock": [[FACTS], [{ title: "<title>", left: 0 }]],
  "checkout.problems.delivery_option_not_offered": [[FACTS], [{ offeredIds: ["one"] }]],
  "components.awaited.pre_order": [[null], ["<day>"]],
  "components.awaited.backorder": [[null], ["<day>"]],
  "components.shippedOn": [
    ["<day>", null],
    ["<day>", "<carrier>"],
  ],
  "components.deliveredOn": [
    ["<day>", null],
    ["<day>", "<carrier>"],
  ],
  "orders.questions": [[(policy: string, text: string) => (text === "" ? "" : `<${policy}>`)]],
  "plans.price": [
    ["<price>", "month"],
    ["<price>", "year"],
  ],
  "plans.renewal": [["month"], ["year"]],
  "plans.paid": [
    ["<price>", "month"],
    ["<price>", "year"],
  ],
  "plans.state.ended": [
    ["<plan>", null],
    ["<plan>", "<until>"],
  ],
  "form.region": [["<label>", "FR", "<examples>"]],
  "payment.missingAtPayment": [
    "delivery_address",
    "delivery_option",
    "tax_address",
    "exact_address",
    "tax",
    "seller",
    "buyer_email",
  ].map((one) => [one]),
  "payment.changed": [[["lines", "total"]]],
  "payment.amountNotTaken": [
    [{ kind: "too_low", limit: LIMIT }, "en"],
    [{ kind: "too_high", limit: LIMIT }, "en"],
    [{ kind: "refused" }, "en"],
    [{ kind: "not_exact" }, "en"],
  ],
  "payment.soldOut": [
    ["<title>", 73],
    ["<title>", 0],
  ],
};

const samplesOf = (table: PageTable, path: string, sentence: unknown): readonly (readonly unknown[])[] =>
  typeof sentence !== "function"
    ? [[]]
    : (SAMPLES[`${table}.${path}`] ??
      (path.startsWith("problems.")
        ? [[FACTS]]
        : [Array.from({ length: sentence.length }, (_, index) => `<${index}>`)]));

/** The sample values and places for a number that a sentence says. */
const valuesIn = (text: string): readonly string[] =>
  [...new Set(text.match(/<\w+>|&lt;\w+&gt;|\{\w+\}|73(?:\.00)?/g) ?? [])].sort();

describe("the texts of buyers' pages", () => {
  it.each(tablesIn(OTHERS))(
    "of $table say in $language what they say in English, with the same values",
    ({ table, language }) => {
      const english = new Map(leavesOf(table, "en").map(({ path, value }) => [path, value]));
      const leaves = leavesOf(table, language);
      for (const { path, value } of leaves) {
        const source = english.get(path) ?? english.get(path.replace(/\.\w+$/, ".other"));
        expect(source, path).toBeDefined();
        for (const sample of samplesOf(table, path, source)) {
          const [told, expected] = [said(value, sample), said(source, sample)];
          expect(told, path).not.toMatch(/undefined|\[object|NaN|^\s*$/);
          // A plural may say its number in a word.
          const isPlural = /\.(?:zero|one|two)$/.test(path);
          if (!isPlural) expect(valuesIn(told), path).toEqual(valuesIn(expected));
        }
      }
      const missing = [...english.keys()].filter(
        (path) => !leaves.some((leaf) => leaf.path === path) && !path.endsWith(".one"),
      );
      expect(missing).toEqual([]);
    },
  );

  it.each(TABLES)("of %s have in a Japanese sentence parentheses as wide as its letters", (table) => {
    const wrong = leavesOf(table, "ja").filter(({ value }) => /[ぁ-ヶ一-龠]\(|\)[ぁ-ヶ一-龠。]/u.test(String(value)));
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  it.each(tablesIn(OTHERS))("of $table are none of them left in English in $language", ({ table, language }) => {
    const english = new Map(leavesOf(table, "en").map(({ path, value }) => [path, value]));
    const same = leavesOf(table, language).flatMap(({ path, value }) => {
      const source = english.get(path);
      return samplesOf(table, path, source)
        .map((sample) => said(value, sample))
        .filter(
          (text, index) =>
            /\p{L}+ \p{L}+ \p{L}+/u.test(text.replace(/<\w+>/g, "")) &&
            text === said(source, samplesOf(table, path, source)[index] ?? []),
        );
    });
    expect(same).toEqual([]);
  });

  it.each(tablesIn(LANGUAGES))(
    "of $table have in $language every plural that a number of things can need",
    ({ table, language }) => {
      const rules = new Intl.PluralRules(language);
      const needed = new Set(Array.from({ length: 200 }, (_, index) => rules.select(index + 1)));
      const plurals = leavesOf(table, language).filter(
        ({ path }) => path.endsWith(".other") && path !== "declines.other",
      );
      for (const { path } of plurals) {
        const forms = leavesOf(table, language)
          .filter((one) => one.path.startsWith(path.slice(0, -"other".length)))
          .map((one) => one.path.split(".").at(-1));
        expect(forms, path).toEqual(expect.arrayContaining([...needed]));
      }
    },
  );

  it.each(TABLES)("of %s have full-width colons and brackets beside Japanese", (table) => {
    const halfWidth =
      /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー>][:()]|[:()] ?[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー<]/u;
    const english = new Map(leavesOf(table, "en").map(({ path, value }) => [path, value]));
    const narrow = leavesOf(table, "ja").flatMap(({ path, value }) =>
      samplesOf(table, path, english.get(path))
        .map((sample) => said(value, sample))
        .filter((text) => halfWidth.test(text.replaceAll(/<\/?[a-z][^<>]*>|&lt;|&gt;/g, "・"))),
    );
    expect(narrow).toEqual([]);
  });

  it("are used: each name stands somewhere in the product outside of the tables", () => {
    const code = sourcesIn("app", "lib", "server")
      .filter(({ path }) => !/\/texts\/|\/words\/|\/refusals\//.test(path))
      .map((file) => file.text)
      .join("\n");
    const words = new Set(code.match(/\b\w+\b/g));
    // Names that come as a value: of a status, a plural, a part of an address, a field of a form.
    const isNamedByValue = (name: string) => /^\d+$|^(?:zero|one|two|few|many|other)$/.test(name);
    const keys = TABLES.flatMap((table) =>
      leavesOf(table, "en").map(({ path }) => ({ path: `${table}.${path}`, names: path.split(".") })),
    );
    const unused = keys
      .filter(
        ({ path, names }) =>
          !/^form\.names\.|^checkout\.details\.parts\./.test(path) &&
          names.some((name) => !isNamedByValue(name) && !words.has(name)),
      )
      .map(({ path }) => path);
    expect(
      unused,
      rule(
        unused,
        "nobody reads a text that no page shows, and nine languages keep it.",
        "delete it from en.ts; the compiler names the other files.",
      ),
    ).toEqual([]);
  });

  it("are all in the reader's language: no table falls back to English", () => {
    for (const language of LANGUAGES)
      for (const table of TABLES) expect(languageOf(PAGE_TEXTS[table](language).locale), table).toBe(language);
  });
});
