import type { InEveryLanguage } from "#lib/wire/languages.ts";
import { textTables } from "#lib/wire/text-tables.ts";
import { ar } from "./ar.tsx";
import { de } from "./de.tsx";
import { en, type OrderTexts } from "./en.tsx";
import { es } from "./es.tsx";
import { fr } from "./fr.tsx";
import { it } from "./it.tsx";
import { ja } from "./ja.tsx";
import { nl } from "./nl.tsx";
import { pt } from "./pt.tsx";

const all: InEveryLanguage<OrderTexts> = { en, de, fr, es, pt, it, nl, ja, ar };

/** The texts of an order's own page. */
export const orderTexts = textTables<OrderTexts>(all);
