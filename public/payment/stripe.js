import { loadScript } from "./waiting.js";

/** Stripe's embedded page. Its script is loaded from Stripe, as Stripe's rules ask for. */
export async function open({ clientSecret, publishableKey, scriptUrl }) {
  await loadScript(scriptUrl);
  return window.Stripe(publishableKey).createEmbeddedCheckoutPage({ fetchClientSecret: async () => clientSecret });
}
