import type { Money } from "../money.ts";
import type { Refund, RefundState } from "../orders/refund.ts";

/** A payment at a provider, by the provider's own name for it. */
export type PaymentName = { readonly provider: string; readonly reference: string };

/**
 * What the sweep does with a refund. `ask`: it has not reached the provider. `ask_again`: the provider refused it for a cause
 * that passes. `read`: what became of it at the provider.
 */
export type RefundWork = "ask" | "ask_again" | "read";

export interface RefundReads {
  refund(key: string): Promise<Refund | null>;
  refunds(provider: string, reference: string): Promise<readonly Refund[]>;
  /** Of these refunds, the payments in our books that have one of them not at all or in another state. */
  paymentsRefundedOtherwise(
    provider: string,
    listed: readonly { readonly id: string; readonly state: RefundState; readonly reference: string }[],
  ): Promise<readonly string[]>;
  /** Refunds with this work that are due at `now`; the one that is due longest first. */
  dueRefunds(work: RefundWork, now: Date, limit: number): Promise<readonly Refund[]>;
  /** Refunds that the provider will not carry out, and that nobody has settled; oldest first. */
  lostRefunds(limit: number, after?: Refund | null): Promise<readonly Refund[]>;
  /** Refunds whose end is not known: not answered, accepted, or refused and asked for again; oldest first. */
  openRefunds(limit: number, after?: Refund | null): Promise<readonly Refund[]>;
  /** True when a list of the payment's refunds that was asked for after `ticket` has been recorded. */
  areRefundsReadAfter(payment: PaymentName, ticket: number): Promise<boolean>;
}

/** Part of the port in lib/store/store.ts. */
export interface RefundWrites {
  /** False when the key was used before. */
  insertRefund(refund: Refund): Promise<boolean>;
  saveRefund(refund: Refund): Promise<void>;
  /**
   * True when the caller is the one to ask about the refund now: nobody did since it was read with these `tries`. It is due
   * again at `dueAt` whatever becomes of the caller.
   */
  claimRefund(refund: Pick<Refund, "key" | "tries">, dueAt: Date): Promise<boolean>;
  /** What is due of a payment's refunds at `now` is due again at `dueAt`. */
  putOffRefunds(payment: PaymentName, now: Date, dueAt: Date): Promise<void>;
  /** Holds the payment's row until the transaction ends, so that two refunds of it take turns. */
  lockCapture(provider: string, reference: string): Promise<void>;
  /** A number for a look at the payment's refunds that begins now, higher than all before; null when there is no such payment. */
  takeRefundTicket(payment: PaymentName): Promise<number | null>;
  /** False when a look that began later is recorded already: what this one saw is old. */
  recordRefundTicket(payment: PaymentName, ticket: number): Promise<boolean>;
  /**
   * Sets what is given back of a payment, and of its order. `by` the provider: somebody made a refund there, and not we here.
   */
  setRefunded(
    provider: string,
    reference: string,
    refunded: Money,
    source: { readonly occurredAt: Date; readonly by: "us" | "provider" },
  ): Promise<void>;
}
