import { isPaymentOpen } from "../../../checkout/session.ts";
import type { SessionId } from "../../../ids.ts";
import { invariant } from "../../../invariant.ts";
import { digestOf } from "../../access/principal.ts";
import { mayTryToken } from "../../access/tried-tokens.ts";
import type { CheckoutState } from "../../checkout-state.ts";
import { expireWhenDue } from "../../checkout/expire-checkout.ts";
import { stateOf, type PurchaseContext } from "../../context.ts";
import { AGAIN, answerReplay, chargeAttempt, mayTryAgain, type Again } from "../charge/charge-attempt.ts";
import { claimPayment, type Claim } from "../claim-payment.ts";
import type { PayOutcome } from "../pay-outcome.ts";
import { settleByLookUp } from "../settle-by-look-up.ts";
import { isWallet } from "./is-wallet.ts";

export type WalletPaymentOutcome =
  | Exclude<PayOutcome, { kind: "instant_unavailable" }>
  /** No wallet pays here any more, or too many cards were tried: nothing was charged, and the payment page is open to all. */
  | ({ readonly kind: "wallet_unavailable" } & CheckoutState);

export type WalletRequest = {
  /** What the wallet handed to the browser. */
  readonly token: string;
  /** The digest of what stood on the screen when the button was pressed (shownDigest). */
  readonly shown: string;
  /** Whose stock is held while the session has no shopper. */
  readonly browser: string | null;
  readonly isOwner: boolean;
};

/** Each round settles an attempt of somebody else's, so a buyer needs two; more means that others keep opening new ones. */
const MAX_ROUNDS = 4;

/**
 * Pays a session by a wallet's button on our page: the press claims as Pay does, of the external route, and the token is
 * charged at once. The same token is the same press, and gets the answer of its attempt. Another open payment is neither
 * joined nor given up, because its page may be paid at this moment.
 */
export async function openWalletPayment(
  context: PurchaseContext,
  id: SessionId,
  request: WalletRequest,
): Promise<WalletPaymentOutcome> {
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const outcome = await pressOnce(context, id, request);
    if (outcome.kind !== "again") return outcome;
  }
  const session = await context.store.session(id);
  if (session === null) return { kind: "not_found" };
  return { kind: "payment_in_progress", ...(await stateOf(context.store, session)) };
}

async function pressOnce(
  context: PurchaseContext,
  id: SessionId,
  request: WalletRequest,
): Promise<WalletPaymentOutcome | Again> {
  const tokenHash = digestOf(request.token);
  const attempts = await context.store.attempts(id);
  const replayed = attempts.findLast(
    (attempt) => isWallet(attempt) && attempt.tokenHash === tokenHash && !mayTryAgain(attempt),
  );
  if (replayed !== undefined) return answerReplay(context, id, replayed);
  const session = await expireWhenDue(context, await context.store.session(id));
  if (session === null) return { kind: "not_found" };
  if (context.provider.chargeWallet === null)
    return { kind: "wallet_unavailable", ...(await stateOf(context.store, session)) };
  if (session.status === "ready") {
    if (session.buyer === null) return { kind: "details_missing", missing: ["buyer_email"], session, order: null };
    if (!(await mayTryToken(context, session, attempts))) return { kind: "wallet_unavailable", session, order: null };
  }
  const claim = await claimPayment(context, id, {
    route: "external",
    tokenHash,
    buyer: null,
    origin: "page",
    browser: request.browser,
    shown: request.shown,
    isOwner: request.isOwner,
  });
  switch (claim.kind) {
    case "claimed": {
      context.failpoint("wallet_claimed");
      const { attempt, session: claimed } = claim;
      const returnUrl = `${context.publicUrl}/checkout/${claimed.link}/done`;
      return chargeAttempt(context, attempt, {
        call: "chargeWallet",
        ask({ chargeWallet }) {
          invariant(chargeWallet !== null, "a seller's own account has the wallets of its platform");
          return chargeWallet({ attempt, session: claimed, token: request.token, returnUrl });
        },
        charged: "wallet_confirmed",
        recorded: "wallet_recorded",
      });
    }
    case "open":
      return meetOpen(context, claim, tokenHash);
    default:
      return claim;
  }
}

/** Another payment is open, or this press came twice at once. One that is settled meanwhile is in nobody's way. */
async function meetOpen(
  context: PurchaseContext,
  { attempt, session }: Extract<Claim, { kind: "open" }>,
  tokenHash: string,
): Promise<WalletPaymentOutcome | Again> {
  const stored = await context.store.attempt(attempt.id);
  if (stored !== null && isWallet(stored) && stored.tokenHash === tokenHash)
    return answerReplay(context, session.id, stored);
  const settled = (await settleByLookUp(context, session.id)) ?? session;
  if (!isPaymentOpen(settled)) return AGAIN;
  return {
    kind: settled.status === "unresolved" ? "still_checking" : "payment_in_progress",
    session: settled,
    order: null,
  };
}
