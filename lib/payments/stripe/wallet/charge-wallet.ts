import type Stripe from "stripe";
import type { ChargeOutcome, TokenProblem, WalletCharge } from "../../provider.ts";
import { isAmountCode, takenByStripe } from "../amount-limits.ts";
import { stripeAmount } from "../amount.ts";
import { splitParams, type SplitContext } from "../connect/split.ts";
import { chargeOutcome, outcomeNow } from "../charge.ts";
import { stripeFailure } from "../failure.ts";
import { shippingOf } from "../hosted-page.ts";
import { metadataOf, type InstallationMark } from "../metadata.ts";
import { declinedOutcome, intentOutcome, refusalOf } from "../outcome.ts";
import { WALLET_METHODS } from "./buttons.ts";

/** A token is a part of an address when it is read, so nothing that could lead elsewhere is taken for one. */
const TOKEN = /^ctoken_\w{1,250}$/;
const READ = { timeout: 5000, maxNetworkRetries: 0 } as const;

/**
 * Charges a ConfirmationToken, which Stripe's element made in the buyer's browser: one PaymentIntent, created and confirmed
 * under the attempt's id. A token asks for Stripe's script to show the bank's question unless the request says otherwise;
 * here the buyer is led to a page and comes back to `returnUrl`.
 * https://docs.stripe.com/api/payment_intents/create, `confirmation_token` and `use_stripe_sdk`
 */
export async function chargeWallet(
  stripe: Stripe,
  charge: WalletCharge,
  now: () => Date,
  { mark, at }: { readonly mark: InstallationMark; readonly at: SplitContext },
): Promise<ChargeOutcome> {
  const { attempt, session, token, returnUrl } = charge;
  const amount = stripeAmount(attempt.amount);
  if (amount === null || takenByStripe(attempt.amount).kind !== "taken")
    return { kind: "rejected", why: "Stripe cannot charge this amount in this currency", requestId: null };
  const split = splitParams(attempt, at);
  if (split.kind === "impossible") return { kind: "rejected", why: split.why, requestId: null };
  if (!TOKEN.test(token)) return { kind: "token_invalid", why: "malformed" };
  const shipping = shippingOf(session);
  try {
    const intent = await stripe.paymentIntents.create(
      {
        ...amount,
        confirm: true,
        confirmation_token: token,
        allowed_payment_method_types: [...WALLET_METHODS],
        return_url: returnUrl,
        use_stripe_sdk: false,
        metadata: { ...metadataOf(attempt.id, "wallet"), ...mark, seller_id: session.sellerId.slice(0, 500) },
        ...split.params,
        ...(shipping === null ? {} : { shipping }),
      },
      { idempotencyKey: attempt.id },
    );
    return await outcomeNow(stripe, intent);
  } catch (error) {
    return failedCharge(stripe, error, token, now);
  }
}

async function failedCharge(stripe: Stripe, error: unknown, token: string, now: () => Date): Promise<ChargeOutcome> {
  const refusal = refusalOf(error);
  switch (refusal.kind) {
    case "declined":
      return declinedOutcome(refusal.failure);
    case "not_taken": {
      const { code, payment_intent: made } = stripeFailure(error);
      if (isAmountCode(code)) return { kind: "amount_refused" };
      const rejected = { kind: "rejected", why: refusal.why, requestId: refusal.requestId } as const;
      if (refusal.status === 401 || refusal.status === 403) return rejected;
      // Refused while it was carried out: what was made decides.
      if (made !== undefined) return chargeOutcome(intentOutcome(made));
      const problem = await tokenProblem(stripe, token, now());
      return problem === null ? rejected : { kind: "token_invalid", why: problem };
    }
    case "key_is_taken":
    case "unknown":
      return { kind: "unknown", why: refusal.why };
  }
}

/** What is wrong with a token that was refused, read from the token itself; null when it says nothing or cannot be read. */
async function tokenProblem(stripe: Stripe, token: string, now: Date): Promise<TokenProblem | null> {
  try {
    const read = await stripe.confirmationTokens.retrieve(token, {}, READ);
    if (read.payment_intent !== null || read.setup_intent !== null) return "spent";
    return read.expires_at !== null && read.expires_at * 1000 <= now.getTime() ? "expired" : null;
  } catch (error) {
    return stripeFailure(error).code === "resource_missing" ? "not_recognised" : null;
  }
}
