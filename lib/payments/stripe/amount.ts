import { countIn, CURRENCIES, exponentOf, isCurrency, moneyOfCount, type Currency, type Money } from "../../money.ts";

/** Known to us and not in the list of presentment currencies, https://docs.stripe.com/currencies. */
const NOT_TAKEN: readonly Currency[] = [
  ...(["BTN", "CUP", "ERN", "GHS", "IQD", "IRR", "KPW", "LYD", "MRU"] as const),
  ...(["SDG", "SSP", "STN", "SVC", "SYP", "TMT", "VES", "ZWG"] as const),
];
/** No decimals, but sent in hundredths: 5 krónur are 500. https://docs.stripe.com/currencies, special cases. */
const COUNTED_IN_HUNDREDTHS: readonly Currency[] = ["ISK", "UGX"];
/** Hundredths by ISO 4217, but sent as a whole number: 5 ariary are 5. The same page, zero-decimal currencies. */
const COUNTED_WHOLE: readonly Currency[] = ["MGA"];

/** What can be charged in at all; a single amount may still be refused, see `stripeAmount`. */
export const STRIPE_CURRENCIES: readonly Currency[] = CURRENCIES.filter((currency) => !NOT_TAKEN.includes(currency));

/**
 * An amount as Stripe's API counts it, or null where Stripe cannot charge it exactly: nothing is ever rounded. Amounts
 * of currencies with three decimals must end in 0 there. https://docs.stripe.com/currencies, three-decimal currencies.
 */
export function stripeAmount(money: Money): { amount: number; currency: string } | null {
  const { amountMinor, currency } = money;
  if (amountMinor < 0 || NOT_TAKEN.includes(currency)) return null;
  if (exponentOf(currency) === 3 && countIn(money, 2) === null) return null;
  const amount = countIn(money, digitsAtStripe(currency));
  return amount === null ? null : { amount, currency: currency.toLowerCase() };
}

/** Money from what Stripe wrote, or null when it is none that we could have charged. */
export function moneyFromStripe(amount: number, code: string): Money | null {
  const currency = code.toUpperCase();
  return isCurrency(currency) ? moneyOfCount(amount, digitsAtStripe(currency), currency) : null;
}

function digitsAtStripe(currency: Currency): number {
  if (COUNTED_WHOLE.includes(currency)) return 0;
  return COUNTED_IN_HUNDREDTHS.includes(currency) ? 2 : exponentOf(currency);
}
