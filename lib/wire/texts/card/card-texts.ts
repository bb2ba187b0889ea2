import type { Language } from "../../languages.ts";
import type { TranslatedCard } from "./card.ts";
import { ar } from "./ar.ts";
import { de } from "./de.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";
import { it } from "./it.ts";
import { ja } from "./ja.ts";
import { nl } from "./nl.ts";
import { pt } from "./pt.ts";

const TABLES: Readonly<Record<Exclude<Language, "en">, TranslatedCard>> = { de, fr, es, pt, it, nl, ja, ar };

/** Null in English. */
export const cardTexts = (language: Language): TranslatedCard | null => (language === "en" ? null : TABLES[language]);
