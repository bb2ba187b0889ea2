import { noteAttempt } from "../../observe/call-context.ts";
import type { PayOutcome } from "./pay-outcome.ts";
import type { CheckoutState } from "../checkout-state.ts";
import {
  isFree,
  isPaymentOpen,
  type Buyer,
  type CheckoutSession,
  type PaymentAttempt,
  type Route,
} from "../../checkout/session.ts";
import type { DetailOrigin } from "../../checkout/ownership.ts";
import { sellerIdsOf } from "../../checkout/parts.ts";
import { transition } from "../../checkout/transition.ts";
import { attemptIdOf, type SellerId, type SessionId } from "../../ids.ts";
import { invariant } from "../../invariant.ts";
import type { Seller } from "../../sellers/record.ts";
import type { Hold } from "../../store/stock-store.ts";
import type { StoredAttempt, StoreTransaction } from "../../store/store.ts";
import { customerLimits, customerOf } from "../customers/customer.ts";
import { stateOf, sessionEvent, transactionWithRollback, retryOnConflict, type PurchaseContext } from "../context.ts";
import { saveMove } from "../save-move.ts";
import { moneyOf } from "../sellers/directory.ts";
import { dividedPayment, placeOf, sellersOfPayable } from "../transfers/divide-payment.ts";
import { placeForNothing } from "./place-for-nothing.ts";
import { changedOnScreen, changeSinceSeen } from "./still-sold.ts";
import { voidPayment } from "./void-payment.ts";
import { updateCheckout } from "../checkout/update-checkout.ts";

export type Claim =
  | ({ readonly kind: "claimed"; readonly attempt: StoredAttempt } & CheckoutState)
  /** Another attempt is open: whoever asks must settle or void that one first. */
  | ({ readonly kind: "open"; readonly attempt: PaymentAttempt } & CheckoutState)
  | Extract<
      PayOutcome,
      {
        kind:
          | "completed"
          | "details_missing"
          | "changed"
          | "held_by_others"
          | "amount_not_taken"
          | "too_many_pages"
          | "no_longer_sold"
          | "price_raised"
          | "out_of_stock"
          | "discount_used_up"
          | "seller_not_ready"
          | "closed"
          | "not_found";
      }
    >;

/** `buyer`: as whoever brings the token knows them, from `origin`. */
type Payment = {
  readonly route: Route;
  readonly tokenHash: string | null;
  readonly buyer: Buyer | null;
  readonly origin: DetailOrigin;
  /** The browser that opens a page, where it is known; a session's shopper comes first. */
  readonly browser: string | null;
  /** The digest of what the payer saw; null: nothing was shown that could differ. */
  readonly shown: string | null;
  /** The caller may change the session: nothing but that is a proof where there is nothing to pay. */
  readonly isOwner: boolean;
};

/**
 * The first phase of every payment: one transaction that moves the session from `ready` to `paying`, stores the
 * attempt's id (the idempotency key), reads seller and catalogue again and holds stock and discount uses. Only one caller wins
 * it. A discount that was used up meanwhile, or a price that rose too much, leaves the session with its new total. Where
 * there is nothing to pay, the same transaction places the order.
 */
export async function claimPayment(context: PurchaseContext, id: SessionId, payment: Payment): Promise<Claim> {
  const claim = await claimWhenFree(context, id, payment);
  if (claim.kind === "claimed") noteAttempt(claim.attempt.id);
  if (claim.kind !== "discount_used_up" && claim.kind !== "price_raised") return claim;
  const items = claim.kind === "price_raised" ? { items: claim.session.lineItems } : {};
  const payer = withBuyer(claim.session, payment).buyer?.email ?? null;
  const spent = claim.kind === "discount_used_up" ? { payer } : {};
  const repriced = await updateCheckout(context, { sessionId: id, ...items, ...spent }, null);
  return repriced.kind === "updated" || repriced.kind === "locked" ? { ...claim, session: repriced.session } : claim;
}

