import { invariant } from "../../invariant.ts";
import type { Money } from "../../money.ts";
import type { Capture } from "../../orders/capture.ts";
import { readRefundLines, tooLittleLeft } from "../../orders/refund-lines.ts";
import { isLost, type Refund } from "../../orders/refund.ts";
import type { RefundProblem } from "../../orders/refund-problem.ts";
import { contextAt } from "../accounts.ts";
import type { PurchaseContext } from "../context.ts";
import { decide, type Planned } from "../dry-run.ts";
import { leftOfEachPart } from "./left-of.ts";
import { finishRefund, storeRefund } from "./refund-payment.ts";

export type LostRefundRequest = { readonly key: string; readonly why: string };

export type LostRefundOutcome =
  | {
      readonly kind: "given_again";
      readonly state: Refund["state"];
      readonly key: string;
      readonly amount: Money | null;
    }
  | { readonly kind: "settled" }
  /** It is on its way or given: nothing is to be settled. */
  | { readonly kind: "not_lost"; readonly state: Refund["state"] }
  | { readonly kind: "more_than_left" }
  | Extract<RefundProblem, { kind: "account_not_configured" }>
  | { readonly kind: "not_found" };

/**
 * Gives a lost refund again, whoever made it, also that of an orphaned payment. Its key is made of the lost one's, so said twice
 * it happens once.
 */
export async function refundAgain(
  context: PurchaseContext,
  { key, why }: LostRefundRequest,
): Promise<LostRefundOutcome> {
  const stored = await decideAgain(context, { key, why }, false);
  if (stored.kind !== "stored") return stored;
  const state = await finishRefund(context, againKey(key));
  const amount = (await context.store.refund(againKey(key)))?.amount ?? null;
  return { kind: "given_again", state: state ?? "unknown", key: againKey(key), amount };
}

/** What {@link refundAgain} or {@link settleLostRefund} would do, decided by the same code and rolled back. */
export async function planLostRefund(
  context: PurchaseContext,
  { act, ...request }: LostRefundRequest & { readonly act: "again" | "settled" },
): Promise<Planned | LostRefundOutcome> {
  const decided = await (act === "again" ? decideAgain : decideSettled)(context, request, true);
  const refund = await context.store.refund(request.key);
  if ((decided.kind !== "stored" && decided.kind !== "settled") || refund === null)
    return decided.kind === "stored" ? { kind: "not_found" } : decided;
  const { orderId, sellerId, amount, provider, reference } = refund;
  const order = orderId === null ? null : await context.store.order(orderId);
  const paid = (await context.store.capture(provider, reference))?.amount ?? null;
  const isRepetition =
    act === "again" ? (await context.store.refund(againKey(request.key))) !== null : refund.resolvedAt !== null;
  return { kind: "planned", order, sellerId, amount, paid, isRepetition };
}

const againKey = (key: string): string => `${key}:again`;

async function decideAgain(
  context: PurchaseContext,
  { key, why }: LostRefundRequest,
  isDryRun: boolean,
): Promise<LostRefundOutcome | { readonly kind: "stored" }> {
  const refund = await context.store.refund(key);
  const paid = refund === null ? null : await context.store.capture(refund.provider, refund.reference);
  if (paid !== null && (await contextAt(context, paid)) === null)
    return { kind: "account_not_configured", provider: paid.provider, account: paid.account };
  return withLost(context, key, isDryRun, async (transaction, lost) => {
    const capture = await transaction.capture(lost.provider, lost.reference);
    invariant(capture !== null, "a refund is of a payment in our books");
    const { amount, orderId, items } = lost;
    if (await isGivenMeanwhile(transaction, capture, lost)) return { kind: "more_than_left" };
    const wanted = { capture, amount, key: againKey(key), why, orderId, items, replaces: key };
    if ((await storeRefund(context, transaction, wanted)) === "too_much") return { kind: "more_than_left" };
    await transaction.insertAuditEntry({
      occurredAt: context.now(),
      action: "refund_requested",
      actor: "command",
      subject: orderId,
      why,
      details: { amount_minor: amount.amountMinor, currency: amount.currency, lost_key: key },
    });
    return { kind: "stored" } as const;
  });
}

/**
 * True when units or delivery of a lost refund were given back by another one since, or their part has too little left: giving it
 * again would take of other goods, perhaps another seller's. One that names nothing is divided by what each part has left.
 */
async function isGivenMeanwhile(transaction: Transaction, capture: Capture, lost: Refund): Promise<boolean> {
  const { items, orderId, key } = lost;
  const order = items === null || orderId === null ? null : await transaction.order(orderId);
  const rows = await transaction.refunds(capture.provider, capture.reference);
  if (order === null || items === null || rows.some((one) => one.key === againKey(key))) return false;
  const shippingOf = items.shippingBySeller?.map(({ sellerId }) => sellerId);
  const same = readRefundLines(order, rows, {
    lines: items.lines,
    isShippingToo: items.shippingMinor > 0,
    ...(shippingOf === undefined ? {} : { shippingOf }),
  });
  if (same.kind !== "amount" || same.amount.amountMinor < lost.amount.amountMinor) return true;
  const alerts = await transaction.alerts(capture);
  return tooLittleLeft(order, items, leftOfEachPart(order, { capture, rows, alerts })) !== null;
}

/** Notes that the money of a lost refund was given back another way, such as by bank transfer: it needs nobody any more. */
export function settleLostRefund(context: PurchaseContext, request: LostRefundRequest): Promise<LostRefundOutcome> {
  return decideSettled(context, request, false);
}

function decideSettled(
  context: PurchaseContext,
  { key, why }: LostRefundRequest,
  isDryRun: boolean,
): Promise<LostRefundOutcome> {
  return withLost(context, key, isDryRun, async (transaction, lost) => {
    const occurredAt = context.now();
    await transaction.saveRefund({ ...lost, resolvedAt: lost.resolvedAt ?? occurredAt });
    const act = { occurredAt, action: "refund_settled", actor: "command" } as const;
    await transaction.insertAuditEntry({ ...act, subject: lost.orderId, why, details: { lost_key: key } });
    return { kind: "settled" };
  });
}

type Transaction = Parameters<Parameters<PurchaseContext["store"]["transaction"]>[0]>[0];

async function withLost<Outcome>(
  { store }: PurchaseContext,
  key: string,
  isDryRun: boolean,
  work: (transaction: Transaction, lost: Refund) => Promise<Outcome | LostRefundOutcome>,
): Promise<Outcome | LostRefundOutcome> {
  const found = await store.refund(key);
  if (found === null) return { kind: "not_found" };
  return decide<Outcome | LostRefundOutcome>(store, isDryRun, async (transaction) => {
    await transaction.lockCapture(found.provider, found.reference);
    const lost = (await transaction.refund(key)) ?? found;
    return isLost(lost) ? work(transaction, lost) : { kind: "not_lost", state: lost.state };
  });
}
