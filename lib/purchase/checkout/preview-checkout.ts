import type { Address, CheckoutSession } from "../../checkout/session.ts";
import { isPaymentOpen } from "../../checkout/session.ts";
import { changedParts } from "../../checkout/shown.ts";
import { canAccept } from "../../checkout/transition.ts";
import type { SessionId } from "../../ids.ts";
import { stateOf, type PurchaseContext } from "../context.ts";
import type { Principal } from "../access/principal.ts";
import { previewedQuote } from "../taxes/previewed-quote.ts";
import { changedCheckout } from "./changed-checkout.ts";
import { expireWhenDue } from "./expire-checkout.ts";
import { typedCodes } from "./typed-codes.ts";
import type { UpdateOutcome } from "./update-checkout.ts";

/** `address` may be a part of one: what is not known is empty. `deliveryOptionIds`: as updateCheckout takes them. */
export type PreviewRequest = {
  readonly sessionId: SessionId;
  readonly address: Address;
  readonly deliveryOptionIds?: readonly string[];
  /** The digest of the page below the sheet (shownDigest); absent: nothing was shown that could differ. */
  readonly shown?: string;
};

export type PreviewOutcome =
  /** As the session would be, whatever is still missing; nothing of it is stored. */
  | { readonly kind: "previewed"; readonly session: CheckoutSession }
  /** The session is not what was shown. */
  | { readonly kind: "changed" }
  | Exclude<UpdateOutcome, { kind: "updated" }>;

/**
 * What a checkout would cost and how it could be delivered, sent to this address for a buyer of whom nothing is known yet: the
 * arithmetic of updateCheckout, and nothing is changed. It is compared with `shown` before: who sees other goods gets no total. Accepts `not_ready` and `ready`, and answers `locked` otherwise.
 */
export async function previewCheckout(
  context: PurchaseContext,
  { sessionId, address, deliveryOptionIds = [], shown }: PreviewRequest,
  principal: Principal,
): Promise<PreviewOutcome> {
  const session = await expireWhenDue(context, await context.store.session(sessionId));
  if (session === null) return { kind: "not_found" };
  if (isPaymentOpen(session) || !canAccept(session.status, "details_given"))
    return { kind: "locked", ...(await stateOf(context.store, session)) };
  if (shown !== undefined && changedParts(shown, session).length > 0) return { kind: "changed" };
  const asked = { sessionId, address, buyer: null, deliveryOptionIds };
  const next = await changedCheckout(context, session, asked, {
    principal,
    typed: typedCodes(context),
    askTax: previewedQuote(context, session),
  });
  return next.kind === "refused" ? next : { kind: "previewed", session: next.session };
}
