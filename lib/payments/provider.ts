import type { CheckoutSession, Route } from "../checkout/session.ts";
import type { AttemptId } from "../ids.ts";
import type { Currency, Money } from "../money.ts";
import type { AccountIdOutcome, ProviderAccount } from "./account.ts";
import type { DisputeService } from "./dispute-service.ts";
import type { EmbeddedForm, EmbeddedFormOutcome } from "./embedded-form.ts";
import type { Rejected, Unknown } from "./failure.ts";
import type { KeyHealth } from "./key-health.ts";
import type { PayoutService } from "./payout-service.ts";
import type { PlanEvent, PlanService } from "./plan-service.ts";
import type { Split } from "../sellers/money-model.ts";
import type { AccountEvent, SellerAccountService } from "./seller-accounts.ts";
import type { TransferService } from "./transfer-service.ts";
import type { ListRefundsOutcome, ListRefundsSinceOutcome, RefundOutcome, RefundRequest } from "./refund-outcome.ts";

export const DECLINE_REASONS = [
  "card_declined",
  "insufficient_funds",
  "expired_card",
  "suspected_fraud",
  "authentication_failed",
  "other",
] as const;
export type DeclineReason = (typeof DECLINE_REASONS)[number];

/** `malformed`: nothing that the provider makes, and so never sent to it. */
export type TokenProblem =
  "expired" | "spent" | "revoked" | "over_limit" | "wrong_currency" | "not_recognised" | "malformed";

/**
 * An attempt as a payment service can find it again: its id is the idempotency key and is in the service's
 * metadata; `reference`, the service's own name for the payment, is null until a reply brought it.
 */
export type AttemptAtService = {
  readonly id: AttemptId;
  readonly route: Route;
  readonly amount: Money;
  readonly reference: string | null;
  readonly startedAt: Date;
  /** How the money is divided among the sellers; absent: it is the platform's. */
  readonly split?: Split;
};

/**
 * What became of a charge. `unknown` is an outcome of its own: the request may have taken money or may
 * never have arrived, and only a look-up or a verified webhook can decide. `rejected` is our own fault (a wrong key, a
 * request that the service does not take): certainly nothing was charged, and certainly no bank declined.
 */
export type ChargeOutcome =
  | { readonly kind: "captured"; readonly reference: string; readonly amount: Money }
  | { readonly kind: "pending"; readonly reference: string }
  | { readonly kind: "action_required"; readonly reference: string; readonly actionUrl: string | null }
  | { readonly kind: "declined"; readonly reason: DeclineReason }
  | { readonly kind: "token_invalid"; readonly why: TokenProblem }
  | AmountRefused
  | Rejected
  | Unknown;

/** The provider did not take the amount, though `takes` did: for example after conversion to the account's currency. */
export type AmountRefused = { readonly kind: "amount_refused" };

export type LookUpOutcome =
  | Exclude<ChargeOutcome, { kind: "token_invalid" | "amount_refused" | "rejected" }>
  | { readonly kind: "voided" }
  /** The provider never received the attempt. Final only after `voidAttempt` returned it. */
  | { readonly kind: "absent" };

export type PaymentEvent = {
  /** The payment service's id of the event; the same event may arrive many times and in any order. */
  readonly id: string;
  /** Null when the service does not say which attempt it is about; then `reference` finds it. */
  readonly attemptId: AttemptId | null;
  readonly reference: string | null;
  /** Its object bears another installation's id: of an attempt that we do not know it is not ours. */
  readonly isOfOther?: true;
  /** The seller's account where it happened (`direct`); absent: the platform's. Read it again with `at`. */
  readonly account?: string;
  readonly outcome:
    | Exclude<ChargeOutcome, { kind: "unknown" | "token_invalid" | "amount_refused" | "rejected" }>
    | { readonly kind: "voided" }
    /**
     * Something about the refunds of a payment changed: they are read again. `isOurs`: the payment or the refund bears our
     * mark; false when the event does not say.
     */
    | { readonly kind: "refunds_changed"; readonly reference: string; readonly isOurs: boolean }
    /** A dispute, an early fraud warning or a review of a payment was opened or changed: they are read again. */
    | { readonly kind: "alerts_changed"; readonly reference: string };
};

