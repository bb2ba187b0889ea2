import type Stripe from "stripe";
import type { Money } from "../../money.ts";
import { unknownBecause } from "../failure.ts";
import type { HostedPage } from "../provider.ts";
import { isAmountCode, takenByStripe } from "./amount-limits.ts";
import { stripeAmount } from "./amount.ts";
import { orUnknown, requestIdOf, stripeFailure, tried, wasReplayed, type FromResponse } from "./failure.ts";
import type { SplitContext } from "./connect/split.ts";
import { findAttempt, readPage, type Search } from "./find.ts";
import { pageParameters, type PageRequest } from "./hosted-page.ts";
import type { InstallationMark } from "./metadata.ts";
import type { StripeOptions } from "./options.ts";
import { pageOutcome, refusalOf, type Refusal } from "./outcome.ts";

/** Opens the page of an attempt, ours with Stripe's form or Stripe's own; the same attempt gets the same one. */
export async function openPage(
  stripe: Stripe,
  request: PageRequest,
  options: Pick<StripeOptions, "publicUrl" | "offersDelayedMethods"> & {
    readonly mark: InstallationMark;
    readonly at: SplitContext;
  },
  search: () => Search,
): Promise<HostedPage> {
  const { attempt } = request;
  const reference = attempt.reference?.startsWith("cs_") === true ? attempt.reference : null;
  if (reference !== null) return orUnknown(async () => opened(await readPage(stripe, reference)));
  const params = takenByStripe(attempt.amount).kind === "taken" ? pageParameters(request, options) : null;
  if (params === null)
    return { kind: "rejected", why: "Stripe cannot show exactly this total, or divide it so", requestId: null };
  try {
    const made = await stripe.checkout.sessions.create(params, { idempotencyKey: attempt.id });
    // A replay shows the page as it was made; by now it may be paid or closed.
    if (wasReplayed(made)) return await orUnknown(async () => opened(await readPage(stripe, made.id)));
    if (asksFor(made, attempt.amount)) return opened(made);
    await tried(() => stripe.checkout.sessions.expire(made.id));
    const requestId = requestIdOf(made);
    return { kind: "rejected", why: `the page ${made.id} asked for another total and was closed`, requestId };
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal.kind === "not_taken") return refusedPage(refusal, stripeFailure(error).code);
    if (refusal.kind === "unknown") return refusal;
    if (refusal.kind === "declined") return unknownBecause("undecided", "a page was declined as a card is");
    // Opened before in another form, or the attempt is no page: what Stripe has of it counts.
    const trace = await orUnknown(() => findAttempt(stripe, attempt, search()));
    if (trace.kind === "unknown") return trace;
    const isPage = trace.kind === "page" && asksFor(trace.page, attempt.amount);
    return isPage ? opened(trace.page) : { kind: "unknown", why: refusal.why };
  }
}

function refusedPage(
  { why, requestId }: Extract<Refusal, { kind: "not_taken" }>,
  code: string | undefined,
): HostedPage {
  if (code === "email_invalid") return { kind: "email_refused" };
  return isAmountCode(code) ? { kind: "amount_refused" } : { kind: "rejected", why, requestId };
}

function asksFor(page: Stripe.Checkout.Session, amount: Money): boolean {
  const wanted = stripeAmount(amount);
  return wanted !== null && page.amount_total === wanted.amount && page.currency === wanted.currency;
}

function opened(page: Stripe.Checkout.Session & FromResponse): HostedPage {
  const outcome = pageOutcome(page);
  if (outcome.kind === "unknown") return outcome;
  return outcome.kind === "action_required" && outcome.actionUrl !== null
    ? { kind: "opened", reference: outcome.reference, url: outcome.actionUrl }
    : unknownBecause("undecided", `the page is ${outcome.kind}`, requestIdOf(page));
}
