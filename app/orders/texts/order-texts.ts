import { textTables } from "#lib/wire/text-tables.ts";
import { de } from "./de.tsx";
import { en, type OrderTexts } from "./en.tsx";

/** The texts of an order's own page. */
export const orderTexts = textTables<OrderTexts>({ en, de });
