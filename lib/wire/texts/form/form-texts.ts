import type { InEveryLanguage } from "../../languages.ts";
import { textTables } from "../../text-tables.ts";
import { FORM_TEXTS, type FormTexts } from "../details.ts";
import { ar } from "./ar.ts";
import { de } from "./de.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";
import { it } from "./it.ts";
import { ja } from "./ja.ts";
import { nl } from "./nl.ts";
import { pt } from "./pt.ts";

const all: InEveryLanguage<FormTexts> = { en: FORM_TEXTS, de, fr, es, pt, it, nl, ja, ar };

/** What is said of the fields of a buyer's form, in the buyer's language. English is in address.ts and details.ts. */
export const formTexts = textTables<FormTexts>(all);
