import type { MissingDetail } from "../../checkout/session.ts";
import type { ShownPart } from "../../checkout/shown.ts";
import type { AmountRefusal, DeclineReason, TokenProblem } from "../../payments/provider.ts";
import type { SellerId } from "../../ids.ts";
import type { NotReadyWhy } from "../../sellers/split.ts";
import type { CheckoutState } from "../checkout-state.ts";
import type { Change } from "./still-sold.ts";

/** What became of a payment with a delegated token; each kind carries the session as it is now. */
export type PayOutcome =
  /** `isByThisToken`: the token that was sent is the one that paid; else the order was paid before or elsewhere. */
  | ({ readonly kind: "completed"; readonly isByThisToken: boolean } & CheckoutState)
  | ({ readonly kind: "declined"; readonly reason: DeclineReason } & CheckoutState)
  | ({ readonly kind: "token_invalid"; readonly why: TokenProblem | "given_up" } & CheckoutState)
  | ({ readonly kind: "action_required"; readonly actionUrl: string | null } & CheckoutState)
  /** Money may have moved; nobody may say "failed". */
  | ({ readonly kind: "still_checking" } & CheckoutState)
  /** Another attempt is open. */
  | ({ readonly kind: "payment_in_progress" } & CheckoutState)
  /** Killed or not ready for delegated tokens: nothing was charged, the external route is open. */
  | ({ readonly kind: "instant_unavailable" } & CheckoutState)
  /** The payment provider did not take our request: our fault, nothing was charged, the operator was notified. */
  | ({ readonly kind: "payment_rejected" } & CheckoutState)
  /** The payment provider had no room for our request, also not after some tries: nothing was charged, try again soon. */
  | ({ readonly kind: "provider_busy" } & CheckoutState)
  | ({ readonly kind: "details_missing"; readonly missing: readonly (MissingDetail | "buyer_email")[] } & CheckoutState)
  /** The payment provider takes no such amount, by any route: nothing was sent. */
  | ({ readonly kind: "amount_not_taken"; readonly why: AmountRefusal } & CheckoutState)
  /** The seller does not sell now, or could not get the money: nothing was sent. */
  | ({ readonly kind: "seller_not_ready"; readonly sellerId: SellerId; readonly why: NotReadyWhy } & CheckoutState)
  | ({ readonly kind: "out_of_stock"; readonly title: string; readonly left: number } & CheckoutState)
  /** Withdrawn, or dearer, since the buyer saw it. After a raised price the session has its new total, to look at and pay. */
  | (Change & CheckoutState)
  /** The order is not what the payer's screen showed; `parts` says where. */
  | ({ readonly kind: "changed"; readonly parts: readonly ShownPart[] } & CheckoutState)
  /** Enough is there, and other buyers are paying for it right now; it may be free again within minutes. */
  | ({ readonly kind: "held_by_others"; readonly title: string } & CheckoutState)
  /** This shopper or browser holds stock with as many unpaid pages as the shop allows. */
  | ({ readonly kind: "too_many_pages" } & CheckoutState)
  | ({ readonly kind: "discount_used_up" } & CheckoutState)
  | ({ readonly kind: "closed" } & CheckoutState)
  | { readonly kind: "not_found" };
