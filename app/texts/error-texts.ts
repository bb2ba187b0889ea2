import type { InEveryLanguage } from "#lib/wire/languages.ts";
import { textTables } from "#lib/wire/text-tables.ts";
import { ar } from "./ar.ts";
import { de } from "./de.ts";
import { en, type ErrorTexts } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";
import { it } from "./it.ts";
import { ja } from "./ja.ts";
import { nl } from "./nl.ts";
import { pt } from "./pt.ts";

const all: InEveryLanguage<ErrorTexts> = { en, de, fr, es, pt, it, nl, ja, ar };

/** What a buyer reads where no page could be shown. Short, because the browser loads every language of it. */
export const errorTexts = textTables<ErrorTexts>(all);
