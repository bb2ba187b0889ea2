import { decimalText } from "#lib/money.ts";
import type { Plan } from "#lib/orders/plans/plan.ts";

/** Why nothing was opened, as the page's address carries it. */
const PLAN_PROBLEMS = ["email", "price", "already_subscribed", "still_checking", "rejected"] as const;
export type PlanProblem = (typeof PLAN_PROBLEMS)[number];

/** The problem in the page's address, or null for one that we do not know. */
export const readProblem = (given: unknown): PlanProblem | null =>
  PLAN_PROBLEMS.find((problem) => problem === given) ?? null;

/** What was on the buyer's screen, sent along so that no other price is agreed to. */
export const priceKey = ({ price, interval }: Plan): string => `${decimalText(price)} ${price.currency} ${interval}`;

const TYPED_MAX = 400;

export function textIn(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value.slice(0, TYPED_MAX) : "";
}
