import { textTables } from "../../text-tables.ts";
import { de } from "./de.ts";
import { en, type PaymentTexts } from "./en.ts";

/** Why a payment was not made, in the buyer's language. */
export const paymentTexts = textTables<PaymentTexts>({ en, de });
