import { textTables } from "../../wire/text-tables.ts";
import { ar } from "./ar.ts";
import { de } from "./de.ts";
import { en, type MailTexts } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";
import { it } from "./it.ts";
import { ja } from "./ja.ts";
import { nl } from "./nl.ts";
import { pt } from "./pt.ts";

/** What messages to buyers say, by the buyer's language. Sellers are written to in English: seller.ts. */
export const mailTexts = textTables<MailTexts>({ en, de, fr, es, pt, it, nl, ja, ar });