/** Units that open pages could still be paid for: those pages have to be closed at the payment provider first. */
type GivesWay = {
  readonly kind: "gives_way";
  readonly sessions: readonly SessionId[];
  readonly refusal: Extract<Claim, { kind: "held_by_others" }>;
};

/** A buyer waits while others' pages are closed; for more than that the answer is to come back in minutes. */
const MAX_CLOSED_PAGES = 10;

/**
 * A page whose time is over is closed when somebody else wants what it would take, and not before. One that was paid
 * meanwhile, or that the payment provider does not close, keeps its units.
 */
async function claimWhenFree(context: PurchaseContext, id: SessionId, payment: Payment): Promise<Claim> {
  const asked = new Set<SessionId>();
  for (;;) {
    const claim = await claimOnce(context, id, payment);
    if (claim.kind !== "gives_way") return claim;
    const sessions = claim.sessions.filter((session) => !asked.has(session));
    if (sessions.length < claim.sessions.length || asked.size + sessions.length > MAX_CLOSED_PAGES)
      return claim.refusal;
    for (const session of sessions) asked.add(session);
    await Promise.all(sessions.map((session) => voidPayment(context, session)));
  }
}

async function claimOnce(context: PurchaseContext, id: SessionId, payment: Payment): Promise<Claim | GivesWay> {
  return retryOnConflict(context, () =>
    transactionWithRollback<Claim | GivesWay | "conflict">(context.store, async (transaction, rollback) => {
      const payable = await transaction.payable(id);
      if (payable === null) return { kind: "not_found" };
      const { session } = payable;
      const refusal = await refusalFor(transaction, session, context.now());
      if (refusal !== null) return refusal;
      if (isFree(session) && !payment.isOwner) return { kind: "not_found" };
      const parts = changedOnScreen(payment, session);
      if (parts.length > 0) return { kind: "changed", parts, session, order: null };
      const verdict = context.provider.takes(session.totals.total);
      if (!isFree(session) && verdict.kind !== "taken")
        return { kind: "amount_not_taken", why: verdict, session, order: null };
      const sellerBy = await sellersOfPayable(context, transaction, payable);
      const sellers = new Map(sellerIdsOf(session).map((id) => [id, moneyOf(sellerBy(id))]));
      const divided = dividedPayment(context, session, sellers);
      if (divided.kind === "seller_not_ready") return { ...divided, session, order: null };
      const place = placeOf(context, divided, sellers);
      const startedAt = context.now();
      const n = payable.attempts + 1;
      const attempt: PaymentAttempt = {
        id: attemptIdOf(id, n),
        route: payment.route,
        amount: session.totals.total,
        startedAt,
      };
      const moved = transition(withBuyer(session, payment), { type: "payment_started", attempt });
      invariant(moved.kind === "moved", "a ready session accepts a payment");
      if (
        !(await saveMove(
          transaction,
          session,
          moved.session,
          sessionEvent(moved.session, "payment_started", startedAt, attempt.id, payment.route),
        ))
      )
        return rollback("conflict");
      const problem = await takeHolds(context, transaction, session, { ...payment, startedAt, sellerBy });
      if (problem !== null) return rollback(problem);
      const stored: StoredAttempt = {
        ...attempt,
        sessionId: id,
        sellerId: session.sellerId,
        n,
        ...place,
        tokenHash: payment.tokenHash,
        reference: null,
        outcome: { kind: "open" },
        unansweredAt: null,
        settledAt: null,
      };
      if (isFree(session))
        return (await placeForNothing(context, transaction, moved.session, stored)) ?? rollback("conflict");
      await transaction.insertAttempt(stored);
      if (divided.split?.model === "direct")
        await transaction.saveSellersAccount({ ...place, platform: context.provider.account }, startedAt);
      return { kind: "claimed", attempt: stored, session: moved.session, order: null };
    }),
  );
}

