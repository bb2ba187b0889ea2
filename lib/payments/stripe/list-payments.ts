import type Stripe from "stripe";
import { unknownBecause } from "../failure.ts";
import type { ListedPayment, ListPaymentsOutcome } from "../provider.ts";
import { attemptOf, isMarked, isOfOther, type InstallationMark } from "./metadata.ts";
import { intentOutcome } from "./outcome.ts";

const PAGE_SIZE = 100;
const MAX_PAGES = 100;

/**
 * What Stripe took since a moment for attempts of ours, by its own list and not by its events. Unknown when there was
 * more than one look may go through. Throws what Stripe throws.
 */
export async function listPayments(
  stripe: Stripe,
  since: Date,
  mark: InstallationMark = {},
): Promise<ListPaymentsOutcome> {
  const created = { gte: Math.floor(since.getTime() / 1000) };
  const payments: ListedPayment[] = [];
  let after: { starting_after?: string } = {};
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const { data, has_more: hasMore } = await stripe.paymentIntents.list({ created, limit: PAGE_SIZE, ...after });
    payments.push(...data.flatMap((intent) => takenBy(intent, mark)));
    const last = data.at(-1);
    if (!hasMore || last === undefined) return { kind: "listed", payments };
    after = { starting_after: last.id };
  }
  return unknownBecause("too_much_to_read", "more payments than one look reads");
}

function takenBy(intent: Stripe.PaymentIntent, mark: InstallationMark): ListedPayment[] {
  const attemptId = attemptOf(intent.metadata);
  const outcome = intentOutcome(intent);
  if (attemptId === null || outcome.kind !== "captured") return [];
  const { reference, amount } = outcome;
  const whose = isMarked(intent.metadata, mark) ? { isMarked: true as const } : {};
  return [{ attemptId, reference, amount, ...whose, ...(isOfOther(intent.metadata, mark) ? { isOfOther: true } : {}) }];
}
