import type { PayOutcome } from "./pay-outcome.ts";
import type { CheckoutState } from "../checkout-state.ts";
import { isPaymentOpen, type CheckoutSession } from "../../checkout/session.ts";
import type { AttemptId, SessionId } from "../../ids.ts";
import { invariant, unreachable } from "../../invariant.ts";
import type { EmbeddedForm } from "../../payments/embedded-form.ts";
import type { HostedPage } from "../../payments/provider.ts";
import { contextAt } from "../accounts.ts";
import { askProvider } from "../ask-provider.ts";
import type { StoredAttempt } from "../../store/store.ts";
import { claimPayment, type Claim } from "./claim-payment.ts";
import { stateOf, type PurchaseContext } from "../context.ts";
import { expireWhenDue } from "../checkout/expire-checkout.ts";
import type { PaymentProof } from "./record-outcome.ts";
import { recordPayment } from "./record-payment.ts";
import { settleByLookUp, voidedAtProvider } from "./settle-by-look-up.ts";
import { changedOnScreen } from "./still-sold.ts";
import { voidedWhenBusy } from "./void-when-busy.ts";
import { voidPayment } from "./void-payment.ts";
import { isWallet, isWalletPayment } from "./wallet/is-wallet.ts";

export type HostedPaymentOutcome =
  | { readonly kind: "opened"; readonly url: string }
  /** The payment provider takes no such e-mail address: the buyer gives another one. */
  | ({ readonly kind: "email_refused" } & CheckoutState)
  | Exclude<PayOutcome, { kind: "declined" | "token_invalid" | "action_required" | "instant_unavailable" }>;

/**
 * `onServicePage`: the service's own page, for a browser that cannot show the service's form on ours. `browser`: whose
 * unpaid page it is when the session has no shopper. `shown`: the digest of what the buyer's screen shows (shownDigest).
 */
export type PageOptions = {
  readonly onServicePage: boolean;
  readonly browser?: string | null;
  readonly shown?: string | null;
  /** A wallet's confirmation at the bank is given up for the page instead of being led on to. */
  readonly givesUpConfirmation?: boolean;
  /** Whether the caller may change the session; without it no order is placed that costs nothing. */
  readonly isOwner?: boolean;
};

/** Another round: what prevented the payment is settled. */
type Again = { readonly kind: "again" };
/** Each round settles an attempt of somebody else's, so a buyer needs two; more means that others keep opening new ones. */
const MAX_ROUNDS = 4;

/**
 * Opens the payment service's page for a session. Opened twice, it is the same attempt and the same page. An
 * unfinished bank confirmation of the instant route, or a form on our page where the service's own page is requested for,
 * is voided first; a payment that was faster wins.
 */
export async function openHostedPayment(
  context: PurchaseContext,
  id: SessionId,
  request: PageOptions = { onServicePage: false },
): Promise<HostedPaymentOutcome> {
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const outcome = await openOnce(context, id, request);
    if (outcome.kind !== "again") return outcome;
  }
  const session = await context.store.session(id);
  if (session === null) return { kind: "not_found" };
  return { kind: "payment_in_progress", ...(await stateOf(context.store, session)) };
}

async function openOnce(
  context: PurchaseContext,
  id: SessionId,
  request: PageOptions,
): Promise<HostedPaymentOutcome | Again> {
  const session = await expireWhenDue(context, await context.store.session(id));
  if (session === null) return { kind: "not_found" };
  if (session.buyer === null && session.status === "ready")
    return { kind: "details_missing", missing: ["buyer_email"], session, order: null };
  if (session.status === "awaiting_buyer" && (await isInTheWay(context, session, request))) {
    // Who sees another order than this one gives up nobody's payment.
    const parts = changedOnScreen({ shown: request.shown ?? null, route: "external" }, session);
    if (parts.length > 0) return { kind: "changed", parts, session, order: null };
    await voidPayment(context, id);
  }
  const claim = await claimPayment(context, id, {
    route: "external",
    tokenHash: null,
    buyer: null,
    origin: "page",
    browser: request.browser ?? null,
    shown: request.shown ?? null,
    isOwner: request.isOwner ?? false,
  });
  switch (claim.kind) {
    case "claimed":
      context.failpoint("page_claimed");
      return openPage(context, claim.session, claim.attempt.id, request);
    case "open":
      return joinOpen(context, claim, request);
    default:
      return claim;
  }
}

/** Whether what waits for its buyer has to be given up before the page that is asked for can be opened. */
async function isInTheWay(
  context: PurchaseContext,
  { id, attempt }: Extract<CheckoutSession, { status: "awaiting_buyer" }>,
  { onServicePage, givesUpConfirmation = false }: PageOptions,
): Promise<boolean> {
  if (attempt.route === "instant") return true;
  if (givesUpConfirmation && (await isWalletPayment(context, id))) return true;
  return onServicePage && (await embeddedForm(context, id)) !== null;
}

