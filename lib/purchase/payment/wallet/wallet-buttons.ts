import { isFree, type CheckoutSession } from "../../../checkout/session.ts";
import type { EmbeddedForm } from "../../../payments/embedded-form.ts";
import type { PaymentProvider } from "../../../payments/provider.ts";
import { hasTooManyDeclines } from "../../access/tried-tokens.ts";
import type { PurchaseContext } from "../../context.ts";
import { payeeOf } from "../../transfers/divide-payment.ts";
import type { DeliveryRate } from "./delivery-rates.ts";

/**
 * What a page needs to draw the wallets' buttons, also before the details are complete. Null where none can pay, and after as
 * many declined cards as a checkout may try: a button that is refused whatever the card is would be no offer. `rates`: the ways
 * to deliver that its sheet lists.
 */
export async function walletButtons(
  context: PurchaseContext,
  session: CheckoutSession,
  rates: readonly DeliveryRate[] = [],
): Promise<EmbeddedForm | null> {
  const { status, totals } = session;
  if ((status !== "ready" && status !== "not_ready") || isFree({ totals })) return null;
  const provider = await providerOf(context, session);
  if (provider === null || provider.takes(totals.total).kind !== "taken") return null;
  const buttons =
    provider.walletButtons?.(
      totals.total,
      rates.map(({ price }) => price),
    ) ?? null;
  if (buttons === null) return null;
  return hasTooManyDeclines(context, await context.store.attempts(session.id)) ? null : buttons;
}

/** Where a press pays: a wallet's token is made for the account that charges it. Null: that account cannot be charged now. */
async function providerOf(context: PurchaseContext, session: CheckoutSession): Promise<PaymentProvider | null> {
  if (context.marketplace.model !== "direct") return context.provider;
  const { own, why } = await payeeOf(context, session);
  return why === null ? own.provider : null;
}
