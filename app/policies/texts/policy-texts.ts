import { textTables } from "#lib/wire/text-tables.ts";
import { en, type PolicyTexts } from "./en.tsx";

/** The policies themselves, as far as there are texts of the product. */
export const policyTexts = textTables<PolicyTexts>({ en });
