import type Stripe from "stripe";
import { inProportion, money, partOfOther, incrementOf, type Money } from "../../../money.ts";
import { unknownBecause, type Unknown } from "../../failure.ts";
import type {
  ListTransfersOutcome,
  ProviderTransfer,
  ReversalOutcome,
  ReversalRequest,
  TransferOutcome,
  TransferRequest,
  TransferService,
} from "../../transfer-service.ts";
import { moneyFromStripe, stripeAmount } from "../amount.ts";
import { pages } from "../disputes/pages.ts";
import { failureOf, orUnknown, requestIdOf, stripeFailure } from "../failure.ts";
import type { InstallationMark } from "../metadata.ts";
import { refusalOf } from "../outcome.ts";

/** Refusals whose cause goes away: the seller lacks a capability, or our balance is too low. Any other 400 or 404 is final. */
const PASSING: ReadonlySet<string> = new Set([
  "insufficient_capabilities_for_transfer",
  "transfers_not_allowed",
  "balance_insufficient",
  "insufficient_funds",
]);

/**
 * Stripe's transfers. Its keys are forgotten after a day, so each transfer and each reversal also bears its key in its
 * metadata, and is looked for before it is made. A refusal is kept under the key like any answer, so a try after one has
 * a key of its own. https://docs.stripe.com/connect/separate-charges-and-transfers
 */
export function stripeTransfers(stripe: Stripe, mark: InstallationMark): TransferService {
  return {
    send: (request) => orUnknown(() => send(stripe, request, mark)),
    reverse: (request) => orUnknown(() => reverse(stripe, request)),
    list: (payment) => orUnknown(() => listTransfers(stripe, payment)),
  };
}

async function send(stripe: Stripe, request: TransferRequest, mark: InstallationMark): Promise<TransferOutcome> {
  const { key, attemptId, reference, account, amount, refusals, fromBalance = false } = request;
  const known = await listTransfers(stripe, { attemptId, reference });
  if (known.kind === "unknown") return known;
  const same = known.transfers.find((one) => one.key === key);
  if (same !== undefined) {
    const isConverted = same.amount.currency !== amount.currency;
    return same.account === account && (isConverted || same.amount.amountMinor === amount.amountMinor)
      ? { kind: "sent", id: same.id, settled: isConverted ? same.amount : null }
      : refused("the key was used for another transfer", true);
  }
  // Of a seller's own charge the platform sees nothing, and the fee is in its balance.
  const source = request.isFee === true ? null : await sourceOf(stripe, reference);
  if (source !== null && "kind" in source) return source;
  const settled = source === null ? { amount, isConverted: false } : settledAmount(amount, source);
  if ("kind" in settled) return settled;
  const sent = stripeAmount(settled.amount);
  if (sent === null || sent.amount < 1) return refused("Stripe cannot send exactly this amount", true);
  try {
    const { id } = await stripe.transfers.create(
      {
        ...sent,
        destination: account,
        transfer_group: attemptId,
        metadata: { transfer_key: key, attempt_id: attemptId, ...mark },
        ...(fromBalance || source === null ? {} : { source_transaction: source.charge }),
      },
      { idempotencyKey: keyOf(key, refusals) },
    );
    return { kind: "sent", id, settled: settled.isConverted ? settled.amount : null };
  } catch (error) {
    return notDone(error);
  }
}

type Source = { readonly charge: string; readonly paid: Money; readonly booked: Money };
type NoSource = ReturnType<typeof refused> | ReturnType<typeof notYet> | Unknown;

/** The charge that a payment took, and what it was booked as: a transfer of it is in that currency. */
async function sourceOf(stripe: Stripe, reference: string): Promise<Source | NoSource> {
  const intent = await intentOf(stripe, reference, ["latest_charge.balance_transaction"]);
  const charge = intent?.latest_charge ?? null;
  if (intent === null) return refused("there is no such payment", true);
  if (charge === null || typeof charge === "string" || charge.status !== "succeeded")
    return notYet("the payment has taken nothing yet");
  const booking = charge.balance_transaction;
  // Stripe books a charge a moment after it answers: https://docs.stripe.com/payments/payment-intents/asynchronous-capture
  if (booking === null || typeof booking === "string") return notYet("the payment is not booked yet");
  const [paid, booked] = [
    moneyFromStripe(charge.amount, charge.currency),
    moneyFromStripe(booking.amount, booking.currency),
  ];
  if (paid === null || booked === null)
    return unknownBecause("unreadable", "an amount in a currency that we do not know", requestIdOf(intent));
  return { charge: charge.id, paid, booked };
}

/** Null when there is no such payment. */
async function intentOf(stripe: Stripe, reference: string, expand: string[]) {
  if (!/^pi_\w+$/.test(reference)) return null;
  try {
    return await stripe.paymentIntents.retrieve(reference, { expand });
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal.kind === "not_taken" && refusal.status === 404) return null;
    throw error;
  }
}

/** Converted as the charge was, and never more of it than of the payment. */
function settledAmount(
  amount: Money,
  { paid, booked }: Source,
): { readonly amount: Money; readonly isConverted: boolean } | ReturnType<typeof refused> {
  if (amount.currency !== paid.currency) return refused("the payment is in another currency", true);
  if (booked.currency === paid.currency) return { amount, isConverted: false };
  const share = inProportion(amount, booked.amountMinor, paid);
  const isMore = BigInt(share) * BigInt(paid.amountMinor) > BigInt(amount.amountMinor) * BigInt(booked.amountMinor);
  const exact = isMore ? share - 1 : share;
  return { amount: money(exact - (exact % incrementOf(booked.currency)), booked.currency), isConverted: true };
}

