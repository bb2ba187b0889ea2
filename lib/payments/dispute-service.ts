import type { ProviderAlert } from "../orders/disputes/alert.ts";
import type { Rejected, Unknown } from "./failure.ts";

/** Texts for the bank by the name of their field; every field is one that https://docs.stripe.com/api/disputes/evidence_object has. */
export type Evidence = Readonly<Partial<Record<EvidenceField, string>>>;
export const EVIDENCE_FIELDS = [
  "customer_name",
  "customer_email_address",
  "billing_address",
  "shipping_address",
  "shipping_carrier",
  "shipping_date",
  "shipping_tracking_number",
  "product_description",
  "service_date",
  "access_activity_log",
  "refund_policy_disclosure",
  "refund_refusal_explanation",
  "uncategorized_text",
] as const;
export type EvidenceField = (typeof EVIDENCE_FIELDS)[number];

export type AlertsOutcome = { readonly kind: "listed"; readonly alerts: readonly ProviderAlert[] } | Unknown;
export type OpenedAlertsOutcome =
  | { readonly kind: "listed"; readonly opened: readonly { readonly id: string; readonly reference: string }[] }
  | Unknown;
export type SubmitOutcome =
  | { readonly kind: "submitted" }
  /** Evidence was submitted before, or no answer is possible any more. */
  | { readonly kind: "refused"; readonly reason: string }
  | Rejected
  | Unknown;

/** What a provider reports against payments, and takes in answer. All of it is read; an event only says that something changed. */
export interface DisputeService {
  /** Everything against a payment now. `known`: the ids of what our books have as open, which are read even if no list has them. */
  read(payment: { readonly reference: string; readonly known: readonly string[] }): Promise<AlertsOutcome>;
  /** What was opened since a moment against any payment of the account, of ours and of others. */
  openedSince(since: Date): Promise<OpenedAlertsOutcome>;
  /** Submits evidence to the bank, for good: most banks read one submission. `key` makes a repetition harmless. */
  submit(request: {
    readonly disputeId: string;
    readonly evidence: Evidence;
    readonly key: string;
  }): Promise<SubmitOutcome>;
}
