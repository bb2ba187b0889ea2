import { and, asc, eq, gt, inArray, isNotNull, lt, lte, sql, type InferSelectModel } from "drizzle-orm";
import { entitlementId, orderId, sellerId, sessionId } from "../../../ids.ts";
import { invariant } from "../../../invariant.ts";
import { isCurrency, money, type Money } from "../../../money.ts";
import { DISPUTE_STATES, isDispute, type PaymentAlert } from "../../../orders/disputes/alert.ts";
import type { AlertReads, AlertWrites } from "../../alert-store.ts";
import type { PaymentName } from "../../refund-store.ts";
import { behind, isStorable, NEVER, type Database } from "../database.ts";
import { noteRefunded } from "../experiment/exposures.ts";
import { alertReads, paymentAlerts } from "../schema/alert.ts";

type AlertRow = InferSelectModel<typeof paymentAlerts>;

const ofAlerts = ({ provider, reference }: PaymentName) =>
  and(eq(paymentAlerts.provider, provider), eq(paymentAlerts.reference, reference));
const ofReads = ({ provider, reference }: PaymentName) =>
  and(eq(alertReads.provider, provider), eq(alertReads.reference, reference));
const OPEN = sql`${paymentAlerts.state} in ('needs_response', 'under_review', 'unknown', 'open')`;

export function alertReadsOn(database: Database): AlertReads {
  return {
    async alerts(payment) {
      if (!isStorable(payment.reference)) return [];
      const rows = await database
        .select()
        .from(paymentAlerts)
        .where(ofAlerts(payment))
        .orderBy(asc(paymentAlerts.openedAt), asc(paymentAlerts.id));
      return rows.map(alertFromRow);
    },
    async openAlerts(limit, after = null) {
      const dueAt = sql`coalesce(${paymentAlerts.evidenceDueAt}, ${NEVER}::timestamptz)`;
      const { openedAt, provider, id } = paymentAlerts;
      const rest =
        after === null
          ? null
          : [isDispute(after) ? (after.evidenceDueAt ?? NEVER) : NEVER, after.openedAt, after.provider, after.id];
      const rows = await database
        .select()
        .from(paymentAlerts)
        .where(and(OPEN, sql`${paymentAlerts.releasedAt} is null`, behind([dueAt, openedAt, provider, id], rest)))
        .orderBy(asc(dueAt), asc(openedAt), asc(provider), asc(id))
        .limit(limit);
      return rows.map(alertFromRow);
    },
    async dueAlertReads(now, limit) {
      return database
        .select({ provider: alertReads.provider, reference: alertReads.reference })
        .from(alertReads)
        .where(and(isNotNull(alertReads.dueAt), lte(alertReads.dueAt, now)))
        .orderBy(asc(alertReads.dueAt))
        .limit(limit);
    },
    async areAlertsReadAfter(payment, ticket) {
      const isRead = and(ofReads(payment), gt(alertReads.ticketRecorded, ticket));
      return (await database.select({ n: alertReads.ticket }).from(alertReads).where(isRead)).length > 0;
    },
  };
}

export function alertWritesOn(database: Database): AlertWrites {
  return {
    async saveAlert(alert) {
      const { provider: _, id: __, ...changes } = alertToRow(alert);
      await database
        .insert(paymentAlerts)
        .values(alertToRow(alert))
        .onConflictDoUpdate({ target: [paymentAlerts.provider, paymentAlerts.id], set: changes });
    },
    async takeAlertTicket({ provider, reference }, dueAt) {
      const [row] = await database
        .insert(alertReads)
        .values({ provider, reference, ticket: 1, dueAt })
        .onConflictDoUpdate({
          target: [alertReads.provider, alertReads.reference],
          set: { ticket: sql`${alertReads.ticket} + 1`, dueAt },
        })
        .returning({ ticket: alertReads.ticket });
      invariant(row !== undefined, "a row that is stored is returned");
      return row.ticket;
    },
    async recordAlertTicket(payment, ticket, dueAt) {
      const recorded = await database
        .update(alertReads)
        .set({ ticketRecorded: ticket, dueAt })
        .where(and(ofReads(payment), lt(alertReads.ticketRecorded, ticket)))
        .returning({ ticket: alertReads.ticket });
      return recorded.length === 1;
    },
    noteLostToDisputes: (id, amountMinor, now) => noteRefunded(database, id, amountMinor, now),
    async releaseSignals(id, now) {
      const isSignal = inArray(paymentAlerts.kind, ["early_fraud_warning", "review"]);
      const isHeld = sql`${paymentAlerts.state} = 'open' and ${paymentAlerts.releasedAt} is null`;
      const released = await database
        .update(paymentAlerts)
        .set({ releasedAt: now })
        .where(and(eq(paymentAlerts.orderId, id), isSignal, isHeld))
        .returning({ id: paymentAlerts.id });
      return released.length;
    },
  };
}

