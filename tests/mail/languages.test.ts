import { describe, expect, it } from "vitest";
import { messageOf } from "#lib/mail/message.ts";
import { accountTexts } from "#lib/mail/texts/account/account-texts.ts";
import { en as accountEn } from "#lib/mail/texts/account/en.ts";
import { en } from "#lib/mail/texts/en.ts";
import { mailTexts } from "#lib/mail/texts/mail-texts.ts";
import type { MailContent } from "#lib/orders/mail.ts";
import { directionOf, LANGUAGES } from "#lib/wire/languages.ts";
import { sourcesIn } from "../tidy/tree.ts";
import { aMail, anOrderOfTwo, CONTENTS, PUBLIC_URL, SENDER } from "./mail-cases.ts";

type Leaf = { readonly key: string; readonly text: string };
const SAMPLES = ["«one»", "«two»", "«three»"];

/** Every text of a table by its key; a function with samples in the place of its values, and what it says without a carrier. */
function textsIn(table: object, path = ""): readonly Leaf[] {
  return Object.entries(table).flatMap(([name, value]: [string, unknown]): readonly Leaf[] => {
    const key = path === "" ? name : `${path}.${name}`;
    if (name === "locale") return [];
    if (typeof value === "string") return [{ key, text: value }];
    if (typeof value === "function") {
      const said: unknown = value(...SAMPLES.slice(0, value.length));
      return [{ key, text: String(said) }];
    }
    if (typeof value !== "object" || value === null) throw new Error(`${key} is no text`);
    return "other" in value ? [{ key, text: Object.values(value).join("\n") }] : textsIn(value, key);
  });
}

const saidIn = (text: string) => SAMPLES.filter((sample) => text.includes(sample)).join();
const english = textsIn(en);
const BUYERS: readonly MailContent[] = Object.values(CONTENTS).filter(
  ({ kind }) =>
    !/^(new_order|dispute_opened|seller_requirements|receiver_turned_off|needs_person|daily_summary)$/.test(kind),
);
const write = (content: MailContent, locale: string) =>
  messageOf(aMail(content, { locale }), { publicUrl: PUBLIC_URL, sender: SENDER });

describe.each(LANGUAGES.filter((language) => language !== "en"))("messages to buyers in %s", (language) => {
  const texts = textsIn(mailTexts(language));

  it("have a text for each English one, with the same values, and none in English", () => {
    expect(texts.map(({ key }) => key)).toEqual(english.map(({ key }) => key));
    for (const [index, { key, text }] of texts.entries()) {
      expect(saidIn(text), key).toBe(saidIn(english[index]?.text ?? ""));
      const isShared = text === english[index]?.text && /\p{L}{2}/u.test(text.replace(/«\w+»/g, ""));
      expect(isShared && text.split(" ").length > 2, key).toBe(false);
    }
  });

  it("have the plural forms of the language", () => {
    const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const forms = Object.keys(mailTexts(language).moreItems);
    expect(forms.filter((form) => !categories.some((category) => category === form))).toEqual([]);
    if (forms.length > 1) expect(forms).toEqual(expect.arrayContaining(categories.filter((one) => one !== "many")));
  });

  it.each(BUYERS.map((content) => [content.kind, content] as const))(
    "say in %s what the English one says, in the direction of the language",
    (_, content) => {
      const { html, text, subject } = write(content, language);
      const direction = directionOf(language);
      expect(html).toMatch(new RegExp(`^<!doctype html><html lang="${language}[^"]*" dir="${direction}">`));
      expect(html).not.toContain(direction === "rtl" ? 'align="right"' : 'align="left"');
      const inEnglish = write(content, "en-US");
      expect(subject).not.toBe(inEnglish.subject);
      for (const line of inEnglish.text.split("\n").filter((one) => /\p{L}+ \p{L}+ \p{L}+/u.test(one)))
        if (!/Espresso cup|http|mug/.test(line)) expect(text).not.toContain(line);
      if (content.kind !== "debit_failed") expect(subject + text).toContain(anOrderOfTwo.number);
      expect(text).toContain("Fernweh");
      expect(text + html).not.toMatch(/undefined|[٠-٩]/);
    },
  );
});

it.each(LANGUAGES.filter((language) => language !== "en"))(
  "what a seller's account needs is said in %s",
  (language) => {
    const [table, inEnglish] = [textsIn(accountTexts(language)), textsIn(accountEn)];
    expect(table.map(({ key }) => key)).toEqual(inEnglish.map(({ key }) => key));
    for (const [index, { key, text }] of table.entries()) {
      expect(saidIn(text), key).toBe(saidIn(inEnglish[index]?.text ?? ""));
      expect(text, key).not.toBe(inEnglish[index]?.text);
    }
    const { html, text } = write(CONTENTS.seller_requirements, language);
    expect(html).toMatch(new RegExp(`^<!doctype html><html lang="${language}[^"]*" dir="${directionOf(language)}">`));
    expect(text).not.toMatch(/undefined|[٠-٩]|external_account|past_due/);
  },
);

it("a language that the shop does not speak is written to in English", () => {
  expect(write(CONTENTS.order_placed, "sv-SE")).toEqual(write(CONTENTS.order_placed, "en-US"));
});

it("sellers are written to in English, whoever bought", () => {
  expect(write(CONTENTS.new_order, "de")).toEqual(write(CONTENTS.new_order, "en-US"));
});

it("amounts and countries are written as in the buyer's country", () => {
  const written = (locale: string) => write(CONTENTS.order_placed, locale).text.replace(/[\u200e\u200f]|\u00a0/g, " ");
  expect(written("de-AT")).toContain("Gesamtsumme: $ 93,63");
  expect(written("de-AT")).toContain("Vereinigte Staaten");
  expect(written("ja-JP")).toContain("合計: $93.63");
  expect(written("ar-EG")).toMatch(/الإجمالي: +93\.63 +US\$/);
});

it("every text is in a message", () => {
  const code = sourcesIn("lib")
    .filter(({ path }) => /^lib\/mail\/[^/]+$/.test(path))
    .map(({ text }) => text)
    .join("\n");
  const unused = english.filter(({ key }) => !new RegExp(`\\b${key.split(".").at(-1)}\\b`).test(code));
  expect(unused).toEqual([]);
});
