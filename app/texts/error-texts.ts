import { textTables } from "#lib/wire/text-tables.ts";
import { de } from "./de.ts";
import { en, type ErrorTexts } from "./en.ts";

/** What a buyer reads where no page could be shown. Short, because the browser loads every language of it. */
export const errorTexts = textTables<ErrorTexts>({ en, de });
