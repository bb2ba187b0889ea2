import Stripe from "stripe";
import type { FailureKind, ProviderFailure, Unknown } from "../failure.ts";

export type StripeFailure = InstanceType<typeof Stripe.errors.StripeError>;

/** An object as the package returns it: read directly it has its response's headers, inside a list or an event it has none. */
export type FromResponse = { readonly lastResponse?: { readonly headers: Readonly<Record<string, string>> } };

/** What was thrown, when it is Stripe's or comes from the way to it. Anything else is a bug of ours and is thrown again. */
export function stripeFailure(error: unknown): StripeFailure {
  if (error instanceof Stripe.errors.StripeError) return error;
  throw error;
}

/** Asks Stripe; an error of Stripe's says nothing about what happened. */
export async function orUnknown<Answer>(ask: () => Promise<Answer>): Promise<Answer | Unknown> {
  try {
    return await ask();
  } catch (error) {
    return { kind: "unknown", why: failureOf(stripeFailure(error)) };
  }
}

/** Sends a request whose effect is read afterwards; what went wrong with it explains a reading that decides nothing. */
export async function tried(send: () => Promise<unknown>): Promise<ProviderFailure | null> {
  try {
    await send();
    return null;
  } catch (error) {
    return failureOf(stripeFailure(error));
  }
}

/** An error of Stripe's in the port's words. Stripe's own message stays out: it may repeat what was sent. */
export function failureOf(error: StripeFailure): ProviderFailure {
  return { kind: kindOf(error), message: messageOf(error), requestId: error.requestId ?? null };
}

export function requestIdOf({ lastResponse }: FromResponse): string | null {
  return lastResponse?.headers["request-id"] ?? null;
}

/** True for a reply that was stored when the key was first used. */
export function wasReplayed({ lastResponse }: FromResponse): boolean {
  return lastResponse?.headers["idempotent-replayed"] === "true";
}

/** The package's class says less than the status and Stripe's own type: those decide. */
function kindOf(error: StripeFailure): FailureKind {
  const { statusCode: status, rawType, code } = error;
  if (error instanceof Stripe.errors.StripeConnectionError)
    return causeOf(error) === "ETIMEDOUT" ? "timeout" : "connection";
  if (status === undefined) return "unreadable";
  if (status === 429 || code === "rate_limit") return "rate_limited";
  if (status === 401 || status === 403) return "unauthorized";
  if (status === 409 || rawType === "idempotency_error") return "conflict";
  if (status >= 500) return "server_error";
  return rawType === "invalid_request_error" ? "request_rejected" : "unreadable";
}

function messageOf(error: StripeFailure): string {
  if (error instanceof Stripe.errors.StripeConnectionError) return causeOf(error) ?? "no connection";
  const { statusCode: status, code, rawType, param } = error;
  if (status === undefined) return "the response is not JSON";
  const limit = error.headers?.["stripe-rate-limited-reason"];
  const details = [param === undefined ? "" : ` at ${param}`, limit === undefined ? "" : ` because of ${limit}`].join(
    "",
  );
  return `Stripe answered ${status} ${code ?? rawType ?? "without a code"}${details}`;
}

function causeOf({ detail }: StripeFailure): string | null {
  const code = typeof detail === "object" && "code" in detail ? detail.code : undefined;
  return typeof code === "string" ? code : null;
}
