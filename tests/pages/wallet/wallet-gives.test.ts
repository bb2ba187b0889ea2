import { expect, it } from "vitest";
import { ASKED_FIELDS, type WalletAsks } from "#app/checkout/[link]/wallet/wallet-asks.ts";
import { walletTexts } from "#app/checkout/texts/wallet/wallet-texts.ts";
import { LANGUAGES } from "#lib/wire/languages.ts";
import { unbrokenHtml, walletHtml } from "./wallet-html.tsx";

const place = (asks: WalletAsks, locale: string) => unbrokenHtml(walletHtml({ asks, texts: walletTexts(locale) }));

it.each(LANGUAGES)("the wallets say what they are asked for and no more, in %s", (locale) => {
  const { gives } = walletTexts(locale);
  for (const asks of ["email", "person", "address"] as const)
    for (const [other, sentence] of Object.entries(gives))
      expect(place(asks, locale).includes(`>${sentence}<`), `${asks} ${other}`).toBe(asks === other);
  expect(Object.values(gives).filter((sentence) => place("nothing", locale).includes(`>${sentence}<`))).toEqual([]);
});

it("the wallets name each thing that their form has a field for", () => {
  const { gives } = walletTexts("en");
  const words = { email: "your e-mail address", name: "your name", line_one: "your address" } as const;
  for (const asks of ["email", "person", "address"] as const)
    for (const [field, word] of Object.entries(words))
      expect(gives[asks].includes(word), `${asks} ${field}`).toBe(ASKED_FIELDS[asks].some((one) => one === field));
});
