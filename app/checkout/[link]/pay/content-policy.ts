/** What Stripe's form loads and asks, by its own documentation; everything else is refused to it and to us. */
const STRIPE = {
  script: "https://js.stripe.com https://*.js.stripe.com https://checkout.stripe.com",
  frame: "https://js.stripe.com https://*.js.stripe.com https://checkout.stripe.com https://hooks.stripe.com",
  connect: "https://api.stripe.com https://checkout.stripe.com",
};

/** The part of the page's content policy that depends on where the payment service's script comes from. */
export function contentPolicyFor(scriptUrl: string): string {
  const { origin } = new URL(scriptUrl);
  const from = origin === "https://js.stripe.com" ? STRIPE : { script: origin, frame: origin, connect: origin };
  return [
    "default-src 'self'",
    `script-src 'self' 'unsafe-inline' ${from.script}`,
    `frame-src ${from.frame}`,
    `connect-src 'self' ${from.connect}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' https: http: data:",
  ].join("; ");
}
