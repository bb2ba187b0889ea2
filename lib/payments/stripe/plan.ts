import { unknownBecause } from "../failure.ts";
import type Stripe from "stripe";
import { withAsciiDomain } from "../../checkout/email-address.ts";
import { sameMoney } from "../../money.ts";
import type { Entitlement } from "../../orders/plans/entitlement.ts";
import type { PlanLookUp, PlanPageRequest, PlanService, EndOutcome } from "../plan-service.ts";
import type { RefundOutcome } from "../refund-outcome.ts";
import { moneyFromStripe, stripeAmount } from "./amount.ts";
import { orUnknown, requestIdOf, tried, wasReplayed, type FromResponse } from "./failure.ts";
import { firstOf } from "./find.ts";
import { entitlementMark, entitlementOf, isOfOther, type InstallationMark } from "./metadata.ts";
import { refusalOf } from "./outcome.ts";
import { refundPayment } from "./refund.ts";
import { subscriptionFacts } from "./subscription.ts";

/** The end of a page is fixed when its entitlement is made, however late the request arrives. */
const OPEN_FOR_S = 60 * 60;
/** Stripe takes no page that would be open for less than 30 minutes, so a request is not sent after this … */
const SENT_WITHIN_MS = 25 * 60_000;
/** … and one that was on its way all the time is refused after this, clocks that differ included. */
const ABSENT_IS_FINAL_AFTER_MS = 35 * 60_000;
const CLOCKS_DIFFER_S = 120;
const PAGE_SIZE = 100;

/** Subscriptions at Stripe. Stripe's errors end here and nothing else does: what it did not say is `unknown`. */
export function createStripePlans(stripe: Stripe, now: () => Date, mark: InstallationMark = {}): PlanService {
  const ageOf = ({ openedAt }: Entitlement) => now().getTime() - openedAt.getTime();
  const lookUp = async (entitlement: Entitlement): Promise<PlanLookUp> => {
    if (entitlement.subscription !== null) return readSubscription(stripe, entitlement.subscription);
    if (entitlement.page !== null) return readPage(stripe, entitlement.page);
    const page = await findPage(stripe, entitlement);
    if (page === "absent" && ageOf(entitlement) > ABSENT_IS_FINAL_AFTER_MS) return { kind: "closed" };
    if (page === "absent") return unknownBecause("undecided", "the page may still be on its way");
    if (page === "too_many") return unknownBecause("too_much_to_read", "more pages than one look reads");
    return pageState(stripe, page);
  };
  return {
    openPage: async (request) => {
      if (request.entitlement.page !== null || ageOf(request.entitlement) > SENT_WITHIN_MS)
        return orUnknown(() => lookUp(request.entitlement));
      return openPage(stripe, request, lookUp, mark);
    },
    lookUp: (entitlement) => orUnknown(() => lookUp(entitlement)),
    closePage: (entitlement) =>
      orUnknown(async () => {
        const found = await lookUp(entitlement);
        if (found.kind !== "open") return found;
        // One that was paid meanwhile refuses to be closed, and then what it became is read.
        await tried(() => stripe.checkout.sessions.expire(found.reference));
        return readPage(stripe, found.reference);
      }),
    readSubscription: (reference) => orUnknown(() => readSubscription(stripe, reference)),
    entitlementOfPayment: (reference) => orUnknown(() => entitlementOfPayment(stripe, reference, mark)),
    endSubscription: (reference) => orUnknown(() => endSubscription(stripe, reference)),
  };
}

async function openPage(
  stripe: Stripe,
  request: PlanPageRequest,
  lookUp: PlanService["lookUp"],
  mark: InstallationMark,
): ReturnType<PlanService["openPage"]> {
  const { entitlement } = request;
  const params = planPageParameters(request, mark);
  if (params === null) return { kind: "rejected", why: "Stripe cannot ask for exactly this price", requestId: null };
  try {
    const made = await stripe.checkout.sessions.create(params, { idempotencyKey: entitlement.id });
    // A replay shows the page as it was made; by now it may be paid or closed.
    if (wasReplayed(made)) return await orUnknown(() => readPage(stripe, made.id));
    const asked = moneyFromStripe(made.amount_total ?? -1, made.currency ?? "");
    if (asked !== null && sameMoney(asked, entitlement.price)) return await pageState(stripe, made);
    await tried(() => stripe.checkout.sessions.expire(made.id));
    const requestId = requestIdOf(made);
    return { kind: "rejected", why: `the page ${made.id} asked for another price and was closed`, requestId };
  } catch (error) {
    const refusal = refusalOf(error);
    switch (refusal.kind) {
      case "not_taken":
        return { kind: "rejected", why: refusal.why, requestId: refusal.requestId };
      case "key_is_taken":
        // Opened before with another e-mail address or title: what Stripe has of it counts.
        return orUnknown(() => lookUp(entitlement));
      case "declined":
        return unknownBecause("undecided", "a page was declined as a card is");
      case "unknown":
        return refusal;
    }
  }
}

/** What a subscription's page is made from, or null when Stripe cannot ask for exactly the price. */
export function planPageParameters(
  request: PlanPageRequest,
  mark: InstallationMark,
): Stripe.Checkout.SessionCreateParams | null {
  const { entitlement, plan, email, returnUrl, cancelUrl } = request;
  const price = stripeAmount(entitlement.price);
  if (price === null) return null;
  const { title: name, description } = plan;
  return {
    mode: "subscription",
    ui_mode: "hosted_page",
    adaptive_pricing: { enabled: false },
    client_reference_id: entitlement.id,
    customer_email: withAsciiDomain(email),
    expires_at: Math.floor(entitlement.openedAt.getTime() / 1000) + OPEN_FOR_S,
    line_items: [
      {
        quantity: 1,
        price_data: {
          currency: price.currency,
          unit_amount: price.amount,
          recurring: { interval: entitlement.interval },
          product_data: { name, ...(description === "" ? {} : { description }) },
        },
      },
    ],
    metadata: { ...entitlementMark(entitlement.id), ...mark },
    subscription_data: { metadata: { ...entitlementMark(entitlement.id), ...mark } },
    success_url: returnUrl,
    cancel_url: cancelUrl,
  };
}