async function joinOpen(
  context: PurchaseContext,
  claim: Extract<Claim, { kind: "open" }>,
  request: PageOptions,
): Promise<HostedPaymentOutcome | Again> {
  const settled = (await settleByLookUp(context, claim.session.id)) ?? claim.session;
  if (!isPaymentOpen(settled)) return { kind: "again" };
  const attempt = await context.store.attempt(settled.attempt.id);
  if (attempt !== null && isWallet(attempt)) return joinWallet(context, settled, request);
  // The attempt of now may be another one than the claim met: a card's attempt must not get a page as well.
  if (settled.attempt.route === "external") return openPage(context, settled, settled.attempt.id, request);
  return {
    kind: settled.status === "unresolved" ? "still_checking" : "payment_in_progress",
    session: settled,
    order: null,
  };
}

/** A wallet has no page: what its buyer has to do is at the bank, or is given up when nobody can say where. */
async function joinWallet(
  context: PurchaseContext,
  session: CheckoutSession,
  { givesUpConfirmation = false }: PageOptions,
): Promise<HostedPaymentOutcome | Again> {
  if (session.status === "unresolved") return { kind: "still_checking", session, order: null };
  // One that could not be given up is nothing to lead on to for who asked for that.
  if (session.status !== "awaiting_buyer" || givesUpConfirmation)
    return { kind: "payment_in_progress", session, order: null };
  if (session.actionUrl !== null) return { kind: "opened", url: session.actionUrl };
  await voidPayment(context, session.id);
  return { kind: "again" };
}

async function openPage(
  context: PurchaseContext,
  session: CheckoutSession,
  id: AttemptId,
  request: PageOptions,
): Promise<HostedPaymentOutcome | Again> {
  const attempt = await context.store.attempt(id);
  invariant(attempt !== null, "an attempt is stored with the state that owns it");
  // A page that was opened before may be at another account than new ones are.
  const own = await contextAt(context, attempt);
  if (own === null) return { kind: "still_checking", session, order: null };
  const checkoutPage = `${context.publicUrl}/checkout/${session.link}`;
  const asked = { call: "openHostedPage", attemptId: id, sessionId: session.id } as const;
  const page = await askProvider(own, asked, () =>
    own.provider.openHostedPage({
      attempt,
      session,
      returnUrl: `${checkoutPage}/done`,
      // The one place that decides whether the buyer pays on our page or on the provider's.
      ownPageUrl: request.onServicePage || own.provider.embeddedForm === null ? null : `${checkoutPage}/pay`,
    }),
  );
  context.failpoint("page_opened");
  // Whether a page that was handed out can still be paid, only the provider can say.
  const isGivenUp = attempt.reference !== null && (await voidedWhenBusy(own, attempt, page));
  await recordPayment(own, { attemptId: id, outcome: isGivenUp ? { kind: "voided" } : proofOf(page, attempt) });
  context.failpoint("page_recorded");
  const now = await stateOf(context.store, (await context.store.session(session.id)) ?? session);
  switch (page.kind) {
    case "opened":
      if (isOpenAttempt(now.session, id)) return { kind: "opened", url: page.url };
      // Given up meanwhile, by a request that had no answer to its own call: its address is handed to nobody.
      await closeLatePage(own, { ...attempt, reference: page.reference });
      return { kind: "again" };
    case "rejected":
      return { kind: "payment_rejected", ...now };
    case "amount_refused":
      return { kind: "amount_not_taken", why: { kind: "refused" }, ...now };
    case "email_refused":
      return { kind: "email_refused", ...now };
    case "unknown":
      return { kind: now.session.status === "ready" ? "provider_busy" : "still_checking", ...now };
    default:
      return unreachable(page);
  }
}

const isOpenAttempt = (session: CheckoutSession, id: AttemptId): boolean =>
  session.status === "awaiting_buyer" && session.attempt.id === id;

/** Only tidiness: nobody has the address of a page that came too late, and one that is paid all the same is refunded. */
async function closeLatePage(context: PurchaseContext, late: StoredAttempt): Promise<void> {
  if ((await context.store.attempt(late.id))?.outcome.kind === "voided") await voidedAtProvider(context, late);
}

/** A page whose address nobody was given cannot be paid, whatever the provider made of our request. */
function proofOf(page: HostedPage, { reference }: StoredAttempt): PaymentProof["outcome"] {
  switch (page.kind) {
    case "opened":
      return { kind: "action_required", reference: page.reference, actionUrl: page.url };
    case "rejected":
      return page;
    case "amount_refused":
    case "email_refused":
      return { kind: "not_opened" };
    case "unknown":
      return { kind: reference === null ? "not_opened" : "unresolved" };
    default:
      return unreachable(page);
  }
}

/** What our own page needs to show the service's form for a session that waits for its buyer; null when there is none to show. */
export async function embeddedForm(context: PurchaseContext, id: SessionId): Promise<EmbeddedForm | null> {
  const session = await context.store.session(id);
  if (session?.status !== "awaiting_buyer" || session.attempt.route !== "external") return null;
  const attempt = await context.store.attempt(session.attempt.id);
  invariant(attempt !== null, "an attempt is stored with the state that owns it");
  const asked = { call: "embeddedForm", attemptId: attempt.id, sessionId: id } as const;
  const own = await contextAt(context, attempt);
  const formOf = own?.provider.embeddedForm ?? null;
  if (own === null || formOf === null) return null;
  const answer = await askProvider(own, asked, () => formOf(attempt));
  return answer.kind === "form" ? answer.form : null;
}
