import { sessionId } from "../../ids.ts";
import type { PaymentAlert, ProviderAlert } from "../../orders/disputes/alert.ts";
import { isOpen } from "../../orders/disputes/alert.ts";
import { mergeAlerts, readDue, type MergedAlerts } from "../../orders/disputes/alert-life.ts";
import type { Entitlement } from "../../orders/plans/entitlement.ts";
import type { PaymentName } from "../../store/refund-store.ts";
import { configured, contextWith } from "../accounts.ts";
import { askProvider } from "../ask-provider.ts";
import type { PurchaseContext } from "../context.ts";
import { reportAlerts } from "./report-alerts.ts";

export type ReadAlerts = "read" | "unknown" | "no_such_payment" | "not_supported";
/** Alerts that could not be read are due again after this long. */
export const UNREAD_PAUSE_MS = 60 * 60_000;

/**
 * Reads what stands against a payment that is no capture of ours: where it paid for a subscription of ours, its disputes and
 * warnings become rows for a person, without an order. Where it is somebody else's at the same account, `no_such_payment`.
 */
export async function readPlanAlerts(context: PurchaseContext, payment: PaymentName): Promise<ReadAlerts> {
  const { store } = context;
  for (const provider of configured(context).filter(({ name }) => name === payment.provider)) {
    const own = contextWith(context, provider);
    const { plans, disputes } = provider;
    if (plans === null || disputes === null) continue;
    const rows = await store.alerts(payment);
    const { reference } = payment;
    const asked = { call: "entitlementOfPayment", reference } as const;
    const known = rows.find(({ entitlementId }) => entitlementId !== null)?.entitlementId ?? null;
    const found =
      known === null
        ? await askProvider(own, asked, () => plans.entitlementOfPayment(reference))
        : { kind: "read" as const, id: known };
    if (found.kind === "unknown") return "unknown";
    const entitlement = found.id === null ? null : await store.entitlement(found.id);
    if (entitlement === null) continue;
    const later = new Date(context.now().getTime() + UNREAD_PAUSE_MS);
    const ticket = await store.transaction((transaction) => transaction.takeAlertTicket(payment, later));
    const open = rows.filter(isOpen).map(({ id }) => id);
    const list = await askProvider(own, { call: "disputes.read", reference }, () =>
      disputes.read({ reference, known: open }),
    );
    if (list.kind === "unknown") return "unknown";
    const merged = await record(context, payment, entitlement, ticket, list.alerts);
    if (merged !== null) reportAlerts(context, merged);
    return "read";
  }
  return "no_such_payment";
}

function record(
  context: PurchaseContext,
  payment: PaymentName,
  { id: entitlementId, sellerId }: Entitlement,
  ticket: number,
  listed: readonly ProviderAlert[],
): Promise<MergedAlerts | null> {
  const now = context.now();
  // It has no session, as money has none whose checkout is lost.
  const of = { ...payment, sessionId: sessionId(""), orderId: null, entitlementId, sellerId, changedAt: now };
  return context.store.transaction(async (transaction) => {
    const merged = mergeAlerts(await transaction.alerts(payment), listed, (one) => newAlert(one, of), now);
    if (!(await transaction.recordAlertTicket(payment, ticket, readDue(merged.all, now)))) return null;
    for (const alert of [...merged.inserted, ...merged.changed]) await transaction.saveAlert(alert);
    return merged;
  });
}

type OfPayment = Pick<
  PaymentAlert,
  "provider" | "reference" | "sessionId" | "orderId" | "entitlementId" | "sellerId" | "changedAt"
>;

/** A row of what the provider lists for the first time. */
export const newAlert = (listed: ProviderAlert, of: OfPayment): PaymentAlert =>
  "amount" in listed
    ? { ...listed, ...of, notifiedDays: null, submittedAt: null }
    : { ...listed, ...of, releasedAt: null };
