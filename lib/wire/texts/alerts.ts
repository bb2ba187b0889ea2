import type { PaymentAlert } from "../../orders/disputes/alert.ts";

type Held = Pick<PaymentAlert, "kind" | "state" | "id">;

const KINDS: Readonly<Record<PaymentAlert["kind"], string>> = {
  chargeback: "the payment is disputed, and the bank has its money",
  inquiry: "the buyer's bank asks about the payment",
  early_fraud_warning: "a card network warns that the payment is fraud",
  review: "the payment provider reviews the payment",
};

/** Why an order's goods or money should stay, for the seller's people; begins in lower case and has no end. */
export function alertText({ kind, state, id }: Held): string {
  const isLost = state === "lost" || state === "prevented";
  return `${isLost ? "the money was lost to a dispute of the payment" : KINDS[kind]} (${id})`;
}
