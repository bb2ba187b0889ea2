import type { InEveryLanguage } from "#lib/wire/languages.ts";
import { textTables } from "#lib/wire/text-tables.ts";
import { ar } from "./ar.ts";
import { de } from "./de.ts";
import { en, type PolicyWords } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";
import { it } from "./it.ts";
import { ja } from "./ja.ts";
import { nl } from "./nl.ts";
import { pt } from "./pt.ts";

const all: InEveryLanguage<PolicyWords> = { en, de, fr, es, pt, it, nl, ja, ar };

/** The words around the policies. The policies themselves are example texts in English, which a seller replaces. */
export const policyWords = textTables<PolicyWords>(all);
