import type { Money } from "../../../money.ts";
import type { EmbeddedForm } from "../../embedded-form.ts";
import { takenByStripe } from "../amount-limits.ts";
import { stripeAmount } from "../amount.ts";
import { stripeScript } from "../embedded-form.ts";

export const STRIPE_WALLETS = "stripe_express_checkout";

/**
 * What a wallet may pay with. The browser's element and the PaymentIntent must name the same, or Stripe refuses the
 * confirmation; nothing here is paid on another page or days later.
 * https://docs.stripe.com/elements/express-checkout-element
 */
export const WALLET_METHODS = ["card", "link"] as const;

/** What Elements load and call. https://docs.stripe.com/security/guide#content-security-policy */
const SOURCES: EmbeddedForm["sources"] = {
  script: ["https://js.stripe.com", "https://*.js.stripe.com"],
  frame: ["https://js.stripe.com", "https://*.js.stripe.com", "https://hooks.stripe.com"],
  connect: ["https://api.stripe.com"],
};

/**
 * Stripe's Express Checkout Element for an amount, drawn before there is a PaymentIntent. Null for an amount that Stripe does not
 * take. `rates`: the prices of the ways to deliver in its sheet. `account`: the seller's own, which the payment is made at.
 * `apiUrl` is the address of Stripe's double in tests; null: Stripe itself.
 */
export function walletButtons(
  money: Money,
  {
    publishableKey,
    apiUrl,
    account = null,
    rates = [],
  }: {
    readonly publishableKey: string;
    readonly apiUrl: string | null;
    readonly account?: string | null;
    readonly rates?: readonly Money[];
  },
): EmbeddedForm | null {
  const asked = stripeAmount(money);
  if (asked === null || takenByStripe(money).kind !== "taken") return null;
  const prices = rates.flatMap((rate) => stripeAmount(rate)?.amount ?? []);
  // The sheet cannot list what Stripe does not count exactly.
  if (prices.length < rates.length) return null;
  const { scriptUrl, sources } = stripeScript(apiUrl, SOURCES);
  const methods = WALLET_METHODS.join(" ");
  const shown = { publishableKey, scriptUrl, amount: String(asked.amount), currency: asked.currency, methods };
  const parameters = {
    ...shown,
    ...(account === null ? {} : { stripeAccount: account }),
    ...(prices.length === 0 ? {} : { rates: prices.join(" ") }),
  };
  return { kind: STRIPE_WALLETS, parameters, sources };
}

/** What the element may load and call, for an amount or before there is one. */
export const walletSources = (apiUrl: string | null): EmbeddedForm["sources"] => stripeScript(apiUrl, SOURCES).sources;
