import { invariant } from "../../invariant.ts";
import type { EmbeddedForm } from "../embedded-form.ts";

/** Stripe's embedded page: what the script that shows it needs (`public/payment/stripe.js`). */
export type StripeFormParameters = {
  readonly clientSecret: string;
  readonly publishableKey: string;
  readonly scriptUrl: string;
  readonly stripeAccount?: string;
};

export const STRIPE_FORM = "stripe_embedded_page";

/** Stripe's script comes from Stripe, whose rules ask for it. This release is the first with today's names. */
const SCRIPT_URL = "https://js.stripe.com/dahlia/stripe.js";
/** What the script loads and calls. Source: https://docs.stripe.com/security/guide#content-security-policy. */
const SOURCES: EmbeddedForm["sources"] = {
  script: ["https://js.stripe.com", "https://*.js.stripe.com", "https://checkout.stripe.com"],
  frame: [
    "https://js.stripe.com",
    "https://*.js.stripe.com",
    "https://checkout.stripe.com",
    "https://hooks.stripe.com",
  ],
  connect: ["https://api.stripe.com", "https://checkout.stripe.com"],
};

/** The address of Stripe's script, and what it may load and call; of Stripe's double where its address is given. */
export function stripeScript(
  apiUrl: string | null,
  sources: EmbeddedForm["sources"],
): { readonly scriptUrl: string; readonly sources: EmbeddedForm["sources"] } {
  if (apiUrl === null) return { scriptUrl: SCRIPT_URL, sources };
  const scriptUrl = `${apiUrl}/stripe-js-double/stripe.js`;
  const { origin } = new URL(scriptUrl);
  return { scriptUrl, sources: { script: [origin], frame: [origin], connect: [origin] } };
}

/** Stripe's form for our page. `apiUrl` is the address of Stripe's double in tests; null: Stripe itself. */
export function stripeForm(form: {
  readonly clientSecret: string;
  readonly publishableKey: string;
  readonly apiUrl: string | null;
  /** The seller's own account, which the page was made at; null: the platform's. */
  readonly account?: string | null;
}): EmbeddedForm {
  const { clientSecret, publishableKey, apiUrl, account = null } = form;
  const { scriptUrl, sources } = stripeScript(apiUrl, SOURCES);
  const parameters = { clientSecret, publishableKey, scriptUrl };
  return {
    kind: STRIPE_FORM,
    parameters: account === null ? parameters : { ...parameters, stripeAccount: account },
    sources,
  };
}

/** Reads the parameters back where the form is shown. */
export function readStripeForm(parameters: EmbeddedForm["parameters"]): StripeFormParameters {
  const { clientSecret, publishableKey, scriptUrl, stripeAccount } = parameters;
  invariant(
    clientSecret !== undefined && publishableKey !== undefined && scriptUrl !== undefined,
    "a form of this kind is made by stripeForm alone",
  );
  return { clientSecret, publishableKey, scriptUrl, ...(stripeAccount === undefined ? {} : { stripeAccount }) };
}