/**
 * Why a webhook is not the provider's: for whoever operates the shop, never for the sender. `clock_differs`: the signature
 * is right, and its time too far from ours.
 */
export type ForgedWhy = "unsigned" | "wrong_signature" | "clock_differs";

export type HostedPage =
  | { readonly kind: "opened"; readonly reference: string; readonly url: string }
  /** The provider takes no such e-mail address; nothing was made. */
  | { readonly kind: "email_refused" }
  | AmountRefused
  | Rejected
  | Unknown;

/**
 * Money that the service took for an attempt. `isMarked`: it bears the id of this installation; `isOfOther`: that of another,
 * or of this one before its books were lost. What bears none is of an earlier release, or of a provider without room for it.
 */
export type ListedPayment = {
  readonly attemptId: AttemptId;
  readonly reference: string;
  readonly amount: Money;
  readonly isMarked?: true;
  readonly isOfOther?: true;
};

/** Whether a provider can be paid an amount. `limit`: the least that it takes, or the greatest. */
export type AmountVerdict =
  | { readonly kind: "taken" }
  | { readonly kind: "too_low" | "too_high"; readonly limit: Money }
  /** Not without rounding it. */
  | { readonly kind: "not_exact" };
/** `refused`: by the provider itself, when it was asked. */
export type AmountRefusal = Exclude<AmountVerdict, { kind: "taken" }> | { readonly kind: "refused" };

export type VoidOutcome = { readonly kind: "voided" | "already_paid" } | Unknown;

export type ListPaymentsOutcome = { readonly kind: "listed"; readonly payments: readonly ListedPayment[] } | Unknown;

export type WalletCharge = {
  readonly attempt: AttemptAtService;
  readonly session: CheckoutSession;
  readonly token: string;
  /** Where the bank's confirmation leads back to. */
  readonly returnUrl: string;
};

/**
 * A payment service. Its own errors end in the adapter: what it did not say is `unknown`, which says why, and never
 * "declined". Anything else that an adapter throws is a bug of ours, and whoever calls it must be ready for that.
 */
