import type { AttemptId } from "../../ids.ts";
import type { Order, Shortage } from "../../orders/order.ts";
import type { ChargeOutcome, PaymentEvent } from "../../payments/provider.ts";

/** `unresolved`: the payment provider gave no answer; only a look-up or a webhook can settle the attempt. */
export type PaymentProof = {
  readonly attemptId: AttemptId;
  readonly outcome:
    | Exclude<PaymentEvent["outcome"], { kind: "refunds_changed" | "alerts_changed" }>
    | Extract<ChargeOutcome, { kind: "token_invalid" | "rejected" }>
    | { readonly kind: "unresolved" }
    /** No page came of it, or one whose address nobody was given. Counts only while that is so. */
    | { readonly kind: "not_opened" };
  readonly event?: PaymentEvent;
};

export type RecordOutcome =
  | { readonly kind: "already_recorded" }
  /** `oversold`: units of the order that were not there. */
  | {
      readonly kind: "recorded";
      readonly oversold?: { readonly order: Order; readonly shortages: readonly Shortage[] };
    }
  /** Money for a session that can no longer take it: stored, and refunded. */
  | { readonly kind: "orphaned" }
  | { readonly kind: "amount_mismatch" }
  | { readonly kind: "no_such_attempt" };
