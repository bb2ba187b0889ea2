import { checkoutView } from "#lib/wire/checkout-view.ts";
import type { CheckoutView } from "#lib/wire/tool-contract.ts";
import { readCheckout, type Checkout } from "#widget/purchase/read-checkout.ts";
import { aState, type SessionOptions } from "../fixtures/builders.ts";

const edge = {
  publicUrl: "https://shop.example.com",
  locale: "en-US",
  paymentMode: "test" as const,
  takes: () => ({ kind: "taken" as const }),
  instant: { provider: "stripe", accountId: "acct_test", currencies: ["USD" as const], mode: "test" as const },
};

/** What a checkout tool answers for such a session, made by the server's own serializer. */
export const anAnswer = (options: SessionOptions = {}): CheckoutView => checkoutView(aState(options), edge);

/** The same after the widget has read it, with fields replaced where a test needs what the shop would not say. */
export function aCheckout(options: SessionOptions = {}, changes: Partial<Checkout> = {}): Checkout {
  const checkout = readCheckout(anAnswer(options));
  if (checkout === null) throw new Error("the widget cannot read what the server writes");
  return { ...checkout, ...changes };
}
