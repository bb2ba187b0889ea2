import type { InEveryLanguage } from "#lib/wire/languages.ts";
import { textTables } from "#lib/wire/text-tables.ts";
import { ar } from "./ar.ts";
import { de } from "./de.ts";
import { en, type RefusalTexts } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";
import { it } from "./it.ts";
import { ja } from "./ja.ts";
import { nl } from "./nl.ts";
import { pt } from "./pt.ts";

const all: InEveryLanguage<RefusalTexts> = {
  en,
  de,
  fr,
  es,
  pt,
  it,
  nl,
  ja,
  ar,
};

/** The refusals of the front door as pages, in the reader's language. Programs get English, from texts.ts. */
export const refusalTexts = textTables<RefusalTexts>(all);
