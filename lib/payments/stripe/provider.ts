import Stripe from "stripe";
import type { Money } from "../../money.ts";
import { secretDigest } from "../account.ts";
import { unknownBecause } from "../failure.ts";
import type { KeyState } from "../key-health.ts";
import type { HostedPage, PaymentProvider } from "../provider.ts";
import { isAmountCode, takenByStripe } from "./amount-limits.ts";
import { STRIPE_CURRENCIES, stripeAmount } from "./amount.ts";
import { chargeToken } from "./charge.ts";
import { stripeForm } from "./embedded-form.ts";
import { orUnknown, requestIdOf, stripeFailure, tried, wasReplayed, type FromResponse } from "./failure.ts";
import { findAttempt, outcomeOfTrace, readPage, type Search } from "./find.ts";
import { pageParameters, type PageRequest } from "./hosted-page.ts";
import { pageOutcome, refusalOf, type Refusal } from "./outcome.ts";
import { addressOf, API_VERSION } from "./client/address.ts";
import { MAX_PATIENCE_MS, patientHttpClient } from "./client/http-client.ts";
import { watchClock } from "./client/clock.ts";
import { followKey, readAccountId } from "./client/key-health.ts";
import { createStripePlans } from "./plan.ts";
import { refundPayment } from "./refund.ts";
import { planEventsIn } from "./subscription.ts";
import { listPayments } from "./list-payments.ts";
import { listRefunds, listRefundsSince } from "./list-refunds.ts";
import { alertsOpenedSince, readAlerts } from "./disputes/alerts.ts";
import { listEntries, listPayouts } from "./disputes/payouts.ts";
import { submitEvidence } from "./disputes/evidence.ts";
import { markOf, type InstallationMark } from "./metadata.ts";
import { eventsIn, forgedWhy, isOfOtherMode, verifiedText } from "./webhook.ts";
import { voidAttempt } from "./void.ts";
import { stripeWallets } from "./wallet/wallets.ts";

export type StripeOptions = {
  readonly mode: "test" | "live";
  readonly secretKey: string;
  /** Where this shop is reached, without a slash at the end. */
  readonly publicUrl: string;
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
  /** In the metadata of all that is made, so that another installation on the account is told apart. */
  readonly installationId?: string;
  readonly now: () => Date;
  /** Called once when Stripe begins to refuse the key, and once when it accepts it again. */
  readonly onKeyChange?: (state: KeyState) => void;
  /** Called once when this machine's clock is more than a minute ahead of Stripe's, or behind (below 0), and once with 0 after. */
  readonly onClockChange?: (offMs: number) => void;
  /** Whether pages offer what is paid days later: bank debits, vouchers, bank transfers. Unless given, as the account has it. */
  readonly offersDelayedMethods?: boolean;
};

const TIMEOUT_MS = 14_000;
const RETRIES = 2;
/** What a charge takes besides its requests: the look at the token, the pauses between tries, and some. */
const BESIDES_MS = 15_000;

const acknowledgement = { status: 200, body: '{"received":true}' };

