import { createContext, useContext } from "react";
import { DEFAULT_LOCALE } from "#lib/wire/accept-language.ts";
import { textTables } from "#lib/wire/text-tables.ts";
import type { Notice } from "../purchase/purchase-phase.ts";
import { en, type WidgetTexts } from "./en.ts";

/** The texts of the widget. Another language is a file beside `en.ts` and its name here. */
export const widgetTexts = textTables<WidgetTexts>({ en });

/** The texts of everything inside, in the buyer's language. */
export const Texts = createContext(widgetTexts(DEFAULT_LOCALE));
export const useTexts = () => useContext(Texts);

/** The direction of a language's script: of the texts, and not of the host's locale, which may have no table. */
export const directionOf = (locale: string) => (/^(?:ar|fa|he|ur)(?:-|$)/.test(locale) ? "rtl" : "ltr");

export const noticeText = (notice: Notice, { notices }: WidgetTexts): string =>
  notice.kind === "server_text" ? notice.text : notices[notice.kind];
