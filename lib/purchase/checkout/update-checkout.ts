import type { SellerId } from "../../ids.ts";
import { isPaymentOpen, type CheckoutSession } from "../../checkout/session.ts";
import type { CheckoutProblem } from "./problem.ts";
import type { CheckoutState } from "../checkout-state.ts";
import { sellerIdsOf } from "../../checkout/parts.ts";
import { canAccept } from "../../checkout/transition.ts";
import type { Principal } from "../access/principal.ts";
import { mayRemember, rememberOrForget } from "../access/remembered.ts";
import { relationOf } from "../access/relation.ts";
import { stateOf, sessionEvent, retryOnConflict, type PurchaseContext } from "../context.ts";
import { saveMove } from "../save-move.ts";
import { changedCheckout, withoutRemembered, type UpdateRequest } from "./changed-checkout.ts";
import { typedCodes } from "./typed-codes.ts";
import { expireWhenDue } from "./expire-checkout.ts";

export type UpdateOutcome =
  | ({ readonly kind: "updated" } & CheckoutState)
  | { readonly kind: "refused"; readonly problems: readonly CheckoutProblem[] }
  /** Paid, closed, or with a payment open: nothing was changed. */
  | ({ readonly kind: "locked" } & CheckoutState)
  | { readonly kind: "not_found" };

/**
 * Changes what is bought, for whom and how it is delivered, and works the totals out again. Accepts sessions
 * that are `not_ready` or `ready`; while a payment is open, and afterwards, the answer is `locked`. `principal`: who
 * changes it; null: nobody, it is only priced again.
 */
export async function updateCheckout(
  context: PurchaseContext,
  update: UpdateRequest,
  principal: Principal | null,
): Promise<UpdateOutcome> {
  const typed = typedCodes(context);
  return retryOnConflict(context, async () => {
    const session = await expireWhenDue(context, await context.store.session(update.sessionId));
    if (session === null) return { kind: "not_found" };
    // Of two browsers that type details at once, the second finds the checkout taken.
    if (principal !== null && relationOf(principal, session, context.now()) === "other_browser")
      return { kind: "not_found" };
    if (isPaymentOpen(session) || !canAccept(session.status, "details_given"))
      return { kind: "locked", ...(await stateOf(context.store, session)) };
    const by = principal === null || update.remember === undefined ? null : mayRemember(context, principal, session);
    const { remember: _, ...unasked } = update;
    const asked = by === null ? unasked : update.remember === false ? withoutRemembered(session, update) : update;
    const next = await changedCheckout(context, session, asked, { principal, typed });
    if (next.kind === "refused") return next;
    const saved = await context.store.transaction(async (transaction) => {
      const event = sessionEvent(next.session, "details_given", context.now());
      if (!(await saveMove(transaction, session, next.session, event))) return false;
      if (by !== null && (update.remember === false || isAlone(next.session, by.sellerId)))
        await rememberOrForget(transaction, by, update.remember === true, next.session, context.now());
      return true;
    });
    return saved ? { kind: "updated", session: next.session, order: null } : "conflict";
  });
}

/** Who agreed to be remembered agreed for the seller whom they saw. */
const isAlone = (session: CheckoutSession, seller: SellerId): boolean =>
  sellerIdsOf(session).every((one) => one === seller);
