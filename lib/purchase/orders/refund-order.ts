import type { OrderId, SellerId } from "../../ids.ts";
import { incrementOf, isInSteps, money, sameMoney, type Money } from "../../money.ts";
import {
  allThatIsLeft,
  atMost,
  readRefundLines,
  tooLittleLeft,
  type RefundLinesRequest,
} from "../../orders/refund-lines.ts";
import { isLost, type Refund, type RefundItems } from "../../orders/refund.ts";
import { orderOfSellers } from "../../orders/order-parts.ts";
import type { Order } from "../../orders/order.ts";
import { isOpen, refundHold, type Dispute, type PaymentAlert } from "../../orders/disputes/alert.ts";
import type { RefundProblem } from "../../orders/refund-problem.ts";
import { invariant } from "../../invariant.ts";
import type { AuditActor } from "../../store/audit-store.ts";
import type { StoreTransaction } from "../../store/store.ts";
import { contextAt } from "../accounts.ts";
import type { PurchaseContext } from "../context.ts";
import { decide, type Planned } from "../dry-run.ts";
import { isKeyValid } from "../sellers/caller.ts";
import { captureOfOrder } from "./order-of-payment.ts";
import { derivedName, isSameRequest, keyOf, scopeOf } from "./request-name.ts";
import { finishRefund, storeRefund } from "./refund-payment.ts";
import { giveBackGoods } from "./give-back-goods.ts";
import { leftOf } from "./given-back.ts";
import { leftFor, leftOfEachPart } from "./left-of.ts";

/** `amountMinor` null and no `lines` give back all that is left. */
export type RefundOrderRequest = {
  readonly orderId: OrderId;
  /** Whose part of the order the caller speaks for; absent or null: everybody's. */
  readonly sellers?: readonly SellerId[] | null;
  readonly amountMinor: number | null;
  /** Units of lines, and delivery, at what was paid for them; instead of an amount. */
  readonly lines?: RefundLinesRequest | null;
  /** The goods are back and can be sold again. Needs lines, or all that is left. */
  readonly restock?: boolean;
  /** The uses of discount codes are free again. */
  readonly returnCodes?: boolean;
  /**
   * Up to 80 characters; makes a repetition harmless. Null: named after what is asked for, so that the same request said twice
   * is one refund, unless the first one is lost.
   */
  readonly requestId: string | null;
  readonly why: string;
  /** Asks the provider although the payment is disputed. */
  readonly insist?: boolean;
  /** The amount that somebody agreed to; if it is another amount by now, nothing is given. */
  readonly agreedMinor?: number | null;
  /** Who asks for it, for the audit trail; a command of the operator's unless given. */
  readonly by?: AuditActor;
  /** The name of the key that they had, for the audit trail. */
  readonly keyName?: string;
};

/** `requestId`: the name under which it was stored. `isRepetition`: it had been asked for before, and nothing more was given. */
type Stored = {
  readonly requestId: string;
  readonly isRepetition: boolean;
  readonly order: Order;
  readonly amount: Money;
};

export type RefundOrderOutcome =
  | (Stored & { readonly kind: Exclude<Refund["state"], "requested" | "refused"> })
  /** Not final: for a cause that passes, and it is asked for again. */
  | (Stored & { readonly kind: "refused"; readonly isFinal: boolean; readonly reason: string | null })
  | RefundProblem
  | NotFound;
type NotFound = { readonly kind: "not_found" };

/**
 * Gives an order's money back: all of what is left, an amount, or units of lines. `requestId` is the caller's name for this
 * refund: sent twice, it happens once, and sent with another amount it is refused. All refunds together never exceed what
 * was paid.
 */
