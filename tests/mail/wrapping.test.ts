import { describe, expect, it } from "vitest";
import type { MailDocument } from "#lib/mail/document.ts";
import { htmlOf } from "#lib/mail/html.ts";
import { textOf } from "#lib/mail/text.ts";
import { formatMoney, money } from "#lib/money.ts";
import { LANGUAGES } from "#lib/wire/languages.ts";

const documentWith = (text: string): MailDocument => ({
  locale: "en",
  name: "Shop",
  subject: "",
  preview: "",
  footer: "",
  blocks: [{ kind: "paragraph", text }],
});
const textWith = (text: string) => textOf(documentWith(text));

describe("the text part of an e-mail", () => {
  it("keeps an amount and its currency on one line, in every language and wherever the line ends", () => {
    for (const language of LANGUAGES) {
      const amount = formatMoney(money(123_456, "EUR"), language);
      const parts = amount.split(/[\s\u00A0\u202F]+/u).filter((part) => /\d|\p{Nd}|€|EUR/u.test(part));
      for (let before = 50; before < 80; before += 1) {
        const text = textWith(`${"a ".repeat(before / 2)}${amount} b`);
        const line = text.split("\n").find((one) => parts.some((part) => one.includes(part))) ?? "";
        expect(
          parts.filter((part) => !line.includes(part)),
          `${language}, ${before}: ${JSON.stringify(text)}`,
        ).toEqual([]);
      }
    }
  });
});

describe("the HTML of an e-mail", () => {
  it("keeps the spaces that hold an amount and its currency on one line, in every language", () => {
    for (const language of LANGUAGES) {
      const amount = formatMoney(money(123_456_789, "EUR"), language);
      const html = htmlOf({ ...documentWith(`Paid ${amount}.`), locale: language });
      expect(html, language).toContain(amount);
    }
  });
});