async function findPage(stripe: Stripe, { id, openedAt }: Entitlement) {
  const start = Math.floor(openedAt.getTime() / 1000);
  const created = {
    gte: start - CLOCKS_DIFFER_S,
    lte: start + Math.floor(ABSENT_IS_FINAL_AFTER_MS / 1000) + CLOCKS_DIFFER_S,
  };
  return firstOf(
    (after) => stripe.checkout.sessions.list({ created, limit: PAGE_SIZE, ...after }),
    ({ metadata }) => entitlementOf(metadata) === id,
  );
}

async function readPage(stripe: Stripe, id: string): Promise<PlanLookUp> {
  return pageState(stripe, await stripe.checkout.sessions.retrieve(id));
}

async function pageState(stripe: Stripe, page: Stripe.Checkout.Session & FromResponse): Promise<PlanLookUp> {
  const { subscription } = page;
  if (subscription !== null)
    return readSubscription(stripe, typeof subscription === "string" ? subscription : subscription.id);
  if (page.status === "expired") return { kind: "closed" };
  if (page.status !== "open" || page.url === null)
    return unknownBecause("undecided", `the page is ${page.status ?? "without a status"}`, requestIdOf(page));
  return { kind: "open", reference: page.id, url: page.url, email: page.customer_email };
}

async function readSubscription(stripe: Stripe, reference: string): Promise<PlanLookUp> {
  const subscription = await stripe.subscriptions.retrieve(reference, { expand: ["latest_invoice"] });
  return { kind: "subscribed", subscription: subscriptionFacts(subscription) };
}

/** A subscription's payment bears no mark of its own: its invoice names the subscription, with its marks. */
async function entitlementOfPayment(
  stripe: Stripe,
  reference: string,
  mark: InstallationMark,
): ReturnType<PlanService["entitlementOfPayment"]> {
  if (!/^pi_\w+$/.test(reference)) return { kind: "read", id: null };
  const payment = { type: "payment_intent", payment_intent: reference } as const;
  const { data } = await stripe.invoicePayments.list({ payment, limit: PAGE_SIZE });
  for (const { invoice } of data) {
    const id = typeof invoice === "string" ? invoice : invoice.id;
    if (id === undefined) continue;
    const { parent } = await stripe.invoices.retrieve(id);
    const metadata = parent?.subscription_details?.metadata ?? null;
    const entitlement = isOfOther(metadata, mark) ? null : entitlementOf(metadata);
    if (entitlement !== null) return { kind: "read", id: entitlement };
  }
  return { kind: "read", id: null };
}

async function endSubscription(stripe: Stripe, reference: string): Promise<EndOutcome> {
  const failure = await tried(() => stripe.subscriptions.cancel(reference));
  const { status } = await stripe.subscriptions.retrieve(reference);
  if (status !== "canceled" && status !== "incomplete_expired")
    return failure === null
      ? unknownBecause("undecided", `the subscription is ${status}`)
      : { kind: "unknown", why: failure };
  const invoices = await stripe.invoices.list({
    subscription: reference,
    status: "paid",
    limit: PAGE_SIZE,
    expand: ["data.payments"],
  });
  const outcomes: EndOutcome[] = invoices.has_more
    ? [unknownBecause("too_much_to_read", "more paid invoices than one look reads")]
    : [];
  for (const invoice of invoices.data) outcomes.push(await refundInvoice(stripe, invoice));
  const worst = WORST_FIRST.flatMap((kind) => outcomes.filter((outcome) => outcome.kind === kind));
  return worst[0] ?? { kind: "done" };
}

const WORST_FIRST: readonly EndOutcome["kind"][] = ["unknown", "refused", "accepted", "done"];

/** An invoice that was settled otherwise than by a payment of Stripe's is for a person. */
async function refundInvoice(stripe: Stripe, invoice: Stripe.Invoice): Promise<EndOutcome> {
  const amount = moneyFromStripe(invoice.amount_paid, invoice.currency);
  if (amount?.amountMinor === 0) return { kind: "done" };
  const paid = invoice.payments?.data.filter((one) => one.status === "paid") ?? [];
  const reference = paid.length === 1 ? paid[0]?.payment.payment_intent : undefined;
  if (amount === null || reference === undefined) return { kind: "refused" };
  const payment = typeof reference === "string" ? reference : reference.id;
  const key = `${String(invoice.id)}:refund`;
  return endOutcome(await refundPayment(stripe, { reference: payment, amount, key, refusals: 0 }));
}

/** What passes is asked again, as what has no answer is. */
function endOutcome(outcome: RefundOutcome): EndOutcome {
  switch (outcome.kind) {
    case "unknown":
      return outcome;
    case "done":
      return { kind: "done" };
    case "accepted":
    case "requires_action":
      return { kind: "accepted" };
    case "failed":
    case "canceled":
      return { kind: "refused" };
    case "refused":
      return outcome.isPassing
        ? unknownBecause("undecided", `refused for now: ${outcome.reason}`)
        : { kind: "refused" };
  }
}