export async function refundOrder(context: PurchaseContext, request: RefundOrderRequest): Promise<RefundOrderOutcome> {
  const stored = await decideRefund(context, request, false);
  if (stored.kind !== "stored") return stored;
  const { requestId, isRepetition, amount, order } = stored;
  const key = keyOf(order, requestId);
  const state = await finishRefund(context, key);
  const refund = await context.store.refund(key);
  const after = orderOfSellers(await context.store.order(order.id), request.sellers ?? null);
  invariant(
    state !== null && state !== "requested" && refund !== null && after !== null,
    "a stored refund has an answer",
  );
  const answer = { requestId, isRepetition, amount, order: after };
  if (state !== "refused") return { ...answer, kind: state };
  return { ...answer, kind: state, isFinal: isLost(refund), reason: refund.reason };
}

/** What {@link refundOrder} would do, decided by the same code and rolled back. */
export async function planRefund(
  context: PurchaseContext,
  request: RefundOrderRequest,
): Promise<(Planned & { readonly requestId: string }) | RefundProblem | NotFound> {
  const stored = await decideRefund(context, request, true);
  if (stored.kind !== "stored") return stored;
  const { requestId, isRepetition, amount } = stored;
  const order = orderOfSellers(stored.order, request.sellers ?? null) ?? stored.order;
  const { sellerId, paid } = order;
  return { kind: "planned", order, sellerId, amount, paid, isRepetition, requestId };
}

async function decideRefund(
  context: PurchaseContext,
  request: RefundOrderRequest,
  isDryRun: boolean,
): Promise<(StoredOutcome & { readonly order: Order }) | RefundProblem | NotFound> {
  const order = await context.store.order(request.orderId);
  if (order === null || orderOfSellers(order, request.sellers ?? null) === null) return { kind: "not_found" };
  if (order.paid.amountMinor === 0) return { kind: "nothing_left" };
  const paid = await captureOfOrder(context.store, order);
  invariant(paid !== null, `order ${order.id} has its payment in the books`);
  const { provider, account } = paid;
  if ((await contextAt(context, paid)) === null) return { kind: "account_not_configured", provider, account };
  const stored = await decide<StoredOutcome | RefundProblem | NotFound>(context.store, isDryRun, (transaction) =>
    storeIn(context, transaction, order, provider, { ...request, ...scopeOf(order, request) }),
  );
  return stored.kind === "stored" ? { ...stored, order } : stored;
}

type StoredOutcome = {
  readonly kind: "stored";
  readonly requestId: string;
  readonly isRepetition: boolean;
  readonly amount: Money;
};

async function storeIn(
  context: PurchaseContext,
  transaction: StoreTransaction,
  order: Order,
  name: string,
  request: RefundOrderRequest,
): Promise<StoredOutcome | RefundProblem | NotFound> {
  await transaction.lockCapture(name, order.paymentReference);
  // Behind the lock: the key may be revoked while this waits for it.
  if (!(await isKeyValid(transaction, request.keyName))) return { kind: "not_found" };
  const capture = await transaction.capture(name, order.paymentReference);
  invariant(capture !== null, `order ${order.id} has its payment in the books of ${name}`);
  const rows = await transaction.refunds(name, order.paymentReference);
  const insist = request.insist === true;
  const alerts = await transaction.alerts({ provider: name, reference: order.paymentReference });
  const counted = insist ? ended(alerts) : alerts;
  const facts = { capture, rows, alerts: counted };
  const left = leftFor(request.sellers ?? null, order, facts);
  const requestId = request.requestId ?? derivedName(order, rows, request, left);
  const key = keyOf(order, requestId);
  const known = rows.find((refund) => refund.key === key);
  if (known !== undefined)
    return isSameRequest(known, request)
      ? { kind: "stored", requestId, isRepetition: true, amount: known.amount }
      : { kind: "other_amount", amount: known.amount };
  const held = heldBy(alerts, request, leftOf(capture, rows, ended(alerts)));
  if (held !== null && !insist) return { kind: "order_disputed", dispute: held };
  const wanted = readWanted(order, facts, request, left);
  if (!("amount" in wanted) || wanted.kind === "other_amount") return wanted;
  const { amount, items } = wanted;
  if (amount.amountMinor < 1) return { kind: "nothing_left" };
  const agreed = request.agreedMinor ?? amount.amountMinor;
  if (agreed !== amount.amountMinor) return { kind: "more_than_left", left };
  const refund = { capture, amount, key, why: request.why, orderId: order.id, items, insist };
  if ((await storeRefund(context, transaction, refund)) === "too_much") return { kind: "more_than_left", left };
  await giveBackGoods(transaction, order, { request, before: rows, given: { amount, items } });
  await transaction.insertAuditEntry({
    occurredAt: context.now(),
    action: "refund_requested",
    actor: request.by ?? "command",
    subject: order.number,
    why: request.why,
    details: {
      amount_minor: amount.amountMinor,
      ...(held === null ? {} : { insisted: true, dispute: held.id }),
      currency: amount.currency,
      request_id: requestId,
      ...(request.keyName === undefined ? {} : { key: request.keyName }),
    },
  });
  return { kind: "stored", requestId, isRepetition: false, amount };
}

