import { languageOf, type Language } from "#lib/wire/languages.ts";
import { WIDGET_TEXTS } from "#lib/wire/widget/texts/of-language.ts";
import {
  WIDGET_LANGUAGE_FIELD,
  WIDGET_TEXTS_FIELD,
  WIDGET_WORDS_META,
  type WidgetWords,
} from "#lib/wire/widget/words.ts";
import type { Tool, ToolAnswer } from "./tool.ts";
import { WIDGET_URI } from "./tool-meta.ts";

const ENGLISH = "en";

/** The words of a widget that an answer brings. `texts`: what the widget says itself; null: it has them, or nobody shows it. */
export type WordsRequest = { readonly language: Language; readonly texts: "all" | "checkout" | null };

/**
 * Which words a call asks for. A widget names its language and whether it has the texts; a call without that is the
 * model's, and its answer may be what a widget is shown with, so that it brings the texts at once.
 */
export function wordsRequest({ meta }: Pick<Tool, "meta">, args: unknown, locale: string): WordsRequest {
  const given = new Map<string, unknown>(typeof args === "object" && args !== null ? Object.entries(args) : []);
  const named = given.get(WIDGET_LANGUAGE_FIELD);
  if (typeof named === "string")
    return { language: languageOf(named) ?? ENGLISH, texts: given.get(WIDGET_TEXTS_FIELD) === true ? "all" : null };
  const widget = meta["openai/outputTemplate"];
  return {
    language: languageOf(locale) ?? ENGLISH,
    texts: widget === undefined ? null : widget === WIDGET_URI ? "checkout" : "all",
  };
}

/** An answer with those words in what the widget alone is given. In English there are none: the widget has them. */
export function withWords(answer: ToolAnswer, { language, texts }: WordsRequest): ToolAnswer {
  if (language === ENGLISH) return answer;
  const said = Object.fromEntries(answer.said ?? []);
  const words: WidgetWords = {
    language,
    ...(texts === null || answer.kind !== "answer" ? {} : { texts: textsOf(language, texts) }),
    ...(answer.said === undefined ? {} : { said }),
  };
  if (words.texts === undefined && words.said === undefined) return answer;
  return { ...answer, widgetOnly: { ...answer.widgetOnly, [WIDGET_WORDS_META]: words } };
}

function textsOf(language: Language, part: "all" | "checkout") {
  const { products, ...checkout } = WIDGET_TEXTS[language];
  return part === "all" ? { ...checkout, products } : checkout;
}
