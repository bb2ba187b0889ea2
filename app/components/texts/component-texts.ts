import { textTables } from "#lib/wire/text-tables.ts";
import { de } from "./de.ts";
import { en, type ComponentTexts } from "./en.ts";

/** The texts of what several pages share: frame, items, totals, receipt, shipments. */
export const componentTexts = textTables<ComponentTexts>({ en, de });