export interface PaymentProvider {
  /** The name in `/api/webhooks/{name}` and in our books. */
  readonly name: string;
  /** Which account of ours there, in our books: see ProviderAccount. */
  readonly account: ProviderAccount["account"];
  /** The provider's own id of it, asked for. Null where there is one account, whatever the key. */
  readonly readAccountId: (() => Promise<AccountIdOutcome>) | null;
  /** `test` where no real money moves. */
  readonly mode: "test" | "live";
  /** What `requestCheckout` needs, or null while delegated tokens cannot be charged. */
  readonly instant: {
    readonly provider: string;
    readonly accountId: string;
    readonly currencies: readonly Currency[];
    readonly mode: "test" | "live";
  } | null;
  /** Null where there is no key that could be refused. */
  readonly key: KeyHealth | null;
  /** Null where there are no subscriptions. */
  readonly plans: PlanService | null;
  /** Null where it reports no disputes. */
  readonly disputes: DisputeService | null;
  /** Null where it does not say what it pays out. */
  readonly payouts: PayoutService | null;
  /** Null where all the money stays at one account, as the next two are. */
  readonly transfers: TransferService | null;
  readonly sellerAccounts: SellerAccountService | null;
  /**
   * The provider in the context of a seller's own account, for `direct`: it charges, refunds, lists and looks up there, and its
   * `account` is that id, so that an attempt and a payment made there are found there again.
   */
  readonly at: ((seller: { readonly account: string; readonly networkId: string | null }) => PaymentProvider) | null;
  /** After this long without a trace of an attempt at the service it is no longer on its way. */
  readonly absentIsFinalAfterMs: number;
  /** Known without asking, and asked before anything is sent: an amount that is not taken can be paid by no route. */
  takes(amount: Money): AmountVerdict;
  /**
   * Charges a delegated token. The attempt's id is the idempotency key; the same id never charges twice. `sellerName`: whom a
   * confirmation of the bank's says the payment is to, where it lets us say so.
   */
  chargeToken(charge: { attempt: AttemptAtService; token: string; sellerName?: string }): Promise<ChargeOutcome>;
  /**
   * Opens the payment page of an attempt; the same attempt gets the same page. `returnUrl` is where the buyer comes back
   * to. `ownPageUrl` is our page, which shows the provider's form; null asks for a page of the provider's own, and is
   * all that a provider without `embeddedForm` gets. `lib/purchase/payment/open-hosted-payment.ts` decides which.
   */
  openHostedPage(page: {
    attempt: AttemptAtService;
    session: CheckoutSession;
    returnUrl: string;
    ownPageUrl: string | null;
  }): Promise<HostedPage>;
  /**
   * The form that our page shows for an attempt; `none` when the attempt's page is the provider's own, or is not open.
   * Null where buyers pay on the provider's own page only.
   */
  readonly embeddedForm: ((attempt: AttemptAtService) => Promise<EmbeddedFormOutcome>) | null;
  /**
   * What a page needs to draw the buttons of wallets for an amount, without asking the provider; null for an amount that they
   * cannot pay. `rates` are the prices of the ways to deliver that a sheet lists, in the same currency; the parameter `rates` has
   * them in the provider's own count, in that order and with a blank between them. Null, as the next two are, where there are none.
   */
  readonly walletButtons: ((amount: Money, rates?: readonly Money[]) => EmbeddedForm | null) | null;
  /** What the buttons may load and call, whatever the amount. Null where there are none. */
  readonly walletSources: EmbeddedForm["sources"] | null;
  /** Charges what a wallet gave to the browser. The attempt's id is the idempotency key, as for a delegated token. */
  readonly chargeWallet: ((charge: WalletCharge) => Promise<ChargeOutcome>) | null;
  /**
   * Makes sure that an attempt can never be paid any more: an open page, an unfinished confirmation, or a charge that
   * may still be on its way. `unknown`: nobody can promise that, ask again.
   */
  voidAttempt(attempt: AttemptAtService): Promise<VoidOutcome>;
  lookUp(attempt: AttemptAtService): Promise<LookUpOutcome>;
  /**
   * What the service took since a moment for attempts of ours, read from its own books: also what no event ever reported
   * of. `unknown` when it does not answer, or it is more than one look may go through. Null where it has no such list.
   */
  readonly listPayments: ((since: Date) => Promise<ListPaymentsOutcome>) | null;
  /** Gives back all or a part of a payment. The same `key` is the same refund, whatever `refusals` says. */
  refund(refund: RefundRequest): Promise<RefundOutcome>;
  /** All refunds of a payment as the provider has them now, whoever made them. */
  listRefunds(reference: string): Promise<ListRefundsOutcome>;
  /**
   * Refunds that were made since a moment, of all payments, also those of other shops on the account. `unknown` as for
   * payments. Null where the service lists them by payment only.
   */
  readonly listRefundsSince: ((since: Date) => Promise<ListRefundsSinceOutcome>) | null;
  /** Verifies and reads a webhook's raw bytes. `acknowledgement` is the reply the service expects. */
  readWebhook(
    body: Uint8Array,
    headers: Headers,
  ): Promise<
    | { kind: "forged"; why?: ForgedWhy }
    | {
        kind: "read";
        /** It is the provider's, and of the other mode, test or live: nothing in it is ours. */
        isOtherMode?: boolean;
        events: readonly PaymentEvent[];
        /** Only from a service with plans. */
        planEvents?: readonly PlanEvent[];
        /** Only from a service with accounts of sellers. */
        accountEvents?: readonly AccountEvent[];
        acknowledgement: { status: number; body: string };
      }
  >;
}
