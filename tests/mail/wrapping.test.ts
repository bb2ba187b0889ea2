import { describe, expect, it } from "vitest";
import { textOf } from "#lib/mail/text.ts";
import { formatMoney, money } from "#lib/money.ts";
import { LANGUAGES } from "#lib/wire/languages.ts";

const textWith = (text: string) =>
  textOf({
    locale: "en",
    name: "Shop",
    subject: "",
    preview: "",
    footer: "",
    blocks: [{ kind: "paragraph", text }],
  });

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
