import type { InferSelectModel } from "drizzle-orm";
import type { Basket, CheckoutSession, PaymentAttempt } from "../../checkout/session.ts";
import type { CartPart } from "../../checkout/cart-part.ts";
import { NO_ORIGINS, type DetailOrigins, type Ownership } from "../../checkout/ownership.ts";
import { assertTotals } from "../../checkout/assert-totals.ts";
import { attemptId, checkoutLink, sellerId, orderId, sessionId, shopperId } from "../../ids.ts";
import { invariant, unreachable } from "../../invariant.ts";
import { isCurrency, sameMoney } from "../../money.ts";
import {
  addressFromStored,
  discountFromStored,
  lineFromStored,
  lineToStored,
  taxFromStored,
  taxToStored,
  type StoredAddress,
  type StoredDiscount,
  type StoredLine,
  type StoredTax,
} from "./stored/lines.ts";
import { deliveryFromStored, deliveryToStored, type StoredDelivery } from "./stored/delivery.ts";
import { taxBasisFromStored, taxBasisToStored, type StoredTaxBasis } from "./stored/tax-basis.ts";
import type { checkoutSessions } from "./schema/purchase.ts";

/** The two times of erasing are written by privacy/erase.ts alone: saving a session leaves them as they are. */
type SessionRow = Omit<InferSelectModel<typeof checkoutSessions>, "eraseRequestedAt" | "erasedAt">;

type StoredBasket = Omit<
  Basket,
  | "id"
  | "link"
  | "sellerId"
  | "shopperId"
  | "ownership"
  | "currency"
  | "createdAt"
  | "expiresAt"
  | "revision"
  | "origins"
  | "deliveryOptions"
  | "lineItems"
  | "address"
  | "taxLines"
  | "taxBasis"
  | "discounts"
  | "parts"
> &
  StoredTax & {
    discounts: readonly StoredDiscount[];
    lineItems: readonly StoredLine[];
    address: StoredAddress | null;
    /** Absent in rows from before it was kept. */
    origins?: DetailOrigins;
    deliveryOptions: readonly StoredDelivery[];
    taxBasis?: StoredTaxBasis;
    /** In a cart of several sellers. */
    parts?: readonly StoredCartPart[];
  };
type StoredCartPart = Omit<CartPart, "taxBasis"> & { taxBasis: StoredTaxBasis };
type StoredPayment = {
  id: string;
  route: PaymentAttempt["route"];
  amount: PaymentAttempt["amount"];
  startedAt: string;
};
/** What the status owns, as the `state` column contains it. */
type StoredState = {
  missing?: Extract<CheckoutSession, { status: "not_ready" }>["missing"];
  attempt?: StoredPayment;
  reference?: string;
  actionUrl?: string | null;
  orderId?: string;
  canceledBy?: "buyer" | "merchant";
};

export function sessionToRow(session: CheckoutSession, updatedAt: Date): SessionRow {
  const {
    sellerName,
    lineItems,
    buyer,
    address,
    origins,
    deliveryOptions,
    deliveryOptionId,
    discounts,
    rejectedDiscounts,
    totals,
    taxLines,
    taxBasis,
  } = session;
  const basket: StoredBasket = {
    sellerName,
    lineItems: lineItems.map(lineToStored),
    buyer,
    address,
    origins,
    deliveryOptions: deliveryOptions.map(deliveryToStored),
    deliveryOptionId,
    discounts,
    rejectedDiscounts,
    totals,
    ...taxToStored(taxLines),
    taxBasis: taxBasisToStored(taxBasis),
    ...(session.locale === undefined ? {} : { locale: session.locale }),
    ...(session.parts === undefined
      ? {}
      : { parts: session.parts.map((part) => ({ ...part, taxBasis: taxBasisToStored(part.taxBasis) })) }),
  };
  return {
    id: session.id,
    link: session.link,
    sellerId: session.sellerId,
    shopperId: session.shopperId,
    ...session.ownership,
    status: session.status,
    revision: session.revision,
    currency: session.currency,
    totalMinor: totals.total.amountMinor,
    basket,
    state: stateOf(session),
    createdAt: session.createdAt,
    updatedAt,
    checkedAt: updatedAt,
    expiresAt: session.expiresAt,
  };
}