async function reverse(stripe: Stripe, request: ReversalRequest): Promise<ReversalOutcome> {
  const { key, transferId, amount, refusals } = request;
  if (amount.amountMinor < 1 || !/^tr_\w+$/.test(transferId)) return refused("nothing to take back", true);
  const transfer = await transferOf(stripe, transferId);
  if (transfer === null) return refused("there is no such transfer", true);
  const sent = moneyFromStripe(transfer.amount, transfer.currency);
  if (sent === null) return unknownBecause("unreadable", "a transfer in a currency that we do not know");
  const part = partToReverse(request, sent);
  if (part === null) return refused("the transfer is in another currency", true);
  // Too little to be anything there; the reversals that follow count from the whole.
  if (part.amountMinor === 0) return { kind: "reversed", id: transferId };
  const wanted = stripeAmount(part);
  if (wanted === null) return refused("Stripe cannot take back exactly this amount", true);
  const reversals = await pages((after) => stripe.transfers.listReversals(transferId, { ...after }));
  if (reversals === null) return unknownBecause("too_much_to_read", "more reversals than one look reads");
  const same = reversals.find(({ metadata }) => metadata?.["reversal_key"] === key);
  if (same !== undefined)
    return same.amount === wanted.amount
      ? { kind: "reversed", id: same.id }
      : refused("the key was used for another reversal", true);
  try {
    const { id } = await stripe.transfers.createReversal(
      transferId,
      { amount: wanted.amount, metadata: { reversal_key: key } },
      { idempotencyKey: keyOf(key, refusals) },
    );
    return { kind: "reversed", id };
  } catch (error) {
    const code = stripeFailure(error).code ?? "";
    return code === "balance_insufficient" || code === "insufficient_funds" ? { kind: "short" } : notDone(error);
  }
}

/** What is taken of the transfer, in its own currency; null where nobody says what it is of it. */
function partToReverse({ amount, of }: ReversalRequest, sent: Money): Money | null {
  if (amount.currency === sent.currency) return amount;
  if (of === undefined || of.whole.currency !== amount.currency || of.whole.amountMinor < 1) return null;
  return partOfOther(amount, { ...of, other: sent });
}

async function transferOf(stripe: Stripe, id: string): Promise<Stripe.Transfer | null> {
  try {
    return await stripe.transfers.retrieve(id);
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal.kind === "not_taken" && refusal.status === 404) return null;
    throw error;
  }
}

/** By the group, which is the attempt, and by the charge itself, which names the transfer that was made with it. */
async function listTransfers(
  stripe: Stripe,
  { attemptId, reference }: Parameters<TransferService["list"]>[0],
): Promise<ListTransfersOutcome> {
  const grouped = await pages((after) => stripe.transfers.list({ transfer_group: attemptId, ...after }));
  if (grouped === null) return unknownBecause("too_much_to_read", "more transfers of a payment than one look reads");
  const intent = await intentOf(stripe, reference, ["latest_charge.transfer"]);
  const charge = intent?.latest_charge ?? null;
  const own = charge === null || typeof charge === "string" ? null : (charge.transfer ?? null);
  const isNew = own !== null && typeof own !== "string" && !grouped.some(({ id }) => id === own.id);
  // An attempt may have been paid twice, and then each charge made a transfer.
  const ofCharge = grouped.filter((one) => isOfCharge(one, charge));
  const transfers = [...(isNew ? [own] : []), ...ofCharge].toReversed().map(listed);
  return transfers.includes(null)
    ? unknownBecause("unreadable", "a transfer in a currency that we do not know")
    : { kind: "listed", transfers: transfers.filter((one) => one !== null) };
}

function isOfCharge({ source_transaction: source }: Stripe.Transfer, charge: string | Stripe.Charge | null): boolean {
  const of = typeof source === "string" ? source : (source?.id ?? null);
  return of === null || charge === null || of === (typeof charge === "string" ? charge : charge.id);
}

function listed(transfer: Stripe.Transfer): ProviderTransfer | null {
  const { id, metadata, destination, currency } = transfer;
  const amount = moneyFromStripe(transfer.amount, currency);
  const reversed = moneyFromStripe(transfer.amount_reversed, currency);
  const account = typeof destination === "string" ? destination : destination?.id;
  if (amount === null || reversed === null || account === undefined) return null;
  return { id, key: metadata["transfer_key"] ?? null, account, amount, reversed };
}

const keyOf = (key: string, refusals: number): string => (refusals === 0 ? key : `${key}:${refusals}`);
const notYet = (why: string) => ({ kind: "not_yet", why }) as const;
const refused = (why: string, isFinal: boolean) => ({ kind: "refused", why, isFinal }) as const;

/**
 * A wrong key of ours (401, 403) says nothing about the transfer. A rate limit says that nothing happened
 * (https://docs.stripe.com/rate-limits).
 */
function notDone(error: unknown): ReturnType<typeof refused> | Unknown {
  const { code, statusCode } = stripeFailure(error);
  if (statusCode === 429) return refused(code ?? "rate_limit", false);
  const refusal = refusalOf(error);
  if (refusal.kind !== "not_taken" || (refusal.status !== 400 && refusal.status !== 404))
    return { kind: "unknown", why: failureOf(stripeFailure(error)) };
  const why = `${code ?? `status ${refusal.status}`} (${refusal.why})`;
  return refused(why, !PASSING.has(code ?? ""));
}
