import { isFree, type CheckoutSession } from "../../../checkout/session.ts";
import type { EmbeddedForm } from "../../../payments/provider.ts";
import { hasTooManyDeclines } from "../../access/tried-tokens.ts";
import type { PurchaseContext } from "../../context.ts";

/**
 * What a page needs to draw the wallets' buttons, also before the details are complete. Null where none can pay, and after as
 * many declined cards as a checkout may try: a button that is refused whatever the card is would be no offer.
 */
export async function walletButtons(context: PurchaseContext, session: CheckoutSession): Promise<EmbeddedForm | null> {
  const { status, totals } = session;
  if ((status !== "ready" && status !== "not_ready") || isFree({ totals })) return null;
  if (context.provider.takes(totals.total).kind !== "taken") return null;
  const buttons = context.provider.walletButtons?.(totals.total) ?? null;
  if (buttons === null) return null;
  return hasTooManyDeclines(context, await context.store.attempts(session.id)) ? null : buttons;
}
