import { isDispute, isOpen, type Dispute, type PaymentAlert } from "../../orders/disputes/alert.ts";
import type { MergedAlerts } from "../../orders/disputes/alert-life.ts";
import type { PurchaseContext } from "../context.ts";
import type { Report } from "../report.ts";

/** Reports what is new and what ended badly, once each. */
export function reportAlerts(context: PurchaseContext, { inserted, moved }: MergedAlerts): void {
  for (const alert of inserted) reportNew(context, alert);
  for (const alert of moved.filter(isDispute)) {
    if (alert.state === "lost") report(context, alert, "a dispute was lost, and its money stays with the buyer");
    if (alert.state === "won") report(context, alert, "a dispute was won, and its money comes back", "warn");
    if (alert.state === "unknown")
      report(context, alert, "a dispute has a status that is not known; it counts as open");
  }
}

/** Reports that evidence is taken for a few days only. */
export function reportDeadline(context: PurchaseContext, dispute: Dispute, days: number): void {
  const message = "evidence on a dispute is due soon";
  report(context, dispute, message, days > 1 ? "warn" : "error", {
    days,
    dueAt: dispute.evidenceDueAt?.toISOString() ?? null,
  });
}

function reportNew(context: PurchaseContext, alert: PaymentAlert): void {
  switch (alert.kind) {
    case "chargeback":
      return report(context, alert, "a payment is disputed, and its money is taken until the bank has decided");
    case "inquiry":
      return report(context, alert, "the buyer's bank asks about a payment, and a full refund or evidence answers it");
    case "early_fraud_warning":
      return report(context, alert, "a card network warns of fraud, and the goods are held");
    case "review":
      return report(context, alert, "the payment provider holds a payment for review, and the goods are held");
  }
}

function report(
  { report: write }: PurchaseContext,
  alert: PaymentAlert,
  message: string,
  level: Report["level"] = isOpen(alert) || alert.state === "lost" ? "error" : "warn",
  more: Report["fields"] = {},
): void {
  const { id: alertId, kind, reference, sessionId, orderId, entitlementId, provider, state, status, reason } = alert;
  const amount = isDispute(alert) ? { amountMinor: alert.amount.amountMinor, currency: alert.amount.currency } : {};
  const of = entitlementId === null ? {} : { entitlementId };
  const fields = {
    ...of,
    alertId,
    kind,
    reference,
    sessionId,
    orderId,
    provider,
    state,
    status,
    reason,
    ...amount,
    ...more,
  };
  write({ level, message, fields });
}
