import { textTables } from "#lib/wire/text-tables.ts";
import { en, type PlanTexts } from "./en.ts";

/** The texts of the plans' pages. */
export const planTexts = textTables<PlanTexts>({ en });
