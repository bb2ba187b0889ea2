import type { InEveryLanguage } from "../../languages.ts";
import { ar } from "./ar.ts";
import { de } from "./de.ts";
import { en, type WidgetTexts } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";
import { it } from "./it.ts";
import { ja } from "./ja.ts";
import { nl } from "./nl.ts";
import { pt } from "./pt.ts";

/** The texts of every language. The server's alone: a widget has the English ones and receives its own. */
export const WIDGET_TEXTS: InEveryLanguage<WidgetTexts> = { en, de, fr, es, pt, it, nl, ja, ar };
