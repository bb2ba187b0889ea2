import type { SessionId } from "../ids.ts";
import type { Capture } from "../orders/capture.ts";
import type { PaymentAlert } from "../orders/disputes/alert.ts";
import type { Entitlement, OrphanedSubscription } from "../orders/plans/entitlement.ts";
import type { Refund } from "../orders/refund.ts";
import type { Movement } from "../orders/transfers/transfer.ts";
import type { SellerRecord } from "../sellers/record.ts";
import type { OpenAtAccount } from "../store/account-store.ts";
import type { Oversold } from "../store/stock-store.ts";
import type { StoredEvent } from "../store/store.ts";
import type { TaxBooking } from "../store/taxes/tax-store.ts";
import { openElsewhere } from "./accounts.ts";
import type { PurchaseContext } from "./context.ts";

/** A page of what only a person can settle, or what is taking long; each list with its oldest first. */
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
  /** Transfers to sellers that the provider refused for good, and claims on sellers that it cannot take back. */
  readonly lostMovements: readonly Movement[];
  /** Sales and refunds that the tax service will not book. */
  readonly refusedTaxBookings: readonly TaxBooking[];
  /** Sellers whose account the provider restricts, or wants to know something for, and active ones who cannot be paid. */
  readonly sellerRequirements: readonly SellerRecord[];
  /** Accounts that no adapter is configured for, with how much is not finished there. Only in the first page. */
  readonly elsewhere: readonly OpenAtAccount[];
};

/** The page behind `after`, or the first one: at most `limit` of each kind. */
export async function attention(
  context: PurchaseContext,
  limit: number,
  after: Attention | null = null,
): Promise<Attention> {
  const { store } = context;
  const next = async <Item>(before: readonly Item[] | undefined, read: ReadPage<Item>): Promise<readonly Item[]> =>
    before !== undefined && before.length < limit ? [] : read(limit, before?.at(-1) ?? null);
  return {
    captures: await next(after?.captures, store.unsettledCaptures),
    lostRefunds: await next(after?.lostRefunds, store.lostRefunds),
    openRefunds: await next(after?.openRefunds, store.openRefunds),
    alerts: await next(after?.alerts, store.openAlerts),
    openPayments: await next(after?.openPayments, (most, last) => store.openPayments(context.now(), most, last)),
    parkedEvents: await next(after?.parkedEvents, store.parkedEvents),
    entitlements: await next(after?.entitlements, store.entitlementsInReview),
    orphanedSubscriptions: await next(after?.orphanedSubscriptions, store.openOrphanedSubscriptions),
    oversold: await next(after?.oversold, store.oversold),
    lostMovements: await next(after?.lostMovements, store.lostMovements),
    refusedTaxBookings: await next(after?.refusedTaxBookings, store.refusedTaxBookings),
    sellerRequirements: await next(after?.sellerRequirements, sellersInTrouble(context)),
    elsewhere: after === null ? await openElsewhere(context) : [],
  };
}

/** Sellers whose account wants something; where sellers are paid by the provider, also active ones without an account. */
export function sellersInTrouble({ store, marketplace }: PurchaseContext): ReadPage<SellerRecord> {
  const needAccounts = marketplace.model !== "platform";
  return (limit, after) => store.sellersWithRequirements({ limit, needAccounts }, after);
}

/** True when there may be a page behind this one. */
export function hasMore({ elsewhere: _all, ...lists }: Attention, limit: number): boolean {
  return Object.values(lists).some((list) => list.length >= limit);
}

type ReadPage<Item> = (limit: number, after: Item | null) => Promise<readonly Item[]>;

const PAGE = 200;

/** A list to its end, one page in memory at a time. */
export async function* pagesOf<Item>(read: ReadPage<Item>): AsyncGenerator<readonly Item[]> {
  for (let after: Item | null = null; ;) {
    const page: readonly Item[] = await read(PAGE, after);
    if (page.length > 0) yield page;
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    after = last;
  }
}
