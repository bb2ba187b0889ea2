import Stripe from "stripe";
import { secretDigest } from "../account.ts";
import type { PaymentProvider } from "../provider.ts";
import { takenByStripe } from "./amount-limits.ts";
import { STRIPE_CURRENCIES } from "./amount.ts";
import { chargeToken } from "./charge.ts";
import { addressOf, API_VERSION } from "./client/address.ts";
import { watchClock } from "./client/clock.ts";
import { MAX_PATIENCE_MS, patientHttpClient } from "./client/http-client.ts";
import { followKey, readAccountId } from "./client/key-health.ts";
import { accountEventsIn, isThinOfOtherMode } from "./connect/account-events.ts";
import { stripeSellerAccounts } from "./connect/accounts.ts";
import type { SplitContext } from "./connect/split.ts";
import { stripeTransfers } from "./connect/transfers.ts";
import { alertsOpenedSince, readAlerts } from "./disputes/alerts.ts";
import { submitEvidence } from "./disputes/evidence.ts";
import { listEntries, listPayouts } from "./disputes/payouts.ts";
import { stripeForm } from "./embedded-form.ts";
import { orUnknown } from "./failure.ts";
import { findAttempt, outcomeOfTrace, type Search } from "./find.ts";
import { listPayments } from "./list-payments.ts";
import { listRefunds, listRefundsSince } from "./list-refunds.ts";
import { markOf, type InstallationMark } from "./metadata.ts";
import { openPage } from "./open-page.ts";
import type { StripeOptions } from "./options.ts";
import { createStripePlans } from "./plan.ts";
import { refundPayment } from "./refund.ts";
import { planEventsIn } from "./subscription.ts";
import { voidAttempt } from "./void.ts";
import { stripeWallets } from "./wallet/wallets.ts";
import { eventsIn, forgedWhy, isOfOtherMode, verifiedText } from "./webhook.ts";

const TIMEOUT_MS = 14_000;
const RETRIES = 2;
/** What a charge takes besides its requests: the look at the token, the pauses between tries, and some. */
const BESIDES_MS = 15_000;

/** Clients of sellers' accounts that are kept; each has connections of its own. */
const MAX_CLIENTS = 200;

const acknowledgement = { status: 200, body: '{"received":true}' };

type Parts = {
  readonly stripe: Stripe;
  readonly options: StripeOptions;
  readonly mark: InstallationMark;
  readonly search: () => Search;
  readonly at: SplitContext;
};

/** Stripe behind the provider port. Stripe's errors end here and nothing else does: what it did not say is `unknown`. */
export function createStripeProvider(options: StripeOptions): PaymentProvider {
  const { mode, now, isOnBehalfOfSeller = false } = options;
  const clock = watchClock(now, options.onClockChange ?? (() => undefined));
  const httpClient = patientHttpClient(Stripe.createNodeHttpClient(), clock.onResponse);
  const stripe = clientOf(options, httpClient);
  const mark = markOf(options.installationId);
  const parts = { options, mark, search: () => ({ now: now(), clockOffMs: clock.offMs() }) };
  const clients = new Map<string, Stripe>();
  const clientAt = (account: string) => {
    const known = clients.get(account) ?? clientOf(options, httpClient, account);
    clients.delete(account);
    clients.set(account, known);
    const [oldest] = clients.keys();
    if (clients.size > MAX_CLIENTS && oldest !== undefined) clients.delete(oldest);
    return known;
  };
  return {
    name: "stripe",
    account: secretDigest(options.secretKey),
    readAccountId: () => readAccountId(clientOf(options, httpClient), mode),
    key: followKey(stripe, now, options.onKeyChange ?? (() => undefined)),
    plans: createStripePlans(stripe, now, mark),
    transfers: stripeTransfers(stripe, mark),
    sellerAccounts: stripeSellerAccounts(stripe, mark),
    payouts: {
      list: (since) => orUnknown(() => listPayouts(stripe, since)),
      entries: (payoutId) => orUnknown(() => listEntries(stripe, payoutId)),
    },
    ...payments({ ...parts, stripe, at: { account: null, isOnBehalfOfSeller } }),
    at: ({ account, networkId }) => ({
      name: "stripe",
      account,
      readAccountId: null,
      key: null,
      plans: null,
      transfers: null,
      sellerAccounts: null,
      payouts: null,
      at: null,
      ...payments({
        ...parts,
        options: { ...options, networkId },
        stripe: clientAt(account),
        at: { account, isOnBehalfOfSeller: false },
      }),
    }),
  };
}

