import { textTables } from "#lib/wire/text-tables.ts";
import { en, type ErrorTexts } from "./en.ts";

/** What a buyer reads where no page could be shown. Short, because the browser loads every language of it. */
export const errorTexts = textTables<ErrorTexts>({ en });
