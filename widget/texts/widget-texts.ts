import { createContext, useContext } from "react";
import { DEFAULT_LOCALE } from "#lib/wire/accept-language.ts";
import { languageOf } from "#lib/wire/languages.ts";
import { en, type WidgetTexts } from "#lib/wire/widget/texts/en.ts";
import type { Notice } from "../purchase/purchase-phase.ts";

/** What a widget says to one reader. Dates, lists and plurals inside its sentences are written for `locale`. */
export type Words = WidgetTexts & {
  readonly locale: string;
  /** A sentence of the server, whose answers are in English, in the reader's language as far as it came with them. */
  readonly said: (english: string) => string;
};

/** A server's sentence quotes names as JSON does, which a model cannot mistake; people read quotation marks of print. */
export const readable = (english: string): string =>
  english.replace(/"((?:[^"\\]|\\.)*)"/g, (_all, name: string) => `“${name.replace(/\\(.)/g, "$1")}”`);

/** English throughout, also where the reader's language has no texts, so that no sentence mixes two languages. */
export const inEnglish = (locale = DEFAULT_LOCALE): Words => ({
  ...en,
  locale: languageOf(locale) === "en" ? locale : DEFAULT_LOCALE,
  said: readable,
});

/** The texts of everything inside, in the buyer's language. */
export const Texts = createContext(inEnglish());
export const useTexts = () => useContext(Texts);

export const noticeText = (notice: Notice, { notices, said }: Words): string =>
  notice.kind === "server_text" ? said(notice.text) : notices[notice.kind];
