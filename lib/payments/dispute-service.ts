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

/** Of all texts together, https://docs.stripe.com/api/disputes/update; no provider that we know reads more. */
export const MAX_EVIDENCE_CHARACTERS = 150_000;

/** Fields of the same object that take the id of an uploaded file. */
export const EVIDENCE_FILE_FIELDS = [
  "receipt",
  "shipping_documentation",
  "refund_policy",
  "cancellation_policy",
  "customer_communication",
  "customer_signature",
  "service_documentation",
  "duplicate_charge_documentation",
  "uncategorized_file",
] as const;
export type EvidenceFileField = (typeof EVIDENCE_FILE_FIELDS)[number];

const FILE_TYPES = {
  "application/pdf": [0x25, 0x50, 0x44, 0x46, 0x2d],
  "image/jpeg": [0xff, 0xd8, 0xff],
  "image/png": [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
} as const;
type EvidenceFileType = keyof typeof FILE_TYPES;

/** A file for the bank, and the field that it is evidence for. */
export type EvidenceFile = {
  readonly field: EvidenceFileField;
  readonly name: string;
  readonly type: EvidenceFileType;
  readonly data: Uint8Array;
};

/**
 * Of all files of a dispute together (https://docs.stripe.com/disputes/responding); of a single one Stripe takes 5 MB
 * (https://docs.stripe.com/file-upload).
 */
export const MAX_EVIDENCE_FILE_BYTES = 4_500_000;

/** What a file is by its first bytes, whatever it is called; null: nothing that a bank takes. */
export function evidenceFileType(data: Uint8Array): EvidenceFileType | null {
  const types = Object.entries(FILE_TYPES) as [EvidenceFileType, readonly number[]][];
  return types.find(([, begin]) => begin.every((byte, index) => data[index] === byte))?.[0] ?? null;
}

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
    /** Uploaded first, each under a key of its own that is made of `key`. */
    readonly files?: readonly EvidenceFile[];
    readonly key: string;
  }): Promise<SubmitOutcome>;
}
