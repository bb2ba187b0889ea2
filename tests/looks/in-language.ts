import type { Language } from "#lib/wire/languages.ts";
import { CHECKOUT_TEXTS } from "#lib/wire/texts/checkout.ts";
import { WIDGET_TEXTS } from "#lib/wire/widget/texts/of-language.ts";
import { WIDGET_WORDS_META } from "#lib/wire/widget/words.ts";
import { sheetSayings } from "#mcp/checkout-answer.ts";
import { problemSayings } from "#mcp/checkout-problems.ts";
import { pseudo } from "../fixtures/languages/pseudo-language.ts";
import { answersIn } from "../widget/a-checkout.ts";
import { NOT_ENOUGH } from "./checkout-lines.ts";
import type { Stage } from "./staged-widget.ts";

/** The same state in a host of that language, with the words that the shop sends beside its answers. */
export const inLanguage = (stage: Stage, language: Language): Stage =>
  inWords(stage, language, WIDGET_TEXTS[language], saidIn(language));

/** The same with texts that are 40 % longer than English, in the place of German. */
export function inPseudoLanguage(stage: Stage): Stage {
  const said = [
    ...Object.values({ ...CHECKOUT_TEXTS.totals, ...CHECKOUT_TEXTS.missing, ...CHECKOUT_TEXTS.declines }),
    "Buy now",
    "Continue to checkout",
  ];
  const longer = said.map((text) => [String(text), longerText(String(text))]);
  return inWords(stage, "de", longerTexts(WIDGET_TEXTS.en), Object.fromEntries(longer));
}

/** The values that a text has places for stay as they are. */
const longerText = (text: string): string =>
  text
    .split(/(\{\w+\})/)
    .map((part) => (/^\{\w+\}$/.test(part) || !/\p{L}/u.test(part) ? part : pseudo(part)))
    .join("");

function longerTexts(texts: object): object {
  const longer = Object.entries(texts).map(([key, text]: [string, unknown]) => [
    key,
    typeof text === "string" ? longerText(text) : typeof text === "object" && text !== null ? longerTexts(text) : text,
  ]);
  return Object.fromEntries(longer);
}

function inWords(stage: Stage, language: Language, own: object, said: Readonly<Record<string, string>>): Stage {
  const words = { language, texts: own, said };
  const { act, meta, ...rest } = stage;
  const kept = typeof meta === "object" ? meta : {};
  const texts = sameTexts(WIDGET_TEXTS.en, own);
  return {
    ...rest,
    locale: language,
    meta: { ...kept, [WIDGET_WORDS_META]: words },
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

function saidIn(language: Language): Readonly<Record<string, string>> {
  if (language === "en") return {};
  return {
    ...Object.fromEntries([
      ...answersIn(language),
      ...sheetSayings(language),
      ...problemSayings([NOT_ENOUGH], { language }),
    ]),
    "Buy now": WIDGET_TEXTS[language].buyNow,
    "Continue to checkout": WIDGET_TEXTS[language].continueToCheckout,
  };
}
