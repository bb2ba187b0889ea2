import { unknownBecause, type ProviderFailure, type Unknown } from "../failure.ts";
import type { ChargeOutcome, DeclineReason, LookUpOutcome } from "../provider.ts";
import { moneyFromStripe } from "./amount.ts";
import { failureOf, requestIdOf, stripeFailure, type FromResponse } from "./failure.ts";
import { isTombstone } from "./metadata.ts";

type Declined = Extract<ChargeOutcome, { kind: "declined" }>;

/** What is needed of Stripe's words about a failed payment: an API error and `last_payment_error` both have it. */
export type FailureFacts = {
  readonly code?: string | null | undefined;
  readonly decline_code?: string | null | undefined;
};

/** What is needed of a PaymentIntent, from a reply or from an event. */
export type IntentFacts = FromResponse & {
  readonly id: string;
  readonly status: string;
  readonly amount_received: number;
  readonly currency: string;
  readonly metadata: Readonly<Record<string, string>> | null;
  readonly last_payment_error: FailureFacts | null;
  readonly next_action: { readonly redirect_to_url?: { readonly url: string | null } | undefined } | null;
};

/** What is needed of a Checkout Session. Its PaymentIntent may be there as an id only. */
export type PageFacts = FromResponse & {
  readonly id: string;
  readonly status: string | null;
  readonly payment_status: string;
  readonly payment_intent: string | IntentFacts | null;
  readonly amount_total: number | null;
  readonly currency: string | null;
  readonly url: string | null;
  readonly metadata: Readonly<Record<string, string>> | null;
};

/** What became of a PaymentIntent that we made ourselves. A status that we never bring about is `unknown`. */
export function intentOutcome(intent: IntentFacts): LookUpOutcome {
  switch (intent.status) {
    case "succeeded":
      return capturedOutcome(intent.id, intent.amount_received, intent.currency, requestIdOf(intent));
    case "processing":
      return { kind: "pending", reference: intent.id };
    case "requires_action":
      return {
        kind: "action_required",
        reference: intent.id,
        actionUrl: intent.next_action?.redirect_to_url?.url ?? null,
      };
    case "requires_payment_method":
      if (isTombstone(intent.metadata)) return { kind: "voided" };
      return intent.last_payment_error === null ? undecided(intent) : declinedOutcome(intent.last_payment_error);
    case "canceled":
      return { kind: "voided" };
    default:
      return undecided(intent);
  }
}

function undecided(intent: IntentFacts): Unknown {
  return unknownBecause("undecided", `the PaymentIntent is ${intent.status}`, requestIdOf(intent));
}

/**
 * What became of a Checkout Session. Captured money has the PaymentIntent's id as its reference, because the events of
 * both report the same money; an open page has its own, because it may still be paid by another card.
 */
export function pageOutcome(page: PageFacts): LookUpOutcome {
  const intent = typeof page.payment_intent === "string" ? null : page.payment_intent;
  const paid = intent === null ? null : intentOutcome(intent);
  if (paid?.kind === "captured") return paid;
  switch (page.status) {
    case "open":
      return {
        kind: "action_required",
        reference: page.id,
        actionUrl: page.url ?? page.metadata?.["page_url"] ?? null,
      };
    case "complete":
      return completeOutcome(page, paid);
    case "expired":
      return paid?.kind === "pending" ? { kind: "pending", reference: page.id } : { kind: "voided" };
    default:
      return undecidedPage(page);
  }
}

function completeOutcome(page: PageFacts, paid: LookUpOutcome | null): LookUpOutcome {
  const { payment_intent: intent, amount_total: total, currency } = page;
  switch (page.payment_status) {
    case "paid": {
      const id = typeof intent === "string" ? intent : intent?.id;
      if (id === undefined || total === null || currency === null) return undecidedPage(page);
      return capturedOutcome(id, total, currency, requestIdOf(page));
    }
    case "unpaid":
      // A slow method: paid later, or failed for good. A voucher, a bank transfer and micro-deposits wait for the buyer.
      if (paid === null || paid.kind === "pending" || paid.kind === "action_required")
        return { kind: "pending", reference: page.id };
      return paid.kind === "declined" || paid.kind === "voided" ? paid : undecidedPage(page);
    default:
      return undecidedPage(page);
  }
}

function undecidedPage(page: PageFacts): Unknown {
  const state = `the Checkout Session is ${page.status ?? "without a status"} and ${page.payment_status}`;
  return unknownBecause("undecided", state, requestIdOf(page));
}

function capturedOutcome(reference: string, amount: number, currency: string, requestId: string | null): LookUpOutcome {
  const captured = moneyFromStripe(amount, currency);
  if (captured !== null) return { kind: "captured", reference, amount: captured };
  return unknownBecause("unreadable", "an amount in a currency that we do not know", requestId);
}

const REASONS: Readonly<Record<string, DeclineReason>> = {
  insufficient_funds: "insufficient_funds",
  expired_card: "expired_card",
  fraudulent: "suspected_fraud",
  lost_card: "suspected_fraud",
  stolen_card: "suspected_fraud",
  pickup_card: "suspected_fraud",
  merchant_blacklist: "suspected_fraud",
  security_violation: "suspected_fraud",
  authentication_required: "authentication_failed",
  authentication_failure: "authentication_failed",
  authentication_not_handled: "authentication_failed",
  payment_intent_authentication_failure: "authentication_failed",
  processing_error: "other",
};

/**
 * A failed payment in our words. Only for what Stripe itself calls failed; a code that is new to us is then still a
 * decline, of the card when the card is what Stripe names.
 */
export function declinedOutcome({ code, decline_code: declineCode }: FailureFacts): Declined {
  const word = declineCode ?? code ?? "";
  const reason = REASONS[word] ?? REASONS[code ?? ""] ?? (code === "card_declined" ? "card_declined" : "other");
  return { kind: "declined", reason };
}

/** What an error of Stripe's says about the request that it answers. */
export type Refusal =
  /** Stripe looked at it and did not take it: certainly nothing happened. */
  | { readonly kind: "not_taken"; readonly status: number; readonly why: string; readonly requestId: string | null }
  /** Its key was used before, with other parameters. */
  | { readonly kind: "key_is_taken"; readonly why: ProviderFailure }
  | { readonly kind: "declined"; readonly failure: FailureFacts }
  /** No answer, or one that says nothing about what happened. */
  | Unknown;

/** Reads an error of Stripe's by its status and type; anything else is thrown again. */
export function refusalOf(error: unknown): Refusal {
  const failure = stripeFailure(error);
  const why = failureOf(failure);
  const { statusCode: status, rawType } = failure;
  switch (status) {
    case 402:
      return rawType === "card_error" ? { kind: "declined", failure } : { kind: "unknown", why };
    case 400:
      if (rawType === "idempotency_error") return { kind: "key_is_taken", why };
      if (rawType !== "invalid_request_error") return { kind: "unknown", why };
      break;
    case 401:
    case 403:
    case 404:
      break;
    default:
      return { kind: "unknown", why };
  }
  return { kind: "not_taken", status, why: why.message ?? "", requestId: why.requestId };
}