function clientOf(options: StripeOptions, httpClient: Stripe.HttpClient, stripeAccount?: string): Stripe {
  return new Stripe(options.secretKey, {
    apiVersion: API_VERSION,
    timeout: options.timeoutMs ?? TIMEOUT_MS,
    maxNetworkRetries: RETRIES,
    httpClient,
    telemetry: false,
    appInfo: { name: "Tillswitch" },
    ...(options.apiUrl === null ? {} : addressOf(options.apiUrl)),
    ...(stripeAccount === undefined ? {} : { stripeAccount }),
  });
}

/** Verifies with the secrets of both endpoints; the event itself says whether it happened at a seller's account. */
async function readWebhook(
  { options, mark, at }: Parts,
  body: Uint8Array,
  headers: Headers,
): ReturnType<PaymentProvider["readWebhook"]> {
  const { mode, now, webhookSecrets, connectWebhookSecrets = [] } = options;
  const secrets = [...webhookSecrets, ...connectWebhookSecrets];
  const signature = headers.get("stripe-signature");
  const text = verifiedText(body, signature, secrets, now());
  if (text === null) return { kind: "forged", why: forgedWhy(body, signature, secrets) };
  const isOther = isOfOtherMode(text, mode) || isThinOfOtherMode(text, mode);
  return {
    kind: "read",
    events: eventsIn(text, mode, mark, at.account),
    planEvents: at.account === null ? planEventsIn(text, mode, mark) : [],
    accountEvents: at.account === null ? accountEventsIn(text, mode) : [],
    acknowledgement,
    ...(isOther ? { isOtherMode: true } : {}),
  };
}

/** What is done with payments, at the account that `stripe` asks. */
function payments(parts: Parts) {
  const { stripe, options, mark, search, at } = parts;
  const { mode, networkId, publishableKey, apiUrl, now } = options;
  const timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
  return {
    mode,
    instant:
      networkId === null ? null : { provider: "stripe", accountId: networkId, currencies: STRIPE_CURRENCIES, mode },
    disputes: {
      read: (payment) => orUnknown(() => readAlerts(stripe, payment)),
      openedSince: (since) => orUnknown(() => alertsOpenedSince(stripe, since)),
      submit: (request) => orUnknown(() => submitEvidence(stripe, request)),
    },
    absentIsFinalAfterMs: (RETRIES + 1) * timeoutMs + MAX_PATIENCE_MS + BESIDES_MS,
    takes: takenByStripe,
    chargeToken: (charge) => chargeToken(stripe, charge, now, { mark, at }),
    ...stripeWallets(stripe, { publishableKey, apiUrl, now, mark, at }),
    openHostedPage: (page) => openPage(stripe, page, { ...options, mark, at }, search),
    embeddedForm:
      publishableKey === null
        ? null
        : (attempt) =>
            orUnknown(async () => {
              const trace = await findAttempt(stripe, attempt, search());
              const secret = trace.kind === "page" && trace.page.status === "open" ? trace.page.client_secret : null;
              if (secret === null) return { kind: "none" };
              return {
                kind: "form",
                form: stripeForm({ clientSecret: secret, publishableKey, apiUrl, account: at.account }),
              };
            }),
    voidAttempt: (attempt) => orUnknown(() => voidAttempt(stripe, attempt, search(), mark)),
    lookUp: (attempt) => orUnknown(async () => outcomeOfTrace(await findAttempt(stripe, attempt, search()))),
    listPayments: (since) => orUnknown(() => listPayments(stripe, since, mark)),
    refund: (refund) => orUnknown(() => refundPayment(stripe, refund, { mark, account: at.account })),
    listRefunds: (reference) => orUnknown(() => listRefunds(stripe, reference)),
    listRefundsSince: (since) => orUnknown(() => listRefundsSince(stripe, since)),
    readWebhook: (body, headers) => readWebhook(parts, body, headers),
  } satisfies Partial<PaymentProvider>;
}
