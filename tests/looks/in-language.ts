import { isLanguage, type Language } from "#lib/wire/languages.ts";
import { cardTexts } from "#lib/wire/texts/card/card-texts.ts";
import { CHECKOUT_TEXTS } from "#lib/wire/texts/checkout.ts";
import { WIDGET_TEXTS } from "#lib/wire/widget/texts/of-language.ts";
import { WIDGET_WORDS_META } from "#lib/wire/widget/words.ts";
import type { Stage } from "./staged-widget.ts";

/** The same state in a host of that language, with the words that the shop sends beside its answers. */
export function inLanguage(stage: Stage, language: Language): Stage {
  const words = { language, texts: WIDGET_TEXTS[language], said: saidIn(language) };
  return { ...stage, locale: language, meta: { own: stage.meta, [WIDGET_WORDS_META]: words } };
}

export const languageNamed = (name: string): Language => {
  if (!isLanguage(name)) throw new Error(`${name} is no language of the widgets`);
  return name;
};

function saidIn(language: Language): Readonly<Record<string, string>> {
  const card = cardTexts(language);
  if (card === null) return {};
  const pairs = (english: object, said: object) => {
    const other = new Map<string, unknown>(Object.entries(said));
    return Object.entries(english).map(([key, text]) => [String(text), String(other.get(key) ?? text)]);
  };
  return Object.fromEntries([
    ...pairs(CHECKOUT_TEXTS.totals, card.totals),
    ...pairs(CHECKOUT_TEXTS.missing, card.missing),
    ["Buy now", WIDGET_TEXTS[language].buyNow],
    ["Continue to checkout", WIDGET_TEXTS[language].continueToCheckout],
  ]);
}