/** Stripe behind the provider port. Stripe's errors end here and nothing else does: what it did not say is `unknown`. */
export function createStripeProvider(options: StripeOptions): PaymentProvider {
  const { mode, webhookSecrets, networkId, publishableKey, apiUrl, now } = options;
  const timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
  const clock = watchClock(now, options.onClockChange ?? (() => undefined));
  const client = () =>
    new Stripe(options.secretKey, {
      apiVersion: API_VERSION,
      timeout: timeoutMs,
      maxNetworkRetries: RETRIES,
      httpClient: patientHttpClient(Stripe.createNodeHttpClient(), clock.onResponse),
      telemetry: false,
      appInfo: { name: "Tillswitch" },
      ...(apiUrl === null ? {} : addressOf(apiUrl)),
    });
  const stripe = client();
  const mark = markOf(options.installationId);
  const search = (): Search => ({ now: now(), clockOffMs: clock.offMs() });
  return {
    name: "stripe",
    account: secretDigest(options.secretKey),
    readAccountId: () => readAccountId(client(), mode),
    mode,
    instant:
      networkId === null ? null : { provider: "stripe", accountId: networkId, currencies: STRIPE_CURRENCIES, mode },
    key: followKey(stripe, now, options.onKeyChange ?? (() => undefined)),
    plans: createStripePlans(stripe, now, mark),
    payouts: {
      list: (since) => orUnknown(() => listPayouts(stripe, since)),
      entries: (payoutId) => orUnknown(() => listEntries(stripe, payoutId)),
    },
    disputes: {
      read: (payment) => orUnknown(() => readAlerts(stripe, payment)),
      openedSince: (since) => orUnknown(() => alertsOpenedSince(stripe, since)),
      submit: (request) => orUnknown(() => submitEvidence(stripe, request)),
    },
    absentIsFinalAfterMs: (RETRIES + 1) * timeoutMs + MAX_PATIENCE_MS + BESIDES_MS,
    takes: takenByStripe,
    chargeToken: (charge) => chargeToken(stripe, charge, now, mark),
    ...stripeWallets(stripe, { publishableKey, apiUrl, now, mark }),
    openHostedPage: (page) => openPage(stripe, page, { ...options, mark }, search),
    embeddedForm:
      publishableKey === null
        ? null
        : (attempt) =>
            orUnknown(async () => {
              const trace = await findAttempt(stripe, attempt, search());
              const secret = trace.kind === "page" && trace.page.status === "open" ? trace.page.client_secret : null;
              if (secret === null) return { kind: "none" };
              return { kind: "form", form: stripeForm({ clientSecret: secret, publishableKey, apiUrl }) };
            }),
    voidAttempt: (attempt) => orUnknown(() => voidAttempt(stripe, attempt, search(), mark)),
    lookUp: (attempt) => orUnknown(async () => outcomeOfTrace(await findAttempt(stripe, attempt, search()))),
    listPayments: (since) => orUnknown(() => listPayments(stripe, since, mark)),
    refund: (refund) => orUnknown(() => refundPayment(stripe, refund, mark)),
    listRefunds: (reference) => orUnknown(() => listRefunds(stripe, reference)),
    listRefundsSince: (since) => orUnknown(() => listRefundsSince(stripe, since)),
    async readWebhook(body, headers) {
      const signature = headers.get("stripe-signature");
      const text = verifiedText(body, signature, webhookSecrets, now());
      if (text === null) return { kind: "forged", why: forgedWhy(body, signature, webhookSecrets) };
      const read = {
        events: eventsIn(text, mode, mark),
        planEvents: planEventsIn(text, mode, mark),
        acknowledgement,
      };
      return { kind: "read", ...read, ...(isOfOtherMode(text, mode) ? { isOtherMode: true } : {}) };
    },
  };
}

async function openPage(
  stripe: Stripe,
  request: PageRequest,
  options: Pick<StripeOptions, "publicUrl" | "offersDelayedMethods"> & { readonly mark: InstallationMark },
  search: () => Search,
): Promise<HostedPage> {
  const { attempt } = request;
  const reference = attempt.reference?.startsWith("cs_") === true ? attempt.reference : null;
  if (reference !== null) return orUnknown(async () => opened(await readPage(stripe, reference)));
  const params = takenByStripe(attempt.amount).kind === "taken" ? pageParameters(request, options) : null;
  if (params === null) return { kind: "rejected", why: "Stripe cannot show exactly this total", requestId: null };
  try {
    const made = await stripe.checkout.sessions.create(params, { idempotencyKey: attempt.id });
    // A replay shows the page as it was made; by now it may be paid or closed.
    if (wasReplayed(made)) return await orUnknown(async () => opened(await readPage(stripe, made.id)));
    if (asksFor(made, attempt.amount)) return opened(made);
    await tried(() => stripe.checkout.sessions.expire(made.id));
    const requestId = requestIdOf(made);
    return { kind: "rejected", why: `the page ${made.id} asked for another total and was closed`, requestId };
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal.kind === "not_taken") return refusedPage(refusal, stripeFailure(error).code);
    if (refusal.kind === "unknown") return refusal;
    if (refusal.kind === "declined") return unknownBecause("undecided", "a page was declined as a card is");
    // Opened before in another form, or the attempt is no page: what Stripe has of it counts.
    const trace = await orUnknown(() => findAttempt(stripe, attempt, search()));
    if (trace.kind === "unknown") return trace;
    const isPage = trace.kind === "page" && asksFor(trace.page, attempt.amount);
    return isPage ? opened(trace.page) : { kind: "unknown", why: refusal.why };
  }
}

function refusedPage(
  { why, requestId }: Extract<Refusal, { kind: "not_taken" }>,
  code: string | undefined,
): HostedPage {
  if (code === "email_invalid") return { kind: "email_refused" };
  return isAmountCode(code) ? { kind: "amount_refused" } : { kind: "rejected", why, requestId };
}

function asksFor(page: Stripe.Checkout.Session, amount: Money): boolean {
  const wanted = stripeAmount(amount);
  return wanted !== null && page.amount_total === wanted.amount && page.currency === wanted.currency;
}

function opened(page: Stripe.Checkout.Session & FromResponse): HostedPage {
  const outcome = pageOutcome(page);
  if (outcome.kind === "unknown") return outcome;
  return outcome.kind === "action_required" && outcome.actionUrl !== null
    ? { kind: "opened", reference: outcome.reference, url: outcome.actionUrl }
    : unknownBecause("undecided", `the page is ${outcome.kind}`, requestIdOf(page));
}