/** Who was typed on the merchant's page stays the buyer, and so does everybody where no payment proves who another one is. */
function withBuyer(session: CheckoutSession, { buyer, origin }: Payment): CheckoutSession {
  if (isFree(session) && session.buyer !== null) return session;
  if (buyer === null || (session.buyer !== null && session.origins.buyer === "page")) return session;
  // The total goes by the number that the session has, whoever pays.
  const { taxId } = session.buyer ?? {};
  const payer = taxId === undefined ? buyer : { ...buyer, taxId };
  return { ...session, buyer: payer, origins: { ...session.origins, buyer: origin } };
}

/**
 * Everything that is limited is read again under its lock and held: discount uses, then products. A page holds for a short
 * time and then gives way, because a buyer may leave it; a token is charged now.
 */
async function takeHolds(
  context: PurchaseContext,
  transaction: StoreTransaction,
  session: CheckoutSession,
  payment: Payment & { readonly startedAt: Date; readonly sellerBy: (id: SellerId) => Seller },
): Promise<Claim | GivesWay | null> {
  const { route, browser, startedAt, sellerBy } = payment;
  const { selling, discounts } = context.rules;
  const isPage = route === "external";
  const hold: Hold = {
    sessionId: session.id,
    now: startedAt,
    until: isPage ? new Date(startedAt.getTime() + selling.holdMs) : null,
    holder: session.shopperId ?? browser,
  };
  const limits = new Map(discounts.map((rule) => [rule.code, rule.usageLimit]));
  const codes = session.discounts.map(({ code }) => ({ code, limit: limits.get(code) ?? null }));
  const email = withBuyer(session, payment).buyer?.email ?? null;
  const isTaken =
    (await transaction.takeDiscounts(hold, session.sellerId, codes)) &&
    (await isFreeForCustomer(context, transaction, session, email));
  if (!isTaken) return { kind: "discount_used_up", session, order: null };
  const products = await transaction.lockProducts(session.lineItems.map((line) => line.productId));
  const change = changeSinceSeen(context, session, { sellerBy, products, now: startedAt });
  if (change !== null) return { ...change, session, order: null };
  if (isPage && hold.holder !== null) {
    const pages = await transaction.pagesHeldBy(hold.holder, session.id, startedAt);
    if (pages >= selling.maxHeldPages) return { kind: "too_many_pages", session, order: null };
  }
  const stock = await transaction.reserveStock(hold, products, session.lineItems, selling.maxHeldPerMillion);
  if (stock.kind === "reserved") return null;
  const title = session.lineItems.find((line) => line.productId === stock.productId)?.title ?? stock.productId;
  if (stock.kind !== "gives_way") return { ...stock, title, session, order: null };
  const refusal = { kind: "held_by_others", title, session, order: null } as const;
  return { kind: "gives_way", sessions: stock.sessions, refusal };
}

/** Takes the discounts that are limited for each customer; false where one of them is another order's already. */
async function isFreeForCustomer(
  context: PurchaseContext,
  transaction: StoreTransaction,
  { id, shopperId, discounts }: CheckoutSession,
  email: string | null,
): Promise<boolean> {
  const rules = context.rules.discounts.filter((rule) => discounts.some(({ code }) => code === rule.code));
  const customer = customerOf(context, { shopperId, email });
  return (await transaction.takeForCustomer(id, customerLimits(rules), customer)).size === 0;
}

async function refusalFor(transaction: StoreTransaction, session: CheckoutSession, now: Date): Promise<Claim | null> {
  if (isPaymentOpen(session)) return { kind: "open", attempt: session.attempt, session, order: null };
  if (session.status === "completed")
    return { kind: "completed", isByThisToken: false, ...(await stateOf(transaction, session)) };
  if (session.status === "canceled" || session.status === "expired" || session.expiresAt <= now)
    return { kind: "closed", session, order: null };
  if (session.status === "not_ready")
    return { kind: "details_missing", missing: session.missing, session, order: null };
  return null;
}
