import { CURRENCIES, exponentOf, isCurrency, money, type Currency, type Money } from "../money.ts";

/** Known to us and not taken by Stripe (Stripe's list of presentment currencies). */
const NOT_TAKEN: readonly Currency[] = ["IQD"];
/** Without decimals since, and still counted in hundredths by Stripe, which must be whole: 5 krónur are 500. */
const COUNTED_IN_HUNDREDTHS: readonly Currency[] = ["ISK"];

/** What can be charged in at all; a single amount may still be refused, see `stripeAmount`. */
export const STRIPE_CURRENCIES: readonly Currency[] = CURRENCIES.filter((currency) => !NOT_TAKEN.includes(currency));

/**
 * An amount as Stripe's API counts it, or null where Stripe cannot charge it exactly: nothing is ever rounded. Amounts
 * of currencies with three decimals must end in 0 there. Source: Stripe's page on currencies, "Special cases".
 */
export function stripeAmount({ amountMinor, currency }: Money): { amount: number; currency: string } | null {
  if (amountMinor < 0 || NOT_TAKEN.includes(currency)) return null;
  if (exponentOf(currency) === 3 && amountMinor % 10 !== 0) return null;
  const amount = COUNTED_IN_HUNDREDTHS.includes(currency) ? amountMinor * 100 : amountMinor;
  return Number.isSafeInteger(amount) ? { amount, currency: currency.toLowerCase() } : null;
}

/** Money from what Stripe wrote, or null when it is none that we could have charged. */
export function moneyFromStripe(amount: number, code: string): Money | null {
  const currency = code.toUpperCase();
  if (!isCurrency(currency) || !Number.isSafeInteger(amount)) return null;
  if (!COUNTED_IN_HUNDREDTHS.includes(currency)) return money(amount, currency);
  return amount % 100 === 0 ? money(amount / 100, currency) : null;
}
