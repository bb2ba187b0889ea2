import { randomBytes } from "node:crypto";

/** An object as it goes over the wire. What is under `$private` is the double's own and never leaves it. */
export type Wire = {
  id: string;
  object: string;
  created: number;
  $private?: Readonly<Record<string, unknown>>;
  [field: string]: unknown;
};

export type Metadata = Readonly<Record<string, string>>;

export type PaymentIntent = Wire & {
  object: "payment_intent";
  status:
    | "requires_payment_method"
    | "requires_confirmation"
    | "requires_action"
    | "processing"
    | "requires_capture"
    | "canceled"
    | "succeeded";
  amount: number;
  amount_capturable: number;
  amount_received: number;
  currency: string;
  capture_method: string;
  latest_charge: string | null;
  payment_method: string | null;
  metadata: Metadata;
  /** The card by its magic name, the delegated token that pays, and the Checkout Session that the payment belongs to. */
  $private: {
    readonly card: string | null;
    readonly token: string | null;
    readonly session: string | null;
    readonly billing?: typeof NO_BILLING_DETAILS;
  };
};

export type Charge = Wire & {
  object: "charge";
  status: "succeeded" | "pending" | "failed";
  amount: number;
  amount_captured: number;
  amount_refunded: number;
  captured: boolean;
  currency: string;
  payment_intent: string;
  metadata: Metadata;
};

export type GrantedToken = Wire & {
  object: "shared_payment.granted_token";
  deactivated_at: number | null;
  deactivated_reason: "consumed" | "expired" | "resolved" | "revoked" | null;
  usage_limits: { readonly currency: string; readonly expires_at: number | null; readonly max_amount: number };
  usage_details: { amount_captured: { readonly currency: string; readonly value: number } };
  $private: { readonly card: string };
};

export type StripeEvent = Wire & {
  object: "event";
  type: string;
  /** The connected account where it happened. */
  account?: string;
  data: { readonly object: Wire; readonly previous_attributes?: Readonly<Record<string, unknown>> };
};

export type Refund = Wire & {
  object: "refund";
  status: "pending" | "requires_action" | "succeeded" | "failed" | "canceled";
  amount: number;
  charge: string;
  payment_intent: string;
  failure_reason?: string;
  failure_balance_transaction?: string;
  pending_reason?: string | undefined;
};

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

export function letters(count: number): string {
  return [...randomBytes(count)].map((byte) => ALPHABET[byte % ALPHABET.length]).join("");
}

/** An id that looks like one of Stripe's: "pi_3…", "cs_test_a1…". */
export function newId(prefix: string): string {
  if (prefix === "cs") return `cs_test_a1${letters(56)}`;
  if (prefix === "cus" || prefix === "req" || prefix === "prod") return `${prefix}_${letters(14)}`;
  return `${prefix}_${["pi", "ch", "re"].includes(prefix) ? "3" : "1"}${letters(23)}`;
}

/** A copy of the object without what is the double's own. */
export function publicView<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value, (key, part: unknown) => (key === "$private" ? undefined : part)));
}

export const NO_ADDRESS = { city: null, country: null, line1: null, line2: null, postal_code: null, state: null };
export const NO_BILLING_DETAILS: {
  readonly address: typeof NO_ADDRESS;
  readonly email: string | null;
  readonly name: string | null;
  readonly phone: null;
  readonly tax_id: null;
} = { address: NO_ADDRESS, email: null, name: null, phone: null, tax_id: null };
