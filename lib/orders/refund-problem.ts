import type { Currency, Money } from "../money.ts";
import type { Dispute } from "./disputes/alert.ts";
import type { LineProblem } from "./line-problem.ts";

/** What is wrong with a refund of lines. */
export type RefundLineProblem =
  | LineProblem
  /** Delivery cost nothing, or was given back. */
  | { readonly kind: "shipping_refunded" };

/** Why an order's money is not given back as somebody asked, as data. */
export type RefundProblem =
  | RefundLineProblem
  | { readonly kind: "more_than_left"; readonly left: Money }
  | { readonly kind: "nothing_left" }
  /** The money is at an account that the server has no key to: only there it can be given back. */
  | { readonly kind: "account_not_configured"; readonly provider: string; readonly account: string | null }
  /** The name of this refund was used before, for this amount. */
  | { readonly kind: "other_amount"; readonly amount: Money }
  /** The order was paid in `paid`. */
  | { readonly kind: "other_currency"; readonly paid: Currency }
  /** In the order's currency, providers give back whole multiples of `step` alone. */
  | { readonly kind: "not_in_steps"; readonly step: Money }
  /** An amount does not say whose it is, and whoever asks speaks for some sellers of the order alone. */
  | { readonly kind: "amount_needs_lines" }
  /** An amount does not say which goods go back on the shelf. */
  | { readonly kind: "restock_needs_lines" }
  /** The buyer's bank has the money, or asks about it; `insist` asks the provider nevertheless. */
  | { readonly kind: "order_disputed"; readonly dispute: Pick<Dispute, "kind" | "state" | "id"> };
