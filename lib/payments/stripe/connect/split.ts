import type Stripe from "stripe";
import { subtract } from "../../../money.ts";
import type { AttemptAtService } from "../../provider.ts";
import { stripeAmount } from "../amount.ts";

/** Where a payment is made and how: `account` is the seller's own, or null for the platform's. */
export type SplitContext = {
  readonly account: string | null;
  /** The seller's country settles a `destination` charge, and the statement has the seller's name. */
  readonly isOnBehalfOfSeller: boolean;
};

/** Of a PaymentIntent, and of a page's `payment_intent_data`: the names are the same. */
export type SplitParams = Pick<
  Stripe.PaymentIntentCreateParams,
  "transfer_group" | "transfer_data" | "application_fee_amount" | "on_behalf_of" | "statement_descriptor_suffix"
>;

/** With the account's own prefix, "* " and this much a card's statement is at most 22 characters long. */
const MAX_SUFFIX = 10;

/**
 * What says at Stripe how a payment is divided, or why it cannot be said. `destination` sends what is left to the seller with
 * `transfer_data.amount` instead of taking an application fee, so that what is taken back of a seller is always a reversal
 * (docs/decisions/0075). `separate` needs the group alone. https://docs.stripe.com/connect/charges
 */
export function splitParams(
  { id, split }: AttemptAtService,
  { account, isOnBehalfOfSeller }: SplitContext,
): { readonly kind: "params"; readonly params: SplitParams } | { readonly kind: "impossible"; readonly why: string } {
  const group = { transfer_group: id };
  if (split === undefined) return { kind: "params", params: group };
  if ((split.model === "direct") !== (account !== null)) return impossible("the split is for another account");
  // At the seller's account, and on their behalf, the statement has their account's own name.
  const isSellers = account !== null || (split.model === "destination" && isOnBehalfOfSeller);
  const suffix = isSellers ? null : suffixOf(split.descriptor);
  const params = { ...group, ...(suffix === null ? {} : { statement_descriptor_suffix: suffix }) };
  if (split.model === "separate") return { kind: "params", params };
  const [share, ...others] = split.shares;
  if (share === undefined || others.length > 0)
    return impossible("one seller can be paid with the charge, not several");
  if (account !== null) {
    const fee = stripeAmount(share.fee);
    if (fee === null || share.account !== account) return impossible("the fee or the account of the split is wrong");
    return { kind: "params", params: fee.amount === 0 ? params : { ...params, application_fee_amount: fee.amount } };
  }
  const due = stripeAmount(subtract(share.gross, share.fee));
  if (due === null) return impossible("Stripe cannot send exactly this amount");
  // Stripe sends no nothing; the charge is the platform's alone then.
  if (due.amount === 0) return { kind: "params", params };
  const { account: destination } = share;
  const behalf = isOnBehalfOfSeller ? { on_behalf_of: destination } : {};
  return { kind: "params", params: { ...params, transfer_data: { destination, amount: due.amount }, ...behalf } };
}

const impossible = (why: string) => ({ kind: "impossible", why }) as const;

/** Letters that every network prints; null where none is left. https://docs.stripe.com/get-started/account/statement-descriptors */
function suffixOf(descriptor: string | undefined): string | null {
  const plain = (descriptor ?? "")
    .normalize("NFKD")
    .replace(/[^A-Za-z0-9 .&-]/g, "")
    .replace(/ +/g, " ")
    .trim();
  const text = plain.slice(0, MAX_SUFFIX).trim();
  return /[A-Za-z]/.test(text) ? text : null;
}
