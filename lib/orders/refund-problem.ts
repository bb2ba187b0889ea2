import type { Currency, Money } from "../money.ts";

/** Why an order's money is not given back as somebody asked, as data. */
export type RefundProblem =
  | { readonly kind: "more_than_left"; readonly left: Money }
  | { readonly kind: "nothing_left" }
  /** The name of this refund was used before, for this amount. */
  | { readonly kind: "other_amount"; readonly amount: Money }
  /** The order was paid in `paid`. */
  | { readonly kind: "other_currency"; readonly paid: Currency };
