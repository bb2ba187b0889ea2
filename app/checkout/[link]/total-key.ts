import type { CheckoutSession } from "#lib/checkout/session.ts";
import { decimalText } from "#lib/money.ts";

/** The total as a form carries it, so that nobody pays another one than the page showed. */
export const totalKey = ({ totals }: CheckoutSession): string =>
  `${decimalText(totals.total)} ${totals.total.currency}`;
