import { decimalText } from "../money.ts";
import { isDispute, type PaymentAlert } from "../orders/disputes/alert.ts";

/** A line of `npm run reconcile` about what stands against a payment. Dates are text where a server's answer brought them. */
export function alertLine(alert: PaymentAlert): string {
  const { kind, id, reference, orderId, reason, status } = alert;
  const of = orderId === null ? `payment ${reference}` : `order ${orderId}, payment ${reference}`;
  if (!isDispute(alert)) return `${kind} ${id}: ${of} (${reason}): hold the goods; npm run dispute`;
  const { amount, evidenceDueAt, state } = alert;
  const due = evidenceDueAt === null ? "no answer is possible" : `answer by ${new Date(evidenceDueAt).toISOString()}`;
  const what = state === "under_review" ? "the bank decides" : due;
  return `${kind} ${id}: ${decimalText(amount)} ${amount.currency} of ${of} (${reason}), ${status}: ${what}`;
}
