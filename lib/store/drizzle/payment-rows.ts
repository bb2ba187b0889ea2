import { createHash } from "node:crypto";
import type { InferInsertModel, InferSelectModel } from "drizzle-orm";
import { attemptId, sellerId, orderId, orderLink, sessionId, shopperId } from "../../ids.ts";
import { invariant, unreachable } from "../../invariant.ts";
import { isCurrency, money, type Money } from "../../money.ts";
import { refundedOf } from "../../orders/adjustment.ts";
import type { Order, OrderLife, Sale } from "../../orders/order.ts";
import { DECLINE_REASONS, type DeclineReason, type TokenProblem } from "../../payments/provider.ts";
import type { FlagFacts, RouteDecision } from "../../routing/decide-route.ts";
import type { HostCapabilities } from "../../routing/host.ts";
import type { Split } from "../../sellers/money-model.ts";
import type { routeDecisions } from "./schema/routing.ts";
import type { captures, orders, paymentAttempts } from "./schema/purchase.ts";
import type { refunds } from "./schema/refund.ts";
import { deliveryFromStored } from "./stored/delivery.ts";
import { addressFromStored, discountFromStored, lineFromStored, taxFromStored } from "./stored/lines.ts";
import { partsFromStored, saleToStored, type StoredSale } from "./stored/sale.ts";
import { taxBasisFromStored } from "./stored/tax-basis.ts";
import type { Capture } from "../../orders/capture.ts";
import { isLost, needsPerson, type OrderRefund, type Refund } from "../../orders/refund.ts";
import type { StoredDecision } from "../routing/decision-store.ts";
import type { StoredAttempt } from "../store.ts";

/** `looked_up_at` belongs to `claimLookUp` alone: saving an attempt leaves it as it is. */
type AttemptRow = Omit<InferSelectModel<typeof paymentAttempts>, "lookedUpAt">;
export type OrderRow = InferSelectModel<typeof orders>;
/** The tickets belong to lib/store/drizzle/refunds.ts alone. */
type CaptureRow = Omit<InferSelectModel<typeof captures>, "refundTicket" | "refundTicketRecorded">;
type RefundRow = InferSelectModel<typeof refunds>;

function amountOf(amountMinor: number, currency: string): Money {
  invariant(isCurrency(currency), `${currency} is a known currency`);
  return money(amountMinor, currency);
}

export function attemptToRow(attempt: StoredAttempt): AttemptRow {
  const { outcome } = attempt;
  const detail = outcome.kind === "declined" ? outcome.reason : "why" in outcome ? outcome.why : null;
  return {
    id: attempt.id,
    sessionId: attempt.sessionId,
    sellerId: attempt.sellerId,
    n: attempt.n,
    provider: attempt.provider,
    account: attempt.account,
    route: attempt.route,
    amountMinor: attempt.amount.amountMinor,
    currency: attempt.amount.currency,
    tokenHash: attempt.tokenHash,
    reference: attempt.reference,
    outcome: outcome.kind,
    outcomeDetail: detail,
    unansweredAt: attempt.unansweredAt,
    startedAt: attempt.startedAt,
    settledAt: attempt.settledAt,
    split: attempt.split ?? null,
  };
}

export function attemptFromRow(row: AttemptRow): StoredAttempt {
  return {
    id: attemptId(row.id),
    sessionId: sessionId(row.sessionId),
    sellerId: sellerId(row.sellerId),
    n: row.n,
    provider: row.provider,
    account: row.account,
    route: row.route === "instant" ? "instant" : "external",
    amount: amountOf(row.amountMinor, row.currency),
    tokenHash: row.tokenHash,
    reference: row.reference,
    outcome: outcomeOf(row),
    unansweredAt: row.unansweredAt,
    startedAt: row.startedAt,
    settledAt: row.settledAt,
    // Written and read here alone, in the form it has.
    ...(row.split === null ? {} : { split: row.split as Split }),
  };
}

function outcomeOf(row: AttemptRow): StoredAttempt["outcome"] {
  const kind = row.outcome as StoredAttempt["outcome"]["kind"];
  switch (kind) {
    case "open":
    case "captured":
    case "voided":
      return { kind };
    case "declined":
      return {
        kind,
        reason: DECLINE_REASONS.find((reason) => reason === row.outcomeDetail) ?? ("other" satisfies DeclineReason),
      };
    case "token_invalid":
      return { kind, why: row.outcomeDetail as TokenProblem };
    case "rejected":
      return { kind, why: row.outcomeDetail ?? "" };
    default:
      return unreachable(kind);
  }
}

export function orderToRow(order: Order): OrderRow {
  return {
    id: order.id,
    link: order.link,
    number: order.number,
    sessionId: order.sessionId,
    attemptId: order.attemptId,
    sellerId: order.sellerId,
    route: order.route,
    paidMinor: order.paid.amountMinor,
    refundedMinor: refundedOf(order).amountMinor,
    canceledAt: order.status === "canceled" ? order.canceledAt : null,
    currency: order.paid.currency,
    sale: saleToStored(order),
    paidAt: order.paidAt,
    refundReportedAt: order.refundReportedAt,
    erasedAt: order.erased?.erasedAt ?? null,
  };
}

