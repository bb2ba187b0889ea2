import { textTables } from "#lib/wire/text-tables.ts";
import { en, type PolicyTexts } from "./en.tsx";

/** The policies themselves, and the words around them. */
export const policyTexts = textTables<PolicyTexts>({ en });
