import type { AttemptId } from "../ids.ts";
import type { Money } from "../money.ts";
import type { Unknown } from "./failure.ts";

export type TransferRequest = {
  /** The idempotency key; the same key is the same transfer, whatever `refusals` says. */
  readonly key: string;
  readonly attemptId: AttemptId;
  /** The payment that the money is from: it becomes available with the payment's. */
  readonly reference: string;
  /** The seller's account. */
  readonly account: string;
  /** In the currency of the payment. */
  readonly amount: Money;
  /** How often the provider refused it before. A provider that keeps its first answer to a key is asked under another one. */
  readonly refusals: number;
  /**
   * Pays again what was taken back of an earlier transfer: from the platform's balance. A payment's own money is counted once,
   * also where a transfer of it was reversed, and a second transfer with that source may be refused for good.
   */
  readonly fromBalance?: boolean;
  /** The platform's fee, given back to a seller whose own account took the payment: the payment is not the platform's. */
  readonly isFee?: boolean;
};

/** `settled`: what left the balance, in its currency, where that is another than the payment's. */
export type TransferOutcome =
  | { readonly kind: "sent"; readonly id: string; readonly settled: Money | null }
  /** The account cannot receive it, or the provider did not take it. `isFinal`: asking again will not help. */
  | { readonly kind: "refused"; readonly why: string; readonly isFinal: boolean }
  /** Nothing was asked for: what it needs is not in the provider's books yet, and will be. Asked again under the same key. */
  | { readonly kind: "not_yet"; readonly why: string }
  | Unknown;

export type ReversalRequest = {
  readonly key: string;
  readonly transferId: string;
  /** In the currency of the payment. */
  readonly amount: Money;
  /**
   * What the transfer sent, in the currency of the payment, and what earlier reversals were asked to take of it. A transfer may
   * be in the currency that the payment was settled in, and its part is counted from these. Absent: it is in the payment's.
   */
  readonly of?: { readonly whole: Money; readonly before: Money };
  readonly refusals: number;
};

export type ReversalOutcome =
  | { readonly kind: "reversed"; readonly id: string }
  /** The seller's balance has less than that; nothing was taken. */
  | { readonly kind: "short" }
  | { readonly kind: "refused"; readonly why: string; readonly isFinal: boolean }
  | Unknown;

/** A transfer as the provider's own list has it. */
export type ProviderTransfer = {
  readonly id: string;
  /** The key that it was asked for with; null for one that the charge itself or somebody at the provider made. */
  readonly key: string | null;
  readonly account: string;
  readonly amount: Money;
  readonly reversed: Money;
};

export type ListTransfersOutcome =
  { readonly kind: "listed"; readonly transfers: readonly ProviderTransfer[] } | Unknown;

/** Moves money between the platform's account and its sellers'. */
export interface TransferService {
  send(request: TransferRequest): Promise<TransferOutcome>;
  reverse(request: ReversalRequest): Promise<ReversalOutcome>;
  /** All transfers of a payment as the provider has them now, also the one that a `destination` charge made. */
  list(payment: { readonly attemptId: AttemptId; readonly reference: string }): Promise<ListTransfersOutcome>;
}
