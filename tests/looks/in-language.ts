import { isLanguage, type Language } from "#lib/wire/languages.ts";
import { cardTexts } from "#lib/wire/texts/card/card-texts.ts";
import { CHECKOUT_TEXTS } from "#lib/wire/texts/checkout.ts";
import { WIDGET_TEXTS } from "#lib/wire/widget/texts/of-language.ts";
import { WIDGET_WORDS_META } from "#lib/wire/widget/words.ts";
import type { Stage } from "./staged-widget.ts";

/** The same state in a host of that language, with the words that the shop sends beside its answers. */
export function inLanguage(stage: Stage, language: Language): Stage {
  const words = { language, texts: WIDGET_TEXTS[language], said: saidIn(language) };
  const { act, meta, ...rest } = stage;
  const own = typeof meta === "object" ? meta : {};
  const texts = sameTexts(WIDGET_TEXTS.en, WIDGET_TEXTS[language]);
  return {
    ...rest,
    locale: language,
    meta: { ...own, [WIDGET_WORDS_META]: words },
    ...(act === undefined ? {} : { act: (page) => act(page, (english) => texts.get(english) ?? english) }),
  };
}

/** Every English text of a table with the same one of another language. */
function sameTexts(english: object, other: object): ReadonlyMap<string, string> {
  const said = new Map<string, unknown>(Object.entries(other));
  return new Map(
    Object.entries(english).flatMap(([key, text]: [string, unknown]): (readonly [string, string])[] => {
      const same = said.get(key);
      if (typeof text === "string" && typeof same === "string") return [[text, same]];
      const isTables = typeof text === "object" && text !== null && typeof same === "object" && same !== null;
      return isTables ? [...sameTexts(text, same)] : [];
    }),
  );
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
