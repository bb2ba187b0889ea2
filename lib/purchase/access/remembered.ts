import type { Address, CheckoutSession } from "../../checkout/session.ts";
import type { ShopperId } from "../../ids.ts";
import type { RememberedBy } from "../../store/buyers/remembered-store.ts";
import type { StoreTransaction } from "../../store/store.ts";
import { timingSafeEqualText } from "../../timing-safe-equal.ts";
import type { PurchaseContext } from "../context.ts";
import { digestOf, type Principal } from "./principal.ts";
import { relationOf } from "./relation.ts";

const DAY_MS = 86_400_000;

/** Before this moment whatever was last used has expired. With no days at all nothing is remembered. */
export const rememberedSince = ({ retention, now }: Pick<PurchaseContext, "retention" | "now">): Date =>
  new Date(now().getTime() - retention.rememberedDays * DAY_MS);

/**
 * The shopper of the chat whom sellers may know again in a new session; null: nobody. By the host's subject alone: nobody is
 * recognised by an e-mail address, and a caller without a subject is nobody.
 */
export const knownShopper = (
  { retention }: Pick<PurchaseContext, "retention">,
  principal: Principal,
): ShopperId | null => (principal.surface === "mcp" && retention.rememberedDays > 0 ? principal.subject : null);

/**
 * Whose details the caller may have remembered or forgotten with this session; null: nobody's. In the chat only our own
 * widget, which the buyer operates: the model can neither consent nor withdraw. On the page the browser that types.
 */
export function mayRemember(
  { retention, now }: Pick<PurchaseContext, "retention" | "now">,
  principal: Principal,
  session: CheckoutSession,
): RememberedBy | null {
  const { shopperId, sellerId, ownership, parts } = session;
  // What is remembered is one seller's.
  if (parts !== undefined) return null;
  if (retention.rememberedDays === 0 || shopperId === null || ownership.surface !== "mcp") return null;
  const by = { sellerId, shopperId };
  switch (principal.surface) {
    case "mcp": {
      const { subject, widgetSecret } = principal;
      const isWidget =
        widgetSecret !== null && timingSafeEqualText(digestOf(widgetSecret), ownership.widgetDigest ?? "");
      return isWidget && (subject === null || subject === shopperId) ? by : null;
    }
    case "web": {
      const relation = relationOf(principal, session, now());
      return relation === "link" || relation === "same_browser" ? by : null;
    }
    case "acp":
      return null;
  }
}

/** What our own widget or page shows of remembering: whether it is on offer, and the address that was filled in. */
export type Kept = {
  readonly mayRemember: boolean;
  /** Null: none was filled in. To the model it is never shown. */
  readonly address: Address | null;
};

export function keptDetails(
  context: Pick<PurchaseContext, "retention" | "now">,
  principal: Principal,
  session: CheckoutSession,
): Kept {
  const isAllowed = mayRemember(context, principal, session) !== null;
  return {
    mayRemember: isAllowed,
    address: isAllowed && session.origins.address === "remembered" ? session.address : null,
  };
}

/** Does what the buyer chose in the chat, beside the change of the session that it came with. */
export async function rememberOrForget(
  transaction: StoreTransaction,
  by: RememberedBy,
  remember: boolean,
  { address, buyer, origins }: CheckoutSession,
  now: Date,
): Promise<void> {
  if (!remember) await transaction.forgetRemembered(by.shopperId, by.sellerId);
  else if (address !== null && origins.isRememberedWhenPaid !== true)
    await transaction.remember(by, { address, buyer }, now);
}

/**
 * Remembers what was typed on the page for its shopper, when the order is paid. The link alone does not prove that it is
 * the shopper who types, and a stranger's address must not wait in their next checkout; strangers pay for nobody.
 */
export async function rememberWhenPaid(
  { retention, now }: Pick<PurchaseContext, "retention" | "now">,
  transaction: StoreTransaction,
  { origins, shopperId, sellerId, address, buyer, parts }: CheckoutSession,
): Promise<void> {
  if (origins.isRememberedWhenPaid !== true || retention.rememberedDays === 0 || parts !== undefined) return;
  if (shopperId !== null && address !== null)
    await transaction.remember({ sellerId, shopperId }, { address, buyer }, now());
}