/** The alerts of these orders by the order's id, each list oldest first. */
export async function alertsOf(
  database: Database,
  orderIds: readonly string[],
): Promise<ReadonlyMap<string, readonly PaymentAlert[]>> {
  const rows = await database
    .select()
    .from(paymentAlerts)
    .where(inArray(paymentAlerts.orderId, [...orderIds]))
    .orderBy(asc(paymentAlerts.openedAt), asc(paymentAlerts.id));
  return new Map(orderIds.map((id) => [id, rows.filter((row) => row.orderId === id).map(alertFromRow)]));
}

function alertToRow(alert: PaymentAlert): AlertRow {
  const { provider, id, kind, reference, state, status, reason, openedAt, changedAt } = alert;
  const base = { provider, id, kind, reference, state, status, reason, openedAt, changedAt };
  const { sessionId: session, orderId: order, entitlementId: entitlement, sellerId: seller } = alert;
  const of = { sessionId: session, orderId: order, entitlementId: entitlement, sellerId: seller };
  if (!isDispute(alert)) return { ...base, ...of, ...NO_AMOUNTS, releasedAt: alert.releasedAt };
  const { amount, taken, fee, evidenceDueAt, submissions, notifiedDays, submittedAt } = alert;
  return {
    ...base,
    ...of,
    amountMinor: amount.amountMinor,
    currency: amount.currency,
    // What the bank took is compared with the payment, so another currency says nothing here.
    takenMinor: taken?.currency === amount.currency ? taken.amountMinor : null,
    feeMinor: fee?.amountMinor ?? null,
    feeCurrency: fee?.currency ?? null,
    evidenceDueAt,
    submissions,
    notifiedDays,
    submittedAt,
    releasedAt: null,
  };
}

const NO_AMOUNTS = {
  amountMinor: null,
  currency: null,
  takenMinor: null,
  feeMinor: null,
  feeCurrency: null,
  evidenceDueAt: null,
  submissions: 0,
  notifiedDays: null,
  submittedAt: null,
} as const;

function alertFromRow(row: AlertRow): PaymentAlert {
  const { provider, id, reference, status, reason, openedAt, changedAt } = row;
  const base = {
    provider,
    id,
    reference,
    status,
    reason,
    openedAt,
    changedAt,
    sessionId: sessionId(row.sessionId),
    orderId: row.orderId === null ? null : orderId(row.orderId),
    entitlementId: row.entitlementId === null ? null : entitlementId(row.entitlementId),
    sellerId: sellerId(row.sellerId),
  };
  if (row.kind === "early_fraud_warning" || row.kind === "review")
    return { ...base, kind: row.kind, state: row.state === "open" ? "open" : "closed", releasedAt: row.releasedAt };
  const amount = amountOf(row.amountMinor, row.currency);
  invariant(amount !== null, `dispute ${id} has an amount`);
  return {
    ...base,
    kind: row.kind === "inquiry" ? "inquiry" : "chargeback",
    state: DISPUTE_STATES.find((state) => state === row.state) ?? "unknown",
    amount,
    taken: amountOf(row.takenMinor, row.currency),
    fee: amountOf(row.feeMinor, row.feeCurrency),
    evidenceDueAt: row.evidenceDueAt,
    submissions: row.submissions,
    notifiedDays: row.notifiedDays,
    submittedAt: row.submittedAt,
  };
}

function amountOf(amountMinor: number | null, currency: string | null): Money | null {
  return amountMinor === null || currency === null || !isCurrency(currency) ? null : money(amountMinor, currency);
}
