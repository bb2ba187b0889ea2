import { textTables } from "../../wire/text-tables.ts";
import { en, type MailTexts } from "./en.ts";

/** What messages say, by the reader's language. */
export const mailTexts = textTables<MailTexts>({ en });
