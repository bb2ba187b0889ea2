import { unreachable } from "#lib/invariant.ts";
import { isCurrency, money, type Money } from "#lib/money.ts";
import type { ServiceAttempt, ServicePayment } from "./client.ts";
import { unknownBecause } from "#lib/payments/failure.ts";
import { DECLINE_REASONS, type ChargeOutcome, type LookUpOutcome } from "#lib/payments/provider.ts";

/** A refusal by the bank. Its word may be one that we do not know; it is a decline all the same. */
export function declineOf(refusalReason: string | null): Extract<ChargeOutcome, { kind: "declined" }> {
  const reason = DECLINE_REASONS.find((known) => known === refusalReason) ?? "other";
  return { kind: "declined", reason };
}

/** An amount as the service writes it, or null in a currency that we do not know. */
export function amountOf({ value, currency }: { readonly value: number; readonly currency: string }): Money | null {
  return isCurrency(currency) ? money(value, currency) : null;
}

/** The payment that waits for us: authorised, and neither a capture nor a cancellation was asked for. */
export function uncaptured({ payments }: ServiceAttempt): ServicePayment | null {
  return payments.find(({ state, requested }) => state === "authorised" && requested === null) ?? null;
}

/** A capture that was asked for, carried out or not. */
export function hasCapture({ payments }: ServiceAttempt): boolean {
  return payments.some(({ state, requested }) => state === "captured" || requested === "capture");
}

/**
 * What the whole of an attempt says: a payment page's refused tries are payments of their own, so one payment's
 * state never speaks for the attempt. Money taken goes before money on its way, that before what the buyer may still
 * do, and only when nothing can happen any more is the attempt voided or declined.
 */
export function outcomeOf({ links, payments }: ServiceAttempt): LookUpOutcome {
  const outcomes = payments.map(paymentOutcome);
  const first = (kind: LookUpOutcome["kind"]) => outcomes.find((outcome) => outcome.kind === kind);
  const before = first("captured") ?? first("unknown") ?? first("pending") ?? first("action_required");
  if (before !== undefined) return before;
  const open = links.find(({ state }) => state === "open");
  if (open !== undefined) return { kind: "action_required", reference: open.linkReference, actionUrl: open.url };
  if (links.some(({ state }) => state === "expired")) return { kind: "voided" };
  // A page that is paid, and its payment not there yet: the service's two lists do not agree.
  if (links.length > 0 && payments.every(({ state }) => state === "refused"))
    return unknownBecause("undecided", "a page is paid and its payment is not there yet");
  return first("voided") ?? first("declined") ?? { kind: "absent" };
}

function paymentOutcome(payment: ServicePayment): LookUpOutcome {
  const { paymentReference: reference, state, requested } = payment;
  switch (state) {
    case "captured": {
      const amount = amountOf(payment.amount);
      return amount === null
        ? unknownBecause("unreadable", "a currency that we do not know")
        : { kind: "captured", reference, amount };
    }
    case "authorised":
      return { kind: "pending", reference };
    case "redirect":
      // Once a cancellation is accepted the buyer has nothing to do here any more.
      return requested === null
        ? { kind: "action_required", reference, actionUrl: payment.redirectUrl }
        : { kind: "pending", reference };
    case "refused":
      return declineOf(payment.refusalReason);
    case "capture_failed":
      return { kind: "declined", reason: "other" };
    case "cancelled":
      return { kind: "voided" };
    default:
      return unreachable(state);
  }
}
