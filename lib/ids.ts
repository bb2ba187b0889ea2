import { invariant } from "./invariant.ts";

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

export type SessionId = Branded<"SessionId">;
export type AttemptId = Branded<"AttemptId">;
export type OrderId = Branded<"OrderId">;
export type SellerId = Branded<"SellerId">;
export type ProductId = Branded<"ProductId">;
export type ShopperId = Branded<"ShopperId">;
/** The unguessable part of a checkout page's address. Never derived from the session's id. */
export type CheckoutLink = Branded<"CheckoutLink">;
/** The unguessable part of an order's permalink. */
export type OrderLink = Branded<"OrderLink">;

export type PlanId = Branded<"PlanId">;
/** Unguessable; the idempotency key under which its payment page is opened. */
export type EntitlementId = Branded<"EntitlementId">;

export type ShipmentId = Branded<"ShipmentId">;

/** As many characters as a seller's id may have; one that is made of a name is as long as that. */
export const MAX_SELLER_ID = 200;

/** Makes a fresh identifier: the prefix, then at least 128 random bits in URL-safe characters. */
export type NewId = (
  prefix:
    | "cs"
    | "ord"
    | "co"
    | "or"
    | "dec"
    | "exp"
    | "orphaned"
    | "evt"
    | "ent"
    | "ship"
    | "pic"
    | "wid"
    | "inst"
    | "key"
    | "rcv",
) => string;

/** Gives a string that came from storage or passed the edge's validation its type. */
export const sessionId = (text: string) => text as SessionId;
export const attemptId = (text: string) => text as AttemptId;
export const orderId = (text: string) => text as OrderId;
export const sellerId = (text: string) => text as SellerId;
export const productId = (text: string) => text as ProductId;
export const shopperId = (text: string) => text as ShopperId;
export const checkoutLink = (text: string) => text as CheckoutLink;
export const orderLink = (text: string) => text as OrderLink;
export const planId = (text: string) => text as PlanId;
export const shipmentId = (text: string) => text as ShipmentId;
export const entitlementId = (text: string) => text as EntitlementId;

/**
 * The id of a session's n-th payment attempt, and the idempotency key that the payment service sees
 * (docs/decisions/0002). `n` counts from 1.
 */
export function attemptIdOf(session: SessionId, n: number): AttemptId {
  invariant(Number.isInteger(n) && n >= 1, "attempts count from 1");
  return attemptId(`${session}:${n}`);
}

/** The session an attempt belongs to. */
export function sessionOfAttempt(attempt: AttemptId): SessionId {
  const index = attempt.lastIndexOf(":");
  invariant(index > 0, "an attempt's id is <session>:<n>");
  return sessionId(attempt.slice(0, index));
}

/** The merchant id of a seller that the feed knows by name only: lower case, words joined by hyphens. */
export function sellerIdOf(sellerName: string): SellerId {
  const slug = sellerName
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");
  return sellerId(slug === "" ? "seller" : slug);
}
