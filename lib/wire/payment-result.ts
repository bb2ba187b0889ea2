import type { PayOutcome } from "../purchase/payment/pay-outcome.ts";

type Of<Kind extends PayOutcome["kind"]> = Extract<PayOutcome, { readonly kind: Kind }>;
type WithFacts =
  | "amount_not_taken"
  | "changed"
  | "declined"
  | "out_of_stock"
  | "held_by_others"
  | "no_longer_sold"
  | "price_raised"
  | "details_missing";

/** What became of a payment with a delegated token, as far as a message needs it: the outcome without its session. */
export type PaymentResult =
  | Pick<Of<"declined">, "kind" | "reason">
  | Pick<Of<"out_of_stock">, "kind" | "title" | "left">
  | Pick<Of<"no_longer_sold" | "price_raised" | "held_by_others">, "kind" | "title">
  | Pick<Of<"amount_not_taken">, "kind" | "why">
  | Pick<Of<"changed">, "kind" | "parts">
  | Pick<Of<"details_missing">, "kind" | "missing">
  | { readonly kind: Exclude<PayOutcome["kind"], WithFacts | "not_found"> };

/** The outcomes other than success and a bank confirmation that carry no facts of their own. */
export type PlainRefusal = Exclude<PaymentResult["kind"], WithFacts | "completed" | "action_required">;
