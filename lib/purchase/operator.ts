import type { SellerId } from "../ids.ts";
import type { Entitlement } from "../orders/plans/entitlement.ts";
import type { BreakerTransition } from "../routing/instant-breaker.ts";
import type { KillSwitchEntry } from "../routing/kill-switch.ts";
import type { ReasonQuery } from "../routing/reason-counts.ts";
import { openElsewhere } from "./accounts.ts";
import { attention, type Attention } from "./attention.ts";
import type { WebhookCount } from "../store/webhook-store.ts";
import type { PurchaseContext } from "./context.ts";
import { disputeVerbs } from "./disputes/dispute-verbs.ts";
import { planMismatch, settleMismatch, type SettleMismatchRequest } from "./payment/settle-mismatch.ts";
import { eraseBuyer, exportBuyer, findBuyer } from "./privacy/buyer-data.ts";
import { orderVerbs } from "./orders/order-verbs.ts";
import { changeProduct, changeProducts, type ChangeProductRequest } from "./products/change-product.ts";
import { giveBackUnmatched, keepUnmatched, matchUnmatched, type UnmatchedRequest } from "./unmatched/unmatched.ts";
import { planUnmatched } from "./unmatched/plan.ts";
import { closeBreaker } from "./routing/instant-pause.ts";
import { planTaxBooking, settleTaxBooking, type SettleTaxRequest } from "./taxes/settle-booking.ts";
import { transferVerbs } from "./transfers/transfer-verbs.ts";
import { sellerKeyVerbs } from "./sellers/key-verbs.ts";
import { sellerReceiverVerbs } from "./sellers/receiver-verbs.ts";
import { sellerVerbs } from "./sellers/seller-verbs.ts";
import { sweep } from "./sweep.ts";

/** What keeps shoppers from instant now, and since when; switches and breakers that do not are named too. */
export type Pauses = {
  readonly switches: readonly KillSwitchEntry[];
  readonly breakers: readonly BreakerTransition[];
};

/** So many are counted in a moment, whatever the period and the seller. */
const MAX_DECISIONS_COUNTED = 50_000;

/** What the merchant's people and systems may call, and no buyer's surface. */
export type Operator = ReturnType<typeof createOperator>;

export function createOperator(context: PurchaseContext) {
  const { catalog, store } = context;
  return {
    /** What feeds call sellers; those without products are not in it. */
    sellerNames: (ids: readonly SellerId[]) => catalog.sellerNames(ids),
    ...sellerVerbs(context),
    ...sellerKeyVerbs(context),
    ...sellerReceiverVerbs(context),
    /** By its id or its number, or one seller's part by the part's; of these sellers only, if any are given. */
    orderByName: (name: string, sellers: readonly SellerId[] | null = null) => store.orderByName(name, sellers),
    /** What becomes of money that bears our mark and that no attempt of ours took. */
    matchUnmatched: (request: UnmatchedRequest) => matchUnmatched(context, request),
    giveBackUnmatched: (request: UnmatchedRequest) => giveBackUnmatched(context, request),
    keepUnmatched: (request: UnmatchedRequest) => keepUnmatched(context, request),
    /** Ends what the tax service refused to book: asks it again, or notes that it was booked by hand or stays out. */
    settleTaxBooking: (request: SettleTaxRequest) => settleTaxBooking(context, request),
    planTaxBooking: (request: SettleTaxRequest) => planTaxBooking(context, request),
    /** Accepts a payment of another amount than its order's, or gives it back. */
    settleMismatch: (request: SettleMismatchRequest) => settleMismatch(context, request),
    planMismatch: (request: SettleMismatchRequest) => planMismatch(context, request),
    planUnmatched: (request: Parameters<typeof planUnmatched>[1]) => planUnmatched(context, request),
    ...orderVerbs(context),
    ...disputeVerbs(context),
    ...transferVerbs(context),
    /** Price, availability or count of a product, between feeds. */
    changeProduct: (request: ChangeProductRequest) => changeProduct(context, request),
    /** Many of them, each by itself and in their order; answers an outcome for each. */
    changeProducts: (requests: readonly ChangeProductRequest[]) => changeProducts(context, requests),
    /** Looks for what a crash or a lost reply left behind, now; the books of a day, or since `booksSince`. The clock does the same every minute. */
    sweep: (booksSince?: Date) => sweep(context, { isThorough: true, booksSince }),
    /** What only a person can settle, or what is taking long; oldest first, at most `limit` of each behind `after`. */
    attention: (limit: number, after: Attention | null = null) => attention(context, limit, after),
    /** What is not finished at accounts that no adapter is configured for. */
    openElsewhere: () => openElsewhere(context),
    /** How webhooks ended, accepted or refused, since the first of each. */
    webhooks: (): Promise<readonly WebhookCount[]> => store.webhookCounts(),
    /** The routes that were decided last, newest first. */
    latestDecisions: (limit: number) => store.latestDecisions(limit),
    /** Why purchases took their route, by reason and over time. */
    routeReasons: (query: ReasonQuery) => store.reasonCounts(query, MAX_DECISIONS_COUNTED),
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
    /** Lets all shoppers of a seller, or with null of every seller, through again, whatever was counted. False when it is closed. */
    closeBreaker: (request: { readonly sellerId: SellerId | null; readonly why: string }) =>
      closeBreaker(context, request),
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
