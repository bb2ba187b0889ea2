import { sameMoney, type Money } from "../../money.ts";
import { isDispute, isOpen, takenBy, type Dispute, type PaymentAlert, type ProviderAlert } from "./alert.ts";

const DAY_MS = 24 * 60 * 60_000;
/** Whoever has to answer is notified so many days before the deadline, once each. */
export const NOTICE_DAYS = [7, 3, 1] as const;
/** An event reports every change; this is for lost ones. */
export const READ_EVERY_MS = DAY_MS;

export type MergedAlerts = {
  /** Those among `all` that are new or have changed. */
  readonly inserted: readonly PaymentAlert[];
  readonly changed: readonly PaymentAlert[];
  /** Those among `changed` whose state is another one now. */
  readonly moved: readonly PaymentAlert[];
  readonly all: readonly PaymentAlert[];
};

/**
 * Brings the rows of one payment in line with what the provider lists, by the provider's id. A row that is not listed stays
 * as it is. The money says what counts as a change: the state, the amounts, the deadline.
 */
export function mergeAlerts(
  rows: readonly PaymentAlert[],
  listed: readonly ProviderAlert[],
  newRow: (listed: ProviderAlert) => PaymentAlert,
  now: Date,
): MergedAlerts {
  const inserted: PaymentAlert[] = [];
  const changed: PaymentAlert[] = [];
  const moved: PaymentAlert[] = [];
  const all = new Map(rows.map((row) => [row.id, row]));
  for (const one of listed) {
    const row = all.get(one.id);
    if (row === undefined) inserted.push(newRow(one));
    else {
      const after = withListed(row, one, now);
      if (after !== null) changed.push(after);
      if (after !== null && after.state !== row.state) moved.push(after);
    }
    const newest = inserted.find(({ id }) => id === one.id) ?? changed.find(({ id }) => id === one.id);
    if (newest !== undefined) all.set(one.id, newest);
  }
  return { inserted, changed, moved, all: [...all.values()] };
}

function withListed(row: PaymentAlert, listed: ProviderAlert, now: Date): PaymentAlert | null {
  const changedAt = row.state === listed.state && row.kind === listed.kind ? row.changedAt : now;
  if (isDispute(row) && "amount" in listed) {
    const next = { ...row, ...listed, changedAt };
    // A new deadline, as that of a chargeback after an inquiry, is notified of again.
    const isSameDeadline = row.evidenceDueAt?.getTime() === listed.evidenceDueAt?.getTime();
    const after: Dispute = { ...next, notifiedDays: isSameDeadline ? row.notifiedDays : null };
    return isSameDispute(row, after) ? null : after;
  }
  if (isDispute(row) || "amount" in listed) return null;
  return row.state === listed.state && row.status === listed.status ? null : { ...row, ...listed, changedAt };
}

function isSameDispute(one: Dispute, other: Dispute): boolean {
  return (
    (["kind", "state", "status", "reason", "submissions", "notifiedDays"] as const).every(
      (field) => one[field] === other[field],
    ) &&
    one.evidenceDueAt?.getTime() === other.evidenceDueAt?.getTime() &&
    sameMoney(one.amount, other.amount) &&
    isSame(one.taken, other.taken) &&
    isSame(one.fee, other.fee)
  );
}

const isSame = (one: Money | null, other: Money | null) =>
  one === null || other === null ? one === other : sameMoney(one, other);

/** When the provider is asked about a payment's alerts next; null: never, everything about it has ended. */
export function readDue(alerts: readonly PaymentAlert[], now: Date): Date | null {
  const goesOn = alerts.some((alert) => isOpen(alert) || isMoneyAwaited(alert));
  return goesOn ? new Date(now.getTime() + READ_EVERY_MS) : null;
}

/** True of a dispute that is won while the bank still holds the money. */
const isMoneyAwaited = (alert: PaymentAlert): boolean =>
  isDispute(alert) && alert.state === "won" && takenBy(alert).amountMinor > 0;

/** How many days are left to answer, rounded up; null when no answer is asked for or possible. */
export function daysLeft({ state, evidenceDueAt }: Dispute, now: Date): number | null {
  if (evidenceDueAt === null || state !== "needs_response") return null;
  return Math.ceil((evidenceDueAt.getTime() - now.getTime()) / DAY_MS);
}

/** Which notice of a deadline is the latest that is due now; null: none. A passed deadline needs no notice. */
export function latestNotice(dispute: Dispute, now: Date): (typeof NOTICE_DAYS)[number] | null {
  const left = daysLeft(dispute, now);
  if (left === null || left < 1) return null;
  return NOTICE_DAYS.filter((days) => left <= days).at(-1) ?? null;
}

/** The notice that is due of a deadline now, and was not given; null: none. */
export function noticeDue(dispute: Dispute, now: Date): (typeof NOTICE_DAYS)[number] | null {
  const due = latestNotice(dispute, now);
  return due === null || (dispute.notifiedDays !== null && dispute.notifiedDays <= due) ? null : due;
}
