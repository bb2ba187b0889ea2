import { textTables } from "../../../wire/text-tables.ts";
import { ar } from "./ar.ts";
import { de } from "./de.ts";
import { en, type AccountTexts } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";
import { it } from "./it.ts";
import { ja } from "./ja.ts";
import { nl } from "./nl.ts";
import { pt } from "./pt.ts";

/** What a seller is written about their account at the payment provider, by the seller's `locale`. */
export const accountTexts = textTables<AccountTexts>({ en, de, fr, es, pt, it, nl, ja, ar });
