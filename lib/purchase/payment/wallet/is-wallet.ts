import { isPaymentOpen } from "../../../checkout/session.ts";
import type { SessionId } from "../../../ids.ts";
import type { StoredAttempt } from "../../../store/store.ts";
import type { PurchaseContext } from "../../context.ts";

/**
 * An attempt of a wallet's button on our page. It is of the external route as a payment page is, and was made with a token, so
 * that there is no page to open for it.
 */
export const isWallet = ({ route, tokenHash }: Pick<StoredAttempt, "route" | "tokenHash">): boolean =>
  route === "external" && tokenHash !== null;

/** Whether the open payment of a session is a wallet's. */
export async function isWalletPayment({ store }: PurchaseContext, id: SessionId): Promise<boolean> {
  const session = await store.session(id);
  if (session === null || !isPaymentOpen(session)) return false;
  const attempt = await store.attempt(session.attempt.id);
  return attempt !== null && isWallet(attempt);
}
