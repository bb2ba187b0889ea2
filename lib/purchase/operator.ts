import type { SellerId, SessionId } from "../ids.ts";
import type { Entitlement, OrphanedSubscription } from "../orders/plans/entitlement.ts";
import type { BreakerTransition } from "../routing/instant-breaker.ts";
import type { KillSwitchEntry } from "../routing/kill-switch.ts";
import type { Capture } from "../orders/capture.ts";
import type { PaymentAlert } from "../orders/disputes/alert.ts";
import type { Refund } from "../orders/refund.ts";
import type { OpenAtAccount } from "../store/account-store.ts";
import type { Oversold } from "../store/stock-store.ts";
import type { StoredEvent } from "../store/store.ts";
import { openElsewhere } from "./accounts.ts";
import type { WebhookCount } from "../store/webhook-store.ts";
import type { PurchaseContext } from "./context.ts";
import { disputeVerbs } from "./disputes/dispute-verbs.ts";
import { settleMismatch, type SettleMismatchRequest } from "./payment/settle-mismatch.ts";
import { eraseBuyer, exportBuyer, findBuyer } from "./privacy/buyer-data.ts";
import { orderVerbs } from "./orders/order-verbs.ts";
import { changeProduct, changeProducts, type ChangeProductRequest } from "./products/change-product.ts";
import { giveBackUnmatched, keepUnmatched, matchUnmatched, type UnmatchedRequest } from "./unmatched/unmatched.ts";
import { closeBreaker } from "./routing/instant-pause.ts";
import type { TaxBooking } from "../store/taxes/tax-store.ts";
import { sweep } from "./sweep.ts";

export type Attention = {
  /** Money that is neither an order's nor given back. */
  readonly captures: readonly Capture[];
  /** Refunds that the provider will not carry out: the money has to be given again, or another way. */
  readonly lostRefunds: readonly Refund[];
  /** Refunds whose end is not known yet; they need nobody unless they are old. */
  readonly openRefunds: readonly Refund[];
  /** Disputes, early fraud warnings and reviews whose end is open; the one whose answer is due first comes first. */
  readonly alerts: readonly PaymentAlert[];
  readonly openPayments: readonly SessionId[];
  readonly parkedEvents: readonly StoredEvent[];
  readonly entitlements: readonly Entitlement[];
  readonly orphanedSubscriptions: readonly OrphanedSubscription[];
  /** Products of which more was sold than there was. */
  readonly oversold: readonly Oversold[];
  /** Sales and refunds that the tax service will not book. */
  readonly refusedTaxBookings: readonly TaxBooking[];
  /** Accounts that no adapter is configured for, with how much is not finished there. */
  readonly elsewhere: readonly OpenAtAccount[];
};

/** What keeps shoppers from instant now, and since when; switches and breakers that do not are named too. */
export type Pauses = {
  readonly switches: readonly KillSwitchEntry[];
  readonly breakers: readonly BreakerTransition[];
};

/** What the merchant's people and systems may call, and no buyer's surface. */
export type Operator = ReturnType<typeof createOperator>;

export function createOperator(context: PurchaseContext) {
  const { catalog, store } = context;
  return {
    sellers: () => catalog.sellers(),
    /** By its id or its number; of these sellers only, if any are given. */
    orderByName: (name: string, sellers: readonly SellerId[] | null = null) => store.orderByName(name, sellers),
    /** What becomes of money that bears our mark and that no attempt of ours took. */
    matchUnmatched: (request: UnmatchedRequest) => matchUnmatched(context, request),
    giveBackUnmatched: (request: UnmatchedRequest) => giveBackUnmatched(context, request),
    keepUnmatched: (request: UnmatchedRequest) => keepUnmatched(context, request),
    /** Accepts a payment of another amount than its order's, or gives it back. */
    settleMismatch: (request: SettleMismatchRequest) => settleMismatch(context, request),
    ...orderVerbs(context),
    ...disputeVerbs(context),
    /** Price, availability or count of a product, between feeds. */
    changeProduct: (request: ChangeProductRequest) => changeProduct(context, request),
    /** Many of them, each by itself and in their order; answers an outcome for each. */
    changeProducts: (requests: readonly ChangeProductRequest[]) => changeProducts(context, requests),
    /** Looks for what a crash or a lost reply left behind, now; the books of a day, or since `booksSince`. The clock does the same every minute. */
    sweep: (booksSince?: Date) => sweep(context, { isThorough: true, booksSince }),
    /** What only a person can settle, or what is taking long; oldest first, at most `limit` of each. */
    attention: async (limit: number): Promise<Attention> => ({
      captures: await store.unsettledCaptures(limit),
      lostRefunds: await store.lostRefunds(limit),
      openRefunds: await store.openRefunds(limit),
      alerts: await store.openAlerts(limit),
      openPayments: await store.openPayments(context.now(), limit),
      parkedEvents: await store.parkedEvents(limit),
      entitlements: await store.entitlementsInReview(limit),
      orphanedSubscriptions: await store.openOrphanedSubscriptions(limit),
      oversold: await store.oversold(limit),
      refusedTaxBookings: await store.refusedTaxBookings(limit),
      elsewhere: await openElsewhere(context),
    }),
    /** What is not finished at accounts that no adapter is configured for. */
    openElsewhere: () => openElsewhere(context),
    /** How webhooks ended, accepted or refused, since the first of each. */
    webhooks: (): Promise<readonly WebhookCount[]> => store.webhookCounts(),
    /** The routes that were decided last, newest first. */
    latestDecisions: (limit: number) => store.latestDecisions(limit),
    pauses: async (): Promise<Pauses> => ({ switches: await store.killSwitches(), breakers: await store.breakers() }),
    /** Sets our own kill switch, for one seller or, with null, for all. Holds at the next request on every instance. */
    setKillSwitch: (entry: { readonly sellerId: SellerId | null; readonly isOn: boolean; readonly why: string }) =>
      store.transaction(async (transaction) => {
        const occurredAt = context.now();
        const { sellerId: subject, isOn, why } = entry;
        await transaction.insertKillSwitchEntry({ ...entry, occurredAt });
        const act = { occurredAt, action: "kill_switch_set", actor: "command" } as const;
        await transaction.insertAuditEntry({ ...act, subject, why, details: { is_on: isOn } });
      }),
    /** Lets all of a seller's shoppers through again, whatever was counted so far. False when its breaker is closed. */
    closeBreaker: (request: { readonly sellerId: SellerId; readonly why: string }) => closeBreaker(context, request),
    /** What is here of the buyer with an e-mail address. */
    findBuyer: (email: string) => findBuyer(context, email),
    /** Everything that is held of a buyer, for the buyer to read. */
    exportBuyer: (email: string) => exportBuyer(context, email),
    /** Erases a buyer's details; orders keep what tax law needs. Repeated, it changes nothing. */
    eraseBuyer: (email: string) => eraseBuyer(context, email),
    /** For each plan the newest entitlement that the holder ever paid for. */
    entitlements: async (holder: string): Promise<readonly Entitlement[]> => {
      const paid = await store.paidEntitlements(holder);
      return paid.filter((one, index) => paid.findIndex((other) => other.planId === one.planId) === index);
    },
  };
}
