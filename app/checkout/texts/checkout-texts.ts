import { textTables } from "#lib/wire/text-tables.ts";
import { de } from "./de.ts";
import { en, type CheckoutTexts } from "./en.ts";

/** The texts of the checkout's pages. Another language is a file beside `en.ts` and its name here. */
export const checkoutTexts = textTables<CheckoutTexts>({ en, de });
