import type Stripe from "stripe";
import { z } from "zod";
import type { TokenProblem } from "../provider.ts";
import { stripeAmount } from "./amount.ts";
import { stripeFailure } from "./failure.ts";
import type { Money } from "../../money.ts";

/** The version that knows shared payment tokens, sent with their requests only; everything else speaks the package's own version. */
export const PREVIEW_VERSION = "2026-08-26.preview";

/** A token is a part of an address here, so nothing that could lead elsewhere is taken for one. */
const TOKEN = /^[A-Za-z0-9_-]{1,255}$/;
const READ_TIMEOUT_MS = 5000;

/** Null and absent say the same. */
function known<Value>(value: z.ZodType<Value>) {
  return value.nullish().transform((read) => read ?? null);
}

const grantedToken = z.object({
  deactivated_at: known(z.number()),
  deactivated_reason: known(z.string()),
  usage_limits: z.object({ currency: z.string(), max_amount: z.number(), expires_at: known(z.number()) }),
  usage_details: z.object({ amount_captured: z.object({ value: z.number() }).nullish() }).nullish(),
});
type GrantedToken = z.infer<typeof grantedToken>;

/**
 * Looks at a shared payment token. `not_recognised`: Stripe has none of that name for us. `unreadable`: it could not be
 * looked at now, which says nothing about it.
 */
export async function readToken(
  stripe: Stripe,
  token: string,
): Promise<{ kind: "token"; token: GrantedToken } | { kind: "not_recognised" | "unreadable" }> {
  if (!TOKEN.test(token)) return { kind: "not_recognised" };
  try {
    const answer: unknown = await stripe.rawRequest("GET", `/v1/shared_payment/granted_tokens/${token}`, undefined, {
      apiVersion: PREVIEW_VERSION,
      timeout: READ_TIMEOUT_MS,
      maxNetworkRetries: 0,
    });
    const read = grantedToken.safeParse(answer);
    return read.success ? { kind: "token", token: read.data } : { kind: "unreadable" };
  } catch (error) {
    return { kind: stripeFailure(error).code === "resource_missing" ? "not_recognised" : "unreadable" };
  }
}

/** Whether anything was taken with it. It may have been taken by the very attempt that asks; only the attempt's key can answer that. */
export function wasUsed({ usage_details: usage }: GrantedToken): boolean {
  return (usage?.amount_captured?.value ?? 0) > 0;
}

/**
 * Why a token cannot pay an amount, or null when nothing speaks against it. Stripe refuses such a charge with a 400 that
 * has no code, so the reason is read from the token itself.
 */
export function tokenProblem(token: GrantedToken, amount: Money, now: Date): TokenProblem | null {
  const { currency, max_amount: limit, expires_at: expiresAt } = token.usage_limits;
  if (token.deactivated_at !== null) return deactivation(token.deactivated_reason ?? "");
  if (expiresAt !== null && expiresAt * 1000 <= now.getTime()) return "expired";
  const wanted = stripeAmount(amount);
  if (wanted === null || currency.toLowerCase() !== wanted.currency) return "wrong_currency";
  if (wanted.amount > limit - (token.usage_details?.amount_captured?.value ?? 0)) return "over_limit";
  return null;
}

function deactivation(reason: string): TokenProblem {
  switch (reason) {
    case "expired":
    case "revoked":
      return reason;
    case "consumed":
    case "resolved":
      return "spent";
    default:
      return "not_recognised";
  }
}

/** How a PaymentIntent is paid by a token. The package's types do not know the field yet and ask for a `type` that is not sent with it. */
export function paidByToken(token: string): Stripe.PaymentIntentCreateParams.PaymentMethodData {
  const data: object = { shared_payment_granted_token: token };
  return data as Stripe.PaymentIntentCreateParams.PaymentMethodData;
}
