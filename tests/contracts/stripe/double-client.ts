import Stripe from "stripe";
import type { StripeDouble } from "../../stripe-double/start.ts";

export const PREVIEW = "2026-08-26.preview";

/** stripe-node, pointed at the double. */
export function clientOf(
  double: StripeDouble,
  options: { retries?: number; timeoutMs?: number; key?: string } = {},
): Stripe {
  const { hostname, port } = new URL(double.url);
  return new Stripe(options.key ?? "sk_test_contract", {
    host: hostname,
    port: Number(port),
    protocol: "http",
    maxNetworkRetries: options.retries ?? 0,
    timeout: options.timeoutMs ?? 10_000,
    telemetry: false,
  });
}

/** What `payment_intents` takes when a delegated token pays; the package's types know the preview field only in its beta. */
export function tokenPayment(
  token: string,
  options: { amount?: number; attempt?: string; extra?: object } = {},
): Stripe.PaymentIntentCreateParams {
  const attempt = options.attempt ?? "cs_1:1";
  return {
    amount: options.amount ?? 2500,
    currency: "usd",
    confirm: true,
    metadata: { attempt, session: attempt.split(":")[0] ?? "" },
    payment_method_data: {
      shared_payment_granted_token: token,
    } as object as Stripe.PaymentIntentCreateParams.PaymentMethodData,
    ...options.extra,
  };
}

/** What Stripe answers to a request that it refuses. */
export async function refusal(request: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  const error = await request.then(
    () => new Error("The request was not refused."),
    (reason: unknown) => reason,
  );
  if (error instanceof Stripe.errors.StripeError) return error;
  throw error;
}

/** An unparsed request, for what stripe-node would not send. */
export async function raw(
  double: StripeDouble,
  method: string,
  path: string,
  options: { body?: string; headers?: Record<string, string> } = {},
): Promise<{ status: number; headers: Headers; body: { error?: Record<string, unknown>; [field: string]: unknown } }> {
  const response = await fetch(`${double.url}${path}`, {
    method,
    headers: {
      authorization: "Bearer sk_test_contract",
      "content-type": "application/x-www-form-urlencoded",
      ...options.headers,
    },
    ...(options.body === undefined ? {} : { body: options.body }),
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

/** A Checkout Session of one mug with postage: 2 × 12.00 and 4.50. */
export function openPage(
  stripe: Stripe,
  options: Partial<Stripe.Checkout.SessionCreateParams> = {},
): Promise<Stripe.Checkout.Session> {
  const mug = { currency: "usd", unit_amount: 1200, product_data: { name: "Mug <blue>" } };
  return stripe.checkout.sessions.create({
    mode: "payment",
    success_url: "https://shop.example.com/done?session={CHECKOUT_SESSION_ID}",
    cancel_url: "https://shop.example.com/basket",
    line_items: [{ price_data: mug, quantity: 2 }],
    shipping_options: [
      {
        shipping_rate_data: {
          display_name: "Post",
          type: "fixed_amount",
          fixed_amount: { amount: 450, currency: "usd" },
        },
      },
    ],
    payment_intent_data: { metadata: { attempt: "cs_1:1", session: "cs_1" } },
    ...options,
  });
}

export function payByCard(stripe: Stripe, card = "pm_card_visa", amount = 2500, options: Stripe.RequestOptions = {}) {
  const metadata = { attempt: "cs_1:1", session: "cs_1" };
  return stripe.paymentIntents.create(
    { amount, currency: "usd", confirm: true, payment_method: card, metadata },
    options,
  );
}