function stateOf(session: CheckoutSession): StoredState {
  const payment = (attempt: PaymentAttempt): StoredPayment => ({
    ...attempt,
    startedAt: attempt.startedAt.toISOString(),
  });
  switch (session.status) {
    case "not_ready":
      return { missing: session.missing };
    case "paying":
    case "unresolved":
      return { attempt: payment(session.attempt) };
    case "awaiting_buyer":
      return { attempt: payment(session.attempt), reference: session.reference, actionUrl: session.actionUrl };
    case "completed":
      return { attempt: payment(session.attempt), orderId: session.orderId };
    case "canceled":
      return { canceledBy: session.canceledBy };
    case "ready":
    case "expired":
      return {};
    default:
      return unreachable(session);
  }
}

/** Reads a row back. The totals are checked again here, where a damaged row would otherwise reach a charge. */
export function sessionFromRow(row: SessionRow): CheckoutSession {
  invariant(isCurrency(row.currency), `session ${row.id} has a known currency`);
  const stored = row.basket as StoredBasket;
  const { includedTax, taxLines, parts, ...kept } = stored;
  const basket: Basket = {
    ...kept,
    ...(parts === undefined
      ? {}
      : {
          parts: parts.map((part) => ({
            ...part,
            sellerId: sellerId(part.sellerId),
            taxBasis: taxBasisFromStored(part.taxBasis),
          })),
        }),
    discounts: kept.discounts.map(discountFromStored),
    taxLines: taxFromStored({ includedTax, taxLines }),
    taxBasis: taxBasisFromStored(stored.taxBasis),
    lineItems: stored.lineItems.map(lineFromStored),
    address: addressFromStored(stored.address),
    origins: stored.origins ?? NO_ORIGINS,
    id: sessionId(row.id),
    link: checkoutLink(row.link),
    sellerId: sellerId(row.sellerId),
    shopperId: row.shopperId === null ? null : shopperId(row.shopperId),
    ownership: ownershipFromRow(row),
    currency: row.currency,
    deliveryOptions: stored.deliveryOptions.map(deliveryFromStored),
    createdAt: row.createdAt,
    expiresAt: row.expiresAt,
    revision: row.revision,
  };
  assertTotals(basket, basket.currency);
  invariant(basket.totals.total.amountMinor === row.totalMinor, `session ${row.id} has one total`);
  return withState(basket, row.status, row.state as StoredState);
}

function ownershipFromRow({ surface, apiKeyDigest, widgetDigest, browserDigest }: SessionRow): Ownership {
  return { surface: surface as Ownership["surface"], apiKeyDigest, widgetDigest, browserDigest };
}

function withState(basket: Basket, status: string, state: StoredState): CheckoutSession {
  const attempt =
    state.attempt === undefined
      ? undefined
      : { ...state.attempt, id: attemptId(state.attempt.id), startedAt: new Date(state.attempt.startedAt) };
  invariant(attempt === undefined || sameMoney(attempt.amount, basket.totals.total), "an attempt charges the total");
  switch (status as CheckoutSession["status"]) {
    case "not_ready":
      return { ...basket, status: "not_ready", missing: state.missing ?? [] };
    case "ready":
      return { ...basket, status: "ready" };
    case "paying":
    case "unresolved":
      invariant(attempt !== undefined, "an open payment has its attempt");
      return { ...basket, status: status === "paying" ? "paying" : "unresolved", attempt };
    case "awaiting_buyer":
      invariant(
        attempt !== undefined && state.reference !== undefined,
        "a waiting payment has its attempt and reference",
      );
      return {
        ...basket,
        status: "awaiting_buyer",
        attempt,
        reference: state.reference,
        actionUrl: state.actionUrl ?? null,
      };
    case "completed":
      invariant(attempt !== undefined && state.orderId !== undefined, "a completed session has its attempt and order");
      return { ...basket, status: "completed", attempt, orderId: orderId(state.orderId) };
    case "canceled":
      return { ...basket, status: "canceled", canceledBy: state.canceledBy ?? "buyer" };
    case "expired":
      return { ...basket, status: "expired" };
    default:
      throw new Error(`Invariant broken: session ${basket.id} has the unknown status ${status}`);
  }
}
