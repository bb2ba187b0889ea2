import { textTables } from "#lib/wire/text-tables.ts";
import { en, type BankTexts } from "./en.ts";

/** The texts of the sandbox bank, which a buyer of a test shop sees. */
export const bankTexts = textTables<BankTexts>({ en });
