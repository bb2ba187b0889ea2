import { loadScript } from "./waiting.js";

/** Stripe's embedded page. Its script is loaded from Stripe, as Stripe's rules ask for. */
export async function open({ clientSecret, publishableKey, scriptUrl, stripeAccount }) {
  await loadScript(scriptUrl);
  // A page of a seller's own account is shown in that account's context.
  const stripe = window.Stripe(publishableKey, stripeAccount === undefined ? undefined : { stripeAccount });
  return stripe.createEmbeddedCheckoutPage({ fetchClientSecret: async () => clientSecret });
}
