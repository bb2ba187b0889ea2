export type RecordOutcome =
  | { readonly kind: "recorded" | "already_recorded" }
  /** Money for a session that can no longer take it: stored, and refunded. */
  | { readonly kind: "orphaned" }
  | { readonly kind: "amount_mismatch" }
  | { readonly kind: "no_such_attempt" };
