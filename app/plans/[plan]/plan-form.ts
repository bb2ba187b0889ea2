import { decimalText } from "#lib/money.ts";
import type { Plan } from "#lib/orders/plans/plan.ts";

/** Why nothing was opened, as it stands in the address and on the page. */
export const PLAN_PROBLEMS = {
  email: "The e-mail address is not written like name@example.com.",
  price: "The price has changed. Please look at it, then subscribe.",
  already_subscribed: "There is a subscription to this plan already. Nothing was charged.",
  still_checking: "The payment service has not told us yet what became of an earlier try. Please try again in a while.",
  rejected: "The payment page could not be opened, and nothing was charged. Please try again in a while.",
} as const;
export type PlanProblem = keyof typeof PLAN_PROBLEMS;

export const problemText = (given: unknown): string | null =>
  typeof given === "string" && Object.hasOwn(PLAN_PROBLEMS, given) ? PLAN_PROBLEMS[given as PlanProblem] : null;

/** What was on the buyer's screen, sent along so that no other price is agreed to. */
export const priceKey = ({ price, interval }: Plan): string => `${decimalText(price)} ${price.currency} ${interval}`;

const TYPED_MAX = 400;

export function textIn(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value.slice(0, TYPED_MAX) : "";
}
