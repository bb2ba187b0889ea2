import type { InEveryLanguage } from "../../languages.ts";
import { textTables } from "../../text-tables.ts";
import { ar } from "./ar.ts";
import { de } from "./de.ts";
import { en, type ParcelTexts } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";
import { it } from "./it.ts";
import { ja } from "./ja.ts";
import { nl } from "./nl.ts";
import { pt } from "./pt.ts";

const all: InEveryLanguage<ParcelTexts> = { en, de, fr, es, pt, it, nl, ja, ar };

/** Goods of one delivery that arrive at different times, in the buyer's language. */
export const parcelTexts = textTables<ParcelTexts>(all);
