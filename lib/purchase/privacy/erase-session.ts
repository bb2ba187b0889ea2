import { isPaymentOpen, type CheckoutSession } from "../../checkout/session.ts";
import { transition } from "../../checkout/transition.ts";
import type { Order } from "../../orders/order.ts";
import type { SessionId } from "../../ids.ts";
import { invariant } from "../../invariant.ts";
import type { AuditActor } from "../../store/audit-store.ts";
import type { StoreTransaction } from "../../store/store.ts";
import {
  enqueueOrderEvent,
  retryOnConflict,
  sessionEvent,
  stateOf,
  transactionWithRollback,
  type PurchaseContext,
} from "../context.ts";
import { saveMove } from "../save-move.ts";

/** Why a session's details cannot be erased yet. */
export type OpenMoney = "payment_open" | "money_open";

export type EraseOutcome =
  | { readonly kind: "erased" }
  | { readonly kind: "already_erased" }
  /** Noted; the details are erased as soon as the money is settled. */
  | { readonly kind: "open"; readonly why: OpenMoney }
  | { readonly kind: "not_found" };

/** `by` null: their time is over, which is no act and not in the audit trail. */
export type EraseOptions = { readonly by: AuditActor | null };

/**
 * Empties who a session's buyer is, in every table, and in its order, which keeps what was bought, when, for how much and
 * the country. Accepts every state: what can still be paid is canceled first, and while money is under way the request
 * is kept for `forget`. Who was sent a tracking number gets an order event without it. One transaction that holds the rows of
 * the session and the order; repeated, it changes nothing.
 */
export function eraseSession(context: PurchaseContext, id: SessionId, options: EraseOptions): Promise<EraseOutcome> {
  return retryOnConflict(context, () =>
    transactionWithRollback<EraseOutcome | "conflict">(context.store, async (transaction, rollback) => {
      await transaction.lockSession(id);
      const session = await transaction.session(id);
      if (session === null) return { kind: "not_found" };
      if ((await transaction.erasedAt(id)) !== null) return { kind: "already_erased" };
      const now = context.now();
      if (await transaction.isMoneyOpen(id)) {
        if (options.by !== null) {
          await transaction.requestErasure(id, now);
          // The details are still needed, and what was answered to a caller is not.
          await transaction.deleteAnswersAbout(id);
        }
        return { kind: "open", why: isPaymentOpen(session) ? "payment_open" : "money_open" };
      }
      if (!(await closed(transaction, session, now))) return rollback("conflict");
      // A parcel that is reported meanwhile is stored before, and so its tracking number is erased, or after, without one.
      if (session.status === "completed") await transaction.lockOrder(session.orderId);
      const { order } = await stateOf(transaction, session);
      if (options.by !== null) {
        await transaction.forgetShopperOf(id);
        if (session.shopperId !== null) await transaction.forgetRemembered(session.shopperId, null);
        await transaction.deleteAnswersAbout(id);
        const email = session.buyer?.email ?? order?.buyer?.email ?? "";
        await transaction.insertAuditEntry({
          occurredAt: now,
          action: "privacy_erased",
          actor: options.by,
          subject: order?.number ?? id,
          why: null,
          details: { buyer: context.buyerDigest(email) },
        });
      }
      await transaction.eraseDetails(session, now);
      if (order !== null) await withdrawTracking(context, transaction, order);
      return { kind: "erased" };
    }),
  );
}

/** Leaves an event for each receiver of a parcel with a tracking number; of anything else that is erased, events say nothing. */
async function withdrawTracking(
  context: PurchaseContext,
  transaction: StoreTransaction,
  { id, shipments }: Order,
): Promise<void> {
  if (shipments.every(({ trackingNumber, trackingUrl }) => trackingNumber === null && trackingUrl === null)) return;
  const erased = await transaction.order(id);
  invariant(erased !== null, "an order that is locked stays");
  await enqueueOrderEvent(context, transaction, id, "order_update", { ...erased, shipments });
}

/** Cancels what could still be paid. False when another writer was first. */
async function closed(transaction: StoreTransaction, session: CheckoutSession, now: Date): Promise<boolean> {
  if (session.status !== "ready" && session.status !== "not_ready") return true;
  const moved = transition(session, { type: "canceled", by: "merchant" });
  invariant(moved.kind === "moved", "a session without a payment can be canceled");
  if (!(await saveMove(transaction, session, moved.session, sessionEvent(moved.session, "canceled", now))))
    return false;
  await transaction.releaseStock(session.id);
  await transaction.releaseDiscounts(session.id);
  return true;
}
