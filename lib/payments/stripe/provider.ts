import Stripe from "stripe";
import type { Money } from "../../money.ts";
import type { HostedPage, PaymentProvider } from "../provider.ts";
import { STRIPE_CURRENCIES, stripeAmount } from "./amount.ts";
import { chargeToken, wasReplayed } from "./charge.ts";
import { stripeForm } from "./embedded-form.ts";
import { findAttempt, outcomeOfTrace, readPage } from "./find.ts";
import { pageParameters, type PageWish } from "./hosted-page.ts";
import { pageOutcome, refusalOf } from "./outcome.ts";
import { createStripePlans } from "./plan.ts";
import { refundPayment } from "./refund.ts";
import { planEventsIn } from "./subscription.ts";
import { takenSince } from "./taken.ts";
import { eventsIn, verifiedText } from "./webhook.ts";
import { withdrawAttempt } from "./withdraw.ts";

export type StripeOptions = {
  readonly mode: "test" | "live";
  readonly secretKey: string;
  /** The ones that may sign a webhook, for rotation. */
  readonly webhookSecrets: readonly string[];
  /** Our profile in Stripe's network, which delegated tokens are made for; null: none are charged. */
  readonly networkId: string | null;
  /** For the form on our own page; null: Stripe's page is used. */
  readonly publishableKey: string | null;
  /** Another address than Stripe's, for tests; null: Stripe itself. */
  readonly apiUrl: string | null;
  /** One request; what the buyer waits for is this three times, with pauses, when nothing answers. */
  readonly timeoutMs?: number;
  readonly now: () => Date;
};

/** Written here as well as in the package, so that an update of the package changes it knowingly. */
const API_VERSION = "2026-10-28.endive";
const TIMEOUT_MS = 14_000;
const RETRIES = 2;
/** What a charge takes besides its requests: the look at the token, the pauses between tries, and some. */
const BESIDES_MS = 15_000;

const acknowledgement = { status: 200, body: '{"received":true}' };

/** Stripe behind the provider port. Every error of Stripe's ends here; what is not understood is `unknown`. */
export function createStripeProvider(options: StripeOptions): PaymentProvider {
  const { mode, webhookSecrets, networkId, publishableKey, apiUrl, now } = options;
  const timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
  const stripe = new Stripe(options.secretKey, {
    apiVersion: API_VERSION,
    timeout: timeoutMs,
    maxNetworkRetries: RETRIES,
    telemetry: false,
    appInfo: { name: "Tillswitch" },
    ...(apiUrl === null ? {} : addressOf(apiUrl)),
  });
  return {
    name: "stripe",
    instant:
      networkId === null ? null : { provider: "stripe", merchantId: networkId, currencies: STRIPE_CURRENCIES, mode },
    plans: createStripePlans(stripe, now),
    absentIsFinalAfterMs: (RETRIES + 1) * timeoutMs + BESIDES_MS,
    chargeToken: (charge) => chargeToken(stripe, charge, now),
    openHostedPage: (page) => openPage(stripe, page),
    embeddedForm:
      publishableKey === null
        ? null
        : (attempt) =>
            orElse(null, async () => {
              const trace = await findAttempt(stripe, attempt);
              const secret = trace.kind === "page" && trace.page.status === "open" ? trace.page.client_secret : null;
              return secret === null ? null : stripeForm({ clientSecret: secret, publishableKey, apiUrl });
            }),
    withdraw: (attempt) => orElse("unknown", () => withdrawAttempt(stripe, attempt, now())),
    lookUp: (attempt) => orElse({ kind: "unknown" }, async () => outcomeOfTrace(await findAttempt(stripe, attempt))),
    takenSince: (since) => orElse("unknown", async () => (await takenSince(stripe, since)) ?? "unknown"),
    refund: (refund) => orElse({ kind: "unknown" }, () => refundPayment(stripe, refund)),
    async readWebhook(body, headers) {
      const text = verifiedText(body, headers.get("stripe-signature"), webhookSecrets, now());
      if (text === null) return { kind: "forged" };
      return { kind: "read", events: eventsIn(text, mode), planEvents: planEventsIn(text, mode), acknowledgement };
    },
  };
}

function addressOf(apiUrl: string): Pick<Stripe.StripeConfig, "host" | "port" | "protocol"> {
  const { protocol, hostname, port } = new URL(apiUrl);
  const isSecure = protocol === "https:";
  return {
    host: hostname,
    port: port === "" ? (isSecure ? 443 : 80) : Number(port),
    protocol: isSecure ? "https" : "http",
  };
}

async function openPage(stripe: Stripe, wish: PageWish): Promise<HostedPage> {
  const { attempt } = wish;
  const params = pageParameters(wish);
  if (params === null) return { kind: "rejected", why: "Stripe cannot show exactly this total" };
  const reference = attempt.reference?.startsWith("cs_") === true ? attempt.reference : null;
  if (reference !== null) return orElse({ kind: "unknown" }, async () => opened(await readPage(stripe, reference)));
  try {
    const made = await stripe.checkout.sessions.create(params, { idempotencyKey: attempt.id });
    // A replay shows the page as it was made; by now it may be paid or closed.
    if (wasReplayed(made))
      return await orElse({ kind: "unknown" }, async () => opened(await readPage(stripe, made.id)));
    if (asksFor(made, attempt.amount)) return opened(made);
    await stripe.checkout.sessions.expire(made.id).catch(() => null);
    return { kind: "rejected", why: `the page ${made.id} asked for another total and was closed` };
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal.kind === "not_taken") return { kind: "rejected", why: refusal.why };
    if (refusal.kind !== "key_is_taken") return { kind: "unknown" };
    // Opened before in another form, or the attempt is no page: what stands at Stripe counts.
    const trace = await orElse(null, () => findAttempt(stripe, attempt));
    return trace?.kind === "page" && asksFor(trace.page, attempt.amount) ? opened(trace.page) : { kind: "unknown" };
  }
}

function asksFor(page: Stripe.Checkout.Session, amount: Money): boolean {
  const wanted = stripeAmount(amount);
  return wanted !== null && page.amount_total === wanted.amount && page.currency === wanted.currency;
}

function opened(page: Stripe.Checkout.Session): HostedPage {
  const outcome = pageOutcome(page);
  return outcome.kind === "action_required" && outcome.actionUrl !== null
    ? { kind: "opened", reference: outcome.reference, url: outcome.actionUrl }
    : { kind: "unknown" };
}

/** Stripe's errors, and those of the way to it, say nothing about what happened. */
async function orElse<Answer, const Otherwise>(
  otherwise: Otherwise,
  ask: () => Promise<Answer>,
): Promise<Answer | Otherwise> {
  try {
    return await ask();
  } catch {
    return otherwise;
  }
}
