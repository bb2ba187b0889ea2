import type { AttemptId } from "../../ids.ts";
import type { ChargeOutcome, PaymentEvent } from "../../payments/provider.ts";

/** What is known of an attempt's payment, and from where. */
export type PaymentProof = {
  readonly attemptId: AttemptId;
  readonly outcome:
    | PaymentEvent["outcome"]
    | Extract<ChargeOutcome, { kind: "token_invalid" | "rejected" }>
    /** No answer; only a look-up or a webhook can tell what became of the attempt. */
    | { readonly kind: "unresolved" };
  readonly event?: PaymentEvent;
};

/** What a proof changed. */
export type RecordOutcome =
  | { readonly kind: "recorded" | "already_recorded" }
  /** Money for a session that can no longer take it: stored, and refunded. */
  | { readonly kind: "stray" }
  | { readonly kind: "review" }
  | { readonly kind: "no_such_attempt" };
