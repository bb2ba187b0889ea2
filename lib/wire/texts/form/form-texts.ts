import { textTables } from "../../text-tables.ts";
import { FORM_TEXTS, type FormTexts } from "../details.ts";
import { de } from "./de.ts";

/** What is said of the fields of a buyer's form, in the buyer's language. English is in address.ts and details.ts. */
export const formTexts = textTables<FormTexts>({ en: FORM_TEXTS, de });