export function orderFromRow(row: OrderRow, life: OrderLife): Order {
  const { country, includedTax, taxLines, taxBasis, parts, ...stored } = row.sale as StoredSale;
  const sale: Sale & OrderLife = {
    ...stored,
    ...life,
    ...partsFromStored(parts),
    lineItems: stored.lineItems.map(lineFromStored),
    discounts: stored.discounts.map(discountFromStored),
    taxLines: taxFromStored({ includedTax, taxLines }),
    taxBasis: taxBasisFromStored(taxBasis),
    address: addressFromStored(stored.address),
    id: orderId(row.id),
    link: orderLink(row.link),
    number: row.number,
    sessionId: sessionId(row.sessionId),
    attemptId: attemptId(row.attemptId),
    sellerId: sellerId(row.sellerId),
    route: row.route === "instant" ? "instant" : "external",
    paid: amountOf(row.paidMinor, row.currency),
    delivery: stored.delivery === null ? null : deliveryFromStored(stored.delivery),
    paidAt: row.paidAt,
    isTest: stored.isTest === true,
    erased: row.erasedAt === null ? null : { erasedAt: row.erasedAt, country: country ?? null },
  };
  if (row.canceledAt !== null) return { ...sale, status: "canceled", canceledAt: row.canceledAt };
  if (row.refundedMinor === 0) return { ...sale, status: "paid" };
  if (row.refundedMinor >= row.paidMinor) return { ...sale, status: "refunded" };
  return { ...sale, status: "partially_refunded", refunded: amountOf(row.refundedMinor, row.currency) };
}

export function captureToRow(capture: Capture): CaptureRow {
  const { amount, refunded, ...rest } = capture;
  invariant(refunded.currency === amount.currency, "money is given back in the currency it was taken in");
  return {
    ...rest,
    amountMinor: amount.amountMinor,
    currency: amount.currency,
    refundedMinor: refunded.amountMinor,
  };
}

export function captureFromRow(row: CaptureRow): Capture {
  return {
    reference: row.reference,
    provider: row.provider,
    account: row.account,
    attemptId: attemptId(row.attemptId),
    sessionId: sessionId(row.sessionId),
    sellerId: sellerId(row.sellerId),
    amount: amountOf(row.amountMinor, row.currency),
    use: row.use as Capture["use"],
    why: row.why,
    recordedAt: row.recordedAt,
    refunded: amountOf(row.refundedMinor, row.currency),
  };
}

/** Of a refund's row what its order shows. */
export function orderRefundFromRow(row: RefundRow): OrderRefund {
  const refund = refundFromRow(row);
  const { amount, state, requestedAt, settledAt, items } = refund;
  // The key has the payment's reference in it, and the id goes out to others: so it is a digest of it.
  const id = `adj_${createHash("sha256").update(refund.key).digest("hex").slice(0, 32)}`;
  const isNeeded = needsPerson(refund);
  return {
    id,
    amount,
    state,
    requestedAt,
    occurredAt: settledAt ?? requestedAt,
    isLost: isLost(refund),
    needsPerson: isNeeded,
    items,
  };
}

export function refundToRow({ amount, ...rest }: Refund): RefundRow {
  return { ...rest, amountMinor: amount.amountMinor, currency: amount.currency };
}

export function refundFromRow({ amountMinor, currency, ...row }: RefundRow): Refund {
  return {
    ...row,
    sessionId: sessionId(row.sessionId),
    orderId: row.orderId === null ? null : orderId(row.orderId),
    sellerId: sellerId(row.sellerId),
    amount: amountOf(amountMinor, currency),
    state: row.state as Refund["state"],
    madeBy: row.madeBy === "provider" ? "provider" : "us",
    items: row.items as Refund["items"],
  };
}

export function decisionToRow(stored: StoredDecision): InferInsertModel<typeof routeDecisions> {
  const { decision, ...rest } = stored;
  return {
    ...rest,
    kind: decision.kind,
    route: decision.kind === "routed" ? decision.route : null,
    reason: decision.reason,
  };
}

export function decisionFromRow(row: InferSelectModel<typeof routeDecisions>): StoredDecision {
  return {
    id: row.id,
    sessionId: sessionId(row.sessionId),
    sellerId: sellerId(row.sellerId),
    shopperId: row.shopperId === null ? null : shopperId(row.shopperId),
    capabilities: row.capabilities as HostCapabilities,
    flags: row.flags as FlagFacts,
    decision: (row.route === null
      ? { kind: row.kind, reason: row.reason }
      : { kind: row.kind, route: row.route, reason: row.reason }) as RouteDecision,
    revision: row.revision,
    shown: row.shown,
    decidedAt: row.decidedAt,
  };
}
