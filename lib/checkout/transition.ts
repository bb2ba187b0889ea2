import type { AttemptId, OrderId } from "../ids.ts";
import { invariant, unreachable } from "../invariant.ts";
import type { Basket, CheckoutSession, MissingDetail, PaymentAttempt, SessionStatus } from "./session.ts";

export type CheckoutEvent =
  | { readonly type: "details_given"; readonly basket: Basket; readonly missing: readonly MissingDetail[] }
  | { readonly type: "payment_started"; readonly attempt: PaymentAttempt }
  | {
      readonly type: "buyer_action_required";
      readonly attemptId: AttemptId;
      readonly reference: string;
      readonly actionUrl: string | null;
    }
  | { readonly type: "payment_captured"; readonly attemptId: AttemptId; readonly orderId: OrderId }
  | { readonly type: "payment_declined"; readonly attemptId: AttemptId }
  | { readonly type: "payment_unresolved"; readonly attemptId: AttemptId }
  | { readonly type: "attempt_voided"; readonly attemptId: AttemptId }
  | { readonly type: "canceled"; readonly by: "buyer" | "merchant" }
  | { readonly type: "expired" };

export type EventType = CheckoutEvent["type"];

/**
 * Which event each state accepts: the whole payment policy on one screen. A new attempt starts from
 * `ready` only, and no state with an open attempt can be canceled or expire, so a second payment
 * cannot be expressed. docs/state-machine.md is checked against this table. ACP is the released version 2026-04-17,
 * https://github.com/agentic-commerce-protocol/agentic-commerce-protocol/blob/c2afc863b46b/rfcs/rfc.agentic_checkout.md
 */
export const ALLOWED = {
  // ACP status `not_ready_for_payment`, and https://developers.openai.com/commerce/specs/checkout: whatever is not
  // completed or canceled can be canceled.
  not_ready: ["details_given", "canceled", "expired"],
  // ACP status `ready_for_payment`; "complete" is asked of this one only.
  ready: ["details_given", "payment_started", "canceled", "expired"],
  // ACP status `complete_in_progress`. One attempt at a time, stored before the provider is called:
  // https://brandur.org/idempotency-keys
  paying: ["buyer_action_required", "payment_captured", "payment_declined", "payment_unresolved", "attempt_voided"],
  // ACP status `authentication_required`. The buyer's return proves nothing, a webhook or a look-up does:
  // https://docs.stripe.com/checkout/fulfillment; an open page is expired before another payment starts:
  // https://docs.stripe.com/payments/checkout/managing-limited-inventory
  awaiting_buyer: ["payment_captured", "payment_declined", "payment_unresolved", "attempt_voided"],
  // ACP status `complete_in_progress`. No answer is not a decline: https://docs.stripe.com/error-low-level
  unresolved: ["buyer_action_required", "payment_captured", "payment_declined", "attempt_voided"],
  // https://developers.openai.com/commerce/specs/checkout, cancel: 405 for what is completed or canceled.
  completed: [],
  canceled: [],
  // ACP status `expired`: an end like the other two.
  expired: [],
} as const satisfies Record<SessionStatus, readonly EventType[]>;

export type Transition =
  | { readonly kind: "moved"; readonly session: CheckoutSession }
  | {
      readonly kind: "refused";
      readonly status: SessionStatus;
      readonly event: EventType;
      readonly why: "not_allowed" | "other_attempt";
    };

export function canAccept(status: SessionStatus, event: EventType): boolean {
  return (ALLOWED[status] as readonly EventType[]).includes(event);
}

/** The fields of a basket alone, one revision on: nothing that an earlier state owned is carried over. */
function basketOf(session: Basket): Basket {
  const {
    id,
    link,
    sellerId,
    sellerName,
    shopperId,
    ownership,
    currency,
    lineItems,
    buyer,
    address,
    origins,
    deliveryOptions,
    deliveryOptionId,
  } = session;
  const { discounts, rejectedDiscounts, totals, taxLines, taxBasis, createdAt, expiresAt, revision } = session;
  return {
    id,
    link,
    sellerId,
    sellerName,
    ...(session.parts === undefined ? {} : { parts: session.parts }),
    shopperId,
    ownership,
    currency,
    lineItems,
    buyer,
    address,
    origins,
    deliveryOptions,
    deliveryOptionId,
    discounts,
    rejectedDiscounts,
    totals,
    taxLines,
    taxBasis,
    ...(session.locale === undefined ? {} : { locale: session.locale }),
    createdAt,
    expiresAt,
    revision: revision + 1,
  };
}

/** A session in the state its missing details call for. */
export function sessionOf(basket: Basket, missing: readonly MissingDetail[]): CheckoutSession {
  return missing.length === 0 ? { ...basket, status: "ready" } : { ...basket, status: "not_ready", missing };
}

/**
 * Applies one event. Accepts every state and every event; what the table does not allow, and an event of
 * another attempt than the open one, is `refused` and changes nothing. A move adds one to `revision`.
 * A refused `payment_captured` means money without a sale: the caller stores it as an orphaned payment.
 */
export function transition(session: CheckoutSession, event: CheckoutEvent): Transition {
  const refused = (why: "not_allowed" | "other_attempt"): Transition => ({
    kind: "refused",
    status: session.status,
    event: event.type,
    why,
  });
  if (!canAccept(session.status, event.type)) return refused("not_allowed");
  if ("attemptId" in event && "attempt" in session && session.attempt.id !== event.attemptId)
    return refused("other_attempt");
  const basket = basketOf(session);
  const moved = (next: CheckoutSession): Transition => ({ kind: "moved", session: next });
  switch (event.type) {
    case "details_given":
      invariant(
        event.basket.id === session.id && event.basket.revision === session.revision,
        "details belong to the session they were given for",
      );
      return moved(sessionOf(basketOf(event.basket), event.missing));
    case "payment_started":
      invariant(
        event.attempt.amount.amountMinor === session.totals.total.amountMinor &&
          event.attempt.amount.currency === session.currency,
        "an attempt charges the session's total",
      );
      return moved({ ...basket, status: "paying", attempt: event.attempt });
    case "canceled":
      return moved({ ...basket, status: "canceled", canceledBy: event.by });
    case "expired":
      return moved({ ...basket, status: "expired" });
    case "attempt_voided":
    case "payment_declined":
      return moved({ ...basket, status: "ready" });
    case "buyer_action_required":
    case "payment_captured":
    case "payment_unresolved":
      invariant("attempt" in session, "the table lets payment events reach only states with an attempt");
      return moved(withPayment(basket, session.attempt, event));
    default:
      return unreachable(event);
  }
}

function withPayment(
  basket: Basket,
  attempt: PaymentAttempt,
  event: Extract<CheckoutEvent, { type: "buyer_action_required" | "payment_captured" | "payment_unresolved" }>,
): CheckoutSession {
  switch (event.type) {
    case "buyer_action_required":
      return { ...basket, status: "awaiting_buyer", attempt, reference: event.reference, actionUrl: event.actionUrl };
    case "payment_captured":
      return { ...basket, status: "completed", attempt, orderId: event.orderId };
    case "payment_unresolved":
      return { ...basket, status: "unresolved", attempt };
    default:
      return unreachable(event);
  }
}
