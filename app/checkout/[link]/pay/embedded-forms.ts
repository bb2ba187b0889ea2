import type { EmbeddedForm } from "#lib/payments/embedded-form.ts";
import { readStripeForm, STRIPE_FORM } from "#lib/payments/stripe/embedded-form.ts";

type ShownForm = {
  /** The address of our script that makes the form; a provider's is in a file that bears its name. */
  readonly module: string;
  /** What that script is given. */
  readonly read: (parameters: EmbeddedForm["parameters"]) => EmbeddedForm["parameters"];
};

/** How each kind of form that an adapter makes is shown. */
export const EMBEDDED_FORMS: ReadonlyMap<string, ShownForm> = new Map([
  [STRIPE_FORM, { module: "/payment/stripe.js", read: readStripeForm }],
]);
