import { invalidRequest } from "../stripe-error.ts";

/** The least charge of some currencies, https://docs.stripe.com/currencies; others have none here. */
const LEAST: Readonly<Record<string, number>> = {
  usd: 50,
  eur: 50,
  gbp: 30,
  jpy: 50,
  huf: 17_500,
  kwd: 150,
  isk: 7000,
};
const GREATEST = 99_999_999;

/** Refuses an amount as Stripe does. */
export function assertAmount(amount: number, currency: string): void {
  const param = "amount";
  if (amount < (LEAST[currency] ?? 1))
    throw invalidRequest("The amount is below the minimum charge of this currency.", {
      code: "amount_too_small",
      param,
    });
  if (amount > GREATEST)
    throw invalidRequest(`Amount must be no more than ${GREATEST}.`, { code: "amount_too_large", param });
}
