import { add, money, share, type Currency, type Money } from "../../money.ts";
import type { AmountVerdict } from "../provider.ts";
import { moneyFromStripe, stripeAmount } from "./amount.ts";

/**
 * The least charge in minor units, https://docs.stripe.com/currencies, minimum and maximum charge amounts. The five with
 * three decimals are not in Stripe's list: they are what half a US dollar is worth, which holds for those.
 */
const MIN_MINOR: readonly (readonly [minor: number, currencies: readonly Currency[]])[] = [
  [50, ["USD", "ARS", "AUD", "BRL", "CAD", "CHF", "COP", "EUR", "IDR", "ILS", "INR", "NZD", "PHP", "SGD", "ZAR"]],
  [50, ["JPY", "KRW"]],
  [30, ["GBP"]],
  [200, ["AED", "MYR", "PLN", "RON"]],
  [250, ["DKK"]],
  [300, ["NOK", "SEK"]],
  [400, ["HKD"]],
  [1000, ["MXN", "THB"]],
  [1500, ["CZK"]],
  [17_500, ["HUF"]],
  [190, ["BHD"]],
  [360, ["JOD"]],
  [160, ["KWD"]],
  [200, ["OMR"]],
  [1600, ["TND"]],
];
/**
 * True for the codes with which Stripe refuses an amount: it judges in the currency of the account, whose rate nobody here
 * knows. https://docs.stripe.com/error-codes
 */
export const isAmountCode = (code: string | undefined): boolean =>
  code === "amount_too_small" || code === "amount_too_large";

/** Stripe judges what is left after conversion to the account's currency, and rates move. */
const MARGIN_PER_MILLION = 200_000;
/** Stripe takes eight digits with every method of payment. */
const MAX_AT_STRIPE = 99_999_999;
/** The same in currencies whose last two digits there must be 0. */
const MAX_ROUND_AT_STRIPE = 99_999_900;

/** Whether Stripe takes an amount, by its own limits. */
export function takenByStripe(amount: Money): AmountVerdict {
  const atStripe = stripeAmount(amount);
  if (atStripe === null) return { kind: "not_exact" };
  const least = leastOf(amount.currency);
  if (least !== null && amount.amountMinor < least.amountMinor) return { kind: "too_low", limit: least };
  if (atStripe.amount <= MAX_AT_STRIPE) return { kind: "taken" };
  const limit = [MAX_AT_STRIPE, MAX_ROUND_AT_STRIPE]
    .map((count) => moneyFromStripe(count, amount.currency))
    .find((money) => money !== null && stripeAmount(money) !== null);
  return limit === undefined || limit === null ? { kind: "not_exact" } : { kind: "too_high", limit };
}

function leastOf(currency: Currency): Money | null {
  const minor = MIN_MINOR.find(([, currencies]) => currencies.includes(currency))?.[0];
  if (minor === undefined) return null;
  const least = money(minor, currency);
  return add(least, share(least, MARGIN_PER_MILLION));
}
