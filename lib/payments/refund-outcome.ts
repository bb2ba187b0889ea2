import type { Money } from "../money.ts";
import type { ProviderRefund } from "../orders/refund.ts";
import type { RefundAnswer } from "../orders/refund-life.ts";
import type { Unknown } from "./failure.ts";

/** What a provider made of a refund. `unknown`: it may have been carried out or never have arrived; ask again with the same key. */
export type RefundOutcome = RefundAnswer | Unknown;

/** A refund in the provider's list of all, with the payment that it gives back. */
export type ListedRefund = Pick<ProviderRefund, "id" | "state"> & { readonly reference: string };
export type ListRefundsSinceOutcome = { readonly kind: "listed"; readonly refunds: readonly ListedRefund[] } | Unknown;

/** All refunds of one payment at the provider, whoever made them. */
export type ListRefundsOutcome = { readonly kind: "listed"; readonly refunds: readonly ProviderRefund[] } | Unknown;

export type RefundRequest = {
  readonly reference: string;
  readonly amount: Money;
  readonly key: string;
  /** How often the provider refused it before. A provider that keeps its first answer to a key is asked under another one. */
  readonly refusals: number;
  /** Of a `direct` payment: the platform's fee goes back to the seller in proportion. */
  readonly givesFeeBack?: boolean;
};
