import { CURRENCIES, type Money } from "#lib/money.ts";
import { secretDigest } from "#lib/payments/account.ts";
import { unknownBecause } from "#lib/payments/failure.ts";
import { createExampleAcquirerClient, type ExampleAcquirerClient, type Reply, type ServiceAttempt } from "./client.ts";
import { amountOf, declineOf, hasCapture, outcomeOf, uncaptured } from "./outcome.ts";
import type { RefundOutcome, RefundRequest } from "#lib/payments/refund-outcome.ts";
import { listRefunds, refundOfNow } from "./refunds.ts";
import { readBatch } from "./webhook.ts";
import type {
  AttemptAtService,
  ChargeOutcome,
  HostedPage,
  LookUpOutcome,
  PaymentProvider,
  VoidOutcome,
} from "#lib/payments/provider.ts";

/** Refusals whose cause goes away: the capture is not settled yet, or the account is empty. */
const PASSING: ReadonlySet<string> = new Set(["not_settled", "balance_too_low"]);
/** Longer than a charge's two calls together, with time to spare for the network. */
const ABSENT_IS_FINAL_AFTER_MS = 30_000;
const TIMEOUT_MS = 8000;
/** A capture that gets no answer is asked for again by the look-up, so a charge does not wait long for it. */
const CAPTURE_TIMEOUT_MS = 3000;

type Settings = {
  /** Without a trailing slash. */
  readonly url: string;
  readonly key: string;
  /** The keys of the notifications' signatures in hexadecimal, the one in use first. */
  readonly hmacKeys: readonly string[];
  readonly timeoutMs?: number;
};

/** What this service has none of. */
const NOT_HERE = {
  plans: null,
  disputes: null,
  payouts: null,
  transfers: null,
  sellerAccounts: null,
  at: null,
} as const;

/**
 * An EXAMPLE of an adapter, for an acquirer that no one runs: it proves that the port takes a service of quite
 * another shape than the first one's (docs/decisions/0009). Authorising and capturing are two steps, captures,
 * cancellations and refunds are only accepted and reported later, a refused card is an HTTP 200, and notifications come
 * in batches, each signed inside the body. Runs in test mode, with PAYMENT_PROVIDER=example-acquirer.
 */
export function createExampleAcquirer({ url, key, hmacKeys, timeoutMs = TIMEOUT_MS }: Settings): PaymentProvider {
  const client = createExampleAcquirerClient({ url, key, timeoutMs });
  const capture = (id: string, reference: string, amount: Money) =>
    client.modify("captures", {
      reference,
      amount,
      key: `${id}:capture`,
      timeoutMs: Math.min(timeoutMs, CAPTURE_TIMEOUT_MS),
    });

  /** Asks for the capture that a crash, a lost reply or a payment page left to be asked for; the key makes it one. */
  const lookUp = async ({ id }: Pick<AttemptAtService, "id">): Promise<LookUpOutcome> => {
    const reply = await client.attempt(id);
    if (reply.kind !== "answered") return { kind: "unknown", why: reply.why };
    const at = reply.answer;
    const waiting = uncaptured(at);
    const amount = waiting === null ? null : amountOf(waiting.amount);
    if (waiting !== null && amount !== null) {
      const reference = waiting.paymentReference;
      // Under the attempt's key only one payment is ever captured; the hold of a second one on the card is let go.
      if (hasCapture(at)) await client.modify("cancels", { reference, amount });
      else await capture(id, reference, amount);
    }
    return outcomeOf(at);
  };

  return {
    name: "example-acquirer",
    account: secretDigest(key),
    readAccountId: null,
    mode: "test",
    instant: { provider: "example-acquirer", accountId: "example_merchant", currencies: CURRENCIES, mode: "test" },
    key: null,
    ...NOT_HERE,
    absentIsFinalAfterMs: ABSENT_IS_FINAL_AFTER_MS,
    takes: () => ({ kind: "taken" }),
    async chargeToken({ attempt, token }): Promise<ChargeOutcome> {
      const { id, amount } = attempt;
      const reply = await client.authorise({ merchantReference: id, amount, token, key: id });
      if (reply.kind === "refused")
        return reply.code === "token_unknown"
          ? { kind: "token_invalid", why: "not_recognised" }
          : { kind: "rejected", why: reply.code, requestId: reply.why.requestId };
      if (reply.kind !== "answered") return { kind: "unknown", why: reply.why };
      if (reply.isReplay) return chargeOf(await lookUp(attempt));
      const { answer } = reply;
      const { paymentReference: reference } = answer;
      if (answer.resultCode === "Refused") return declineOf(answer.refusalReason);
      if (answer.resultCode === "Redirect")
        return { kind: "action_required", reference, actionUrl: answer.redirectUrl };
      await capture(id, reference, amount);
      return { kind: "pending", reference };
    },
    openHostedPage: (page) => openPage(client, page, lookUp),
    embeddedForm: null,
    walletButtons: null,
    walletSources: null,
    chargeWallet: null,
    voidAttempt: (attempt) => voidAttempt(client, attempt, url),
    lookUp,
    listPayments: null,
    refund: (request) => refundPayment(client, request),
    listRefunds: (reference) => listRefunds(client, reference),
    listRefundsSince: null,
    readWebhook: (body) => readBatch({ hmacKeys, client, lookUp: (id) => lookUp({ id }) }, body),
  };
}

