import type { CheckoutSession } from "../checkout/session.ts";
import type { AttemptId } from "../ids.ts";
import type { Currency, Money } from "../money.ts";

export const DECLINE_REASONS = [
  "card_declined",
  "insufficient_funds",
  "expired_card",
  "suspected_fraud",
  "authentication_failed",
  "other",
] as const;
export type DeclineReason = (typeof DECLINE_REASONS)[number];

export type TokenProblem = "expired" | "spent" | "revoked" | "over_limit" | "wrong_currency" | "not_recognised";

/**
 * What became of a charge. `unknown` is an outcome of its own: the request may have taken money or may
 * never have arrived, and only a look-up or a verified webhook can tell.
 */
export type ChargeOutcome =
  | { readonly kind: "captured"; readonly reference: string; readonly amount: Money }
  | { readonly kind: "pending"; readonly reference: string }
  | { readonly kind: "action_required"; readonly reference: string; readonly actionUrl: string | null }
  | { readonly kind: "declined"; readonly reason: DeclineReason; readonly retry: "never" | "other_method" | "later" }
  | { readonly kind: "token_invalid"; readonly why: TokenProblem }
  | { readonly kind: "unknown" };

export type PaymentEvent = {
  /** The payment service's id of the event; the same event may arrive many times and in any order. */
  readonly id: string;
  readonly attemptId: AttemptId;
  readonly outcome:
    | Exclude<ChargeOutcome, { kind: "unknown" | "token_invalid" }>
    | { readonly kind: "withdrawn" }
    | { readonly kind: "refunded"; readonly reference: string };
};

export type RefundOutcome = { readonly kind: "accepted" | "done" | "refused" | "unknown" };

/** A payment service. Vendor errors die in the adapter; what it does not understand is `unknown`, never "declined". */
export interface PaymentProvider {
  readonly name: "sandbox" | "stripe";
  /** What `requestCheckout` needs, or null while delegated tokens cannot be charged. */
  readonly instant: {
    readonly provider: string;
    readonly merchantId: string;
    readonly currencies: readonly Currency[];
    readonly mode: "test" | "live";
  } | null;
  /** After this long without a trace of an attempt at the service, a look-up's `absent` is final. */
  readonly absentIsFinalAfterMs: number;
  /** Charges a delegated token. `attemptId` is the idempotency key; the same id never charges twice. */
  chargeToken(charge: { attemptId: AttemptId; amount: Money; token: string }): Promise<ChargeOutcome>;
  /** Opens the service's payment page for an attempt; the same attempt gets the same page. */
  openHostedPage(page: {
    attemptId: AttemptId;
    session: CheckoutSession;
    amount: Money;
    returnUrl: string;
  }): Promise<{ kind: "opened"; reference: string; url: string } | { kind: "unknown" }>;
  /** Withdraws an open page or an unfinished authentication, so that it can never be paid any more. */
  withdraw(attemptId: AttemptId): Promise<"withdrawn" | "already_paid" | "unknown">;
  lookUp(attemptId: AttemptId): Promise<ChargeOutcome | { readonly kind: "absent" } | { readonly kind: "withdrawn" }>;
  refund(refund: { reference: string; amount: Money; key: string }): Promise<RefundOutcome>;
  /** Verifies and reads a webhook's raw bytes. `acknowledgement` is the reply the service expects. */
  readWebhook(
    body: Uint8Array,
    headers: Headers,
  ): Promise<
    | { kind: "forged" }
    | { kind: "read"; events: readonly PaymentEvent[]; acknowledgement: { status: number; body: string } }
  >;
}