type Wanted = { readonly kind: "wanted"; readonly amount: Money; readonly items: RefundItems | null };

function readWanted(
  order: Order,
  facts: Parameters<typeof leftOfEachPart>[1],
  { amountMinor, lines = null, restock: isRestocked = false, sellers: scope = null }: RefundOrderRequest,
  left: Money,
): Wanted | RefundProblem {
  const { rows } = facts;
  if (lines !== null) {
    const read = readRefundLines(order, rows, lines, scope);
    if (read.kind !== "amount") return read;
    const tooLittle = scope === null ? null : tooLittleLeft(order, read.items, leftOfEachPart(order, facts));
    if (tooLittle !== null) return { kind: "more_than_left", left: tooLittle };
    return { kind: "wanted", amount: read.amount, items: { ...read.items, isRestocked } };
  }
  if (amountMinor !== null && scope !== null) return { kind: "amount_needs_lines" };
  if (scope !== null) {
    const own = readRefundLines(order, rows, allThatIsLeft(order, rows, scope), scope);
    if (own.kind !== "amount") return { kind: "nothing_left" };
    const { amount, items } = atMost(order, own, leftOfEachPart(order, facts));
    return { kind: "wanted", amount, items: { ...items, isRestocked } };
  }
  if (amountMinor !== null)
    return isRestocked ? { kind: "restock_needs_lines" } : readAmount(amountMinor, facts.capture.amount, left);
  const all = isRestocked ? readRefundLines(order, rows, allThatIsLeft(order, rows)) : null;
  const items = all?.kind === "amount" ? atMost(order, all, leftOfEachPart(order, facts)).items : null;
  return { kind: "wanted", amount: left, items: items === null ? null : { ...items, isRestocked } };
}

/** What no provider takes is refused before anybody is asked; all that is left is what the payment left. */
function readAmount(amountMinor: number, paid: Money, left: Money): Wanted | RefundProblem {
  const amount = money(amountMinor, paid.currency);
  return isInSteps(amount) || !isInSteps(paid) || sameMoney(amount, left)
    ? { kind: "wanted", amount, items: null }
    : { kind: "not_in_steps", step: money(incrementOf(paid.currency), paid.currency) };
}

/** Of what is open the provider is asked nevertheless; what is lost stays lost. */
const ended = (alerts: readonly PaymentAlert[]) => alerts.filter((alert) => !isOpen(alert));

/** The dispute that stands against a refund; all that no refund is for is a full one, and ends an inquiry. */
function heldBy(
  alerts: readonly PaymentAlert[],
  { amountMinor, lines = null, sellers = null }: RefundOrderRequest,
  left: Money,
): Dispute | null {
  return refundHold(
    alerts,
    sellers === null && lines === null && (amountMinor === null || amountMinor === left.amountMinor),
  );
}