/** A replay shows the refund as it was made; by now it may have been carried out, or have failed. */
async function refundPayment(
  client: ExampleAcquirerClient,
  { reference, amount, key: refundKey }: RefundRequest,
): Promise<RefundOutcome> {
  const change = { reference, amount, merchantReference: refundKey, key: refundKey };
  const reply = await client.modify("refunds", change);
  if (reply.kind === "refused") return { kind: "refused", reason: reply.code, isPassing: PASSING.has(reply.code) };
  if (reply.kind !== "answered") return { kind: "unknown", why: reply.why };
  if (!reply.isReplay) return { kind: "accepted", id: reply.answer.reference, reason: null };
  return refundOfNow(await listRefunds(client, reference), reply.answer.reference);
}

async function openPage(
  client: ExampleAcquirerClient,
  { attempt, returnUrl }: Parameters<PaymentProvider["openHostedPage"]>[0],
  lookUp: PaymentProvider["lookUp"],
): Promise<HostedPage> {
  const { id, amount } = attempt;
  const reply = await client.openLink({ merchantReference: id, amount, returnUrl, key: id });
  if (reply.kind === "refused") return { kind: "rejected", why: reply.code, requestId: reply.why.requestId };
  if (reply.kind !== "answered") return { kind: "unknown", why: reply.why };
  const { linkReference: reference, url } = reply.answer;
  if (!reply.isReplay) return { kind: "opened", reference, url };
  const now = await lookUp(attempt);
  const isOpen = now.kind === "action_required" && now.reference === reference;
  if (isOpen) return { kind: "opened", reference, url };
  return now.kind === "unknown" ? now : unknownBecause("undecided", `the page is ${now.kind}`);
}

/** An authorised payment is one that the buyer has made, captured or not: it wins, and nothing of it is cancelled. */
async function voidAttempt(
  client: ExampleAcquirerClient,
  { id, amount }: AttemptAtService,
  returnUrl: string,
): Promise<VoidOutcome> {
  let reply = await client.attempt(id);
  if (reply.kind === "answered" && reply.answer.links.length + reply.answer.payments.length === 0) {
    // A page under the attempt's key, closed at once: whatever arrives under that key later is not taken.
    await client.openLink({ merchantReference: id, amount, returnUrl, key: id });
    reply = await client.attempt(id);
  }
  const at = reply.kind === "answered" ? reply.answer : null;
  for (const link of at?.links ?? []) if (link.state === "open") await client.expireLink(link.linkReference);
  for (const payment of at?.payments ?? []) {
    const held = amountOf(payment.amount);
    if (payment.state === "redirect" && payment.requested === null && held !== null)
      await client.modify("cancels", { reference: payment.paymentReference, amount: held });
  }
  return verdictOf(await client.attempt(id));
}

/** A charge that finds its attempt voided, or its trace gone, cannot say what became of it. */
function chargeOf(outcome: LookUpOutcome): ChargeOutcome {
  return outcome.kind === "voided" || outcome.kind === "absent"
    ? unknownBecause("undecided", `the charge found its attempt ${outcome.kind}`)
    : outcome;
}

function verdictOf(reply: Reply<ServiceAttempt>): VoidOutcome {
  if (reply.kind !== "answered") return { kind: "unknown", why: reply.why };
  const outcome = outcomeOf(reply.answer);
  switch (outcome.kind) {
    case "captured":
      return { kind: "already_paid" };
    case "voided":
    case "declined":
      return { kind: "voided" };
    case "unknown":
      return outcome;
    default:
      return unknownBecause("undecided", `the payment is still ${outcome.kind}`);
  }
}
