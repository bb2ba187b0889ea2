import type { SellerId } from "../ids.ts";

/** What is kept of an operator's acts and of what concerns the safety of the shop. */
export const AUDIT_ACTIONS = [
  "refund_requested",
  "refund_settled",
  /** Money that bears our mark and no attempt of ours took: it is the payment of an order, or is dealt with outside. */
  "payment_matched",
  "payment_kept",
  /** A payment of another amount than its order's was accepted, or is given back. */
  "mismatch_settled",
  "transfer_settled",
  /** A booking that the tax service refused: it is asked again, was booked by hand, or is given up. */
  "tax_booking_settled",
  "shipment_recorded",
  /** An order that cost nothing was taken back. */
  "order_canceled",
  /** The goods of an order go in spite of an early fraud warning or a review. */
  "order_released",
  "evidence_submitted",
  /** A receiver of order events is sent again what changed since a time. */
  "orders_resent",
  "kill_switch_set",
  "breaker_closed",
  "feed_imported",
  "feed_not_imported",
  /** The catalogue was put back to what it was before an import. */
  "feed_rolled_back",
  "product_changed",
  /** A seller was added, what is said of them was changed, or they began or ceased to sell. */
  "seller_added",
  "seller_changed",
  "seller_moved",
  /** A key of a seller was made, or is not valid any more. */
  "seller_key_created",
  "seller_key_revoked",
  /** A seller's receiver was added, got another secret, was paused or resumed, removed, or turned off by itself. */
  "seller_receiver_added",
  "seller_receiver_rotated",
  "seller_receiver_paused",
  "seller_receiver_resumed",
  "seller_receiver_removed",
  "seller_receiver_turned_off",
  "keys_refused",
  "console_signed_in",
  "console_signed_out",
  /** By somebody who was signed in: another session, or all others. */
  "console_sessions_ended",
  /** A link was made that opens one phase's report without a sign-in. */
  "report_shared",
  "started",
  /** A buyer's data was blanked at their request, or written out for them. The buyer is a keyed digest in `details`. */
  "privacy_erased",
  "privacy_exported",
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** Who or what did it: a command of the operator's, a caller with a key, somebody who was refused, or the server itself. */
export const AUDIT_ACTORS = [
  "command",
  "orders_api",
  "console",
  "ledger",
  "acp",
  "entitlements_api",
  "server",
] as const;
export type AuditActor = (typeof AUDIT_ACTORS)[number];

export type AuditEntry = {
  readonly occurredAt: Date;
  readonly action: AuditAction;
  readonly actor: AuditActor;
  /** The order, the seller or the file that it is about; null for what is about the whole shop. Never a buyer. */
  readonly subject: string | null;
  /** The operator's reason; null where none is asked for. */
  readonly why: string | null;
  /** Neither secrets nor buyers' data. */
  readonly details: Readonly<Record<string, string | number | boolean>>;
};

export interface AuditReads {
  /** From `since` on, oldest first, at most `limit`; `after` continues behind the entry of that id. */
  auditEntries(since: Date, limit: number, after: number): Promise<readonly (AuditEntry & { readonly id: number })[]>;
  /** The last one of its kind; null when there is none. */
  latestEntry(action: AuditAction): Promise<AuditEntry | null>;
  /** The accounts at the payment provider that onboarding opened for a seller and kept, also those that they have left since. */
  accountsOpenedFor(seller: SellerId): Promise<ReadonlySet<string>>;
}

export interface AuditWrites {
  /** The database itself refuses to change or remove an entry. */
  insertAuditEntry(entry: AuditEntry): Promise<void>;
}
