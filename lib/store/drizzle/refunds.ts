import { and, asc, eq, gt, inArray, isNotNull, isNull, lt, lte, or, sql } from "drizzle-orm";
import { sessionId as idOfSession } from "../../ids.ts";
import type { RefundState } from "../../orders/refund.ts";
import { behind, isStorable, NEVER, type Database } from "./database.ts";
import { noteRefunded } from "./experiment/exposures.ts";
import { refundFromRow, refundToRow } from "./payment-rows.ts";
import { ofPayment } from "./payments.ts";
import { captures, orders } from "./schema/purchase.ts";
import { refunds } from "./schema/refund.ts";
import type { RefundReads, RefundWork, RefundWrites } from "../refund-store.ts";

const STATES: Readonly<Record<RefundWork, readonly RefundState[]>> = {
  ask: ["requested", "unknown"],
  ask_again: ["refused"],
  read: ["accepted", "requires_action", "done"],
};
const OPEN: readonly RefundState[] = ["requested", "unknown", "accepted", "requires_action"];

const isIn = (states: readonly RefundState[]) => inArray(refunds.state, [...states]);
const isLost = or(isIn(["failed", "canceled"]), and(eq(refunds.state, "refused"), isNull(refunds.dueAt)));

/** Money given back, each time with a key of its own. */
export function refundReadsOn(database: Database): RefundReads {
  const all = () => database.select().from(refunds);
  return {
    async refund(key) {
      const [row] = await all().where(eq(refunds.key, key)).limit(1);
      return row === undefined ? null : refundFromRow(row);
    },
    async refunds(provider, reference) {
      const ofOne = and(eq(refunds.provider, provider), eq(refunds.reference, reference));
      const rows = await all().where(ofOne).orderBy(asc(refunds.requestedAt), asc(refunds.key));
      return rows.map(refundFromRow);
    },
    async paymentsRefundedOtherwise(provider, listed) {
      const asked = listed.filter(({ id, reference }) => isStorable(id) && isStorable(reference));
      if (asked.length === 0) return [];
      const rows = await database
        .select({ reference: captures.reference, id: refunds.providerId, state: refunds.state })
        .from(captures)
        .leftJoin(refunds, and(eq(refunds.provider, captures.provider), eq(refunds.reference, captures.reference)))
        .where(
          and(
            eq(captures.provider, provider),
            inArray(captures.reference, [...new Set(asked.map((one) => one.reference))]),
          ),
        );
      const ours = new Set(rows.map(({ reference }) => reference));
      const known = new Set(rows.map(({ id, state }) => `${id} ${state}`));
      const changed = asked.filter(({ id, state, reference }) => ours.has(reference) && !known.has(`${id} ${state}`));
      return [...new Set(changed.map(({ reference }) => reference))];
    },
    async dueRefunds(work, now, limit) {
      const isDue = and(isIn(STATES[work]), isNotNull(refunds.dueAt), lte(refunds.dueAt, now));
      const rows = await all().where(isDue).orderBy(asc(refunds.dueAt)).limit(limit);
      return rows.map(refundFromRow);
    },
    async lostRefunds(limit, after = null) {
      const open = and(isIn(["failed", "canceled", "refused"]), isNull(refunds.resolvedAt), isLost);
      const settledAt = sql`coalesce(${refunds.settledAt}, ${NEVER}::timestamptz)`;
      const rest = behind([settledAt, refunds.key], after && [after.settledAt ?? NEVER, after.key]);
      const rows = await all().where(and(open, rest)).orderBy(asc(settledAt), asc(refunds.key)).limit(limit);
      return rows.map(refundFromRow);
    },
    async openRefunds(limit, after = null) {
      const open = or(isIn(OPEN), and(eq(refunds.state, "refused"), isNotNull(refunds.dueAt)));
      const rest = behind([refunds.requestedAt, refunds.key], after && [after.requestedAt, after.key]);
      const rows = await all().where(and(open, rest)).orderBy(asc(refunds.requestedAt), asc(refunds.key)).limit(limit);
      return rows.map(refundFromRow);
    },
    async areRefundsReadAfter({ provider, reference }, ticket) {
      const isRead = and(ofPayment(provider, reference), gt(captures.refundTicketRecorded, ticket));
      return (await database.select({ n: captures.refundTicket }).from(captures).where(isRead)).length > 0;
    },
  };
}

export function refundWritesOn(database: Database): RefundWrites {
  return {
    async insertRefund(refund) {
      const row = refundToRow(refund);
      const inserted = await database.insert(refunds).values(row).onConflictDoNothing().returning({ key: refunds.key });
      return inserted.length === 1;
    },
    async saveRefund(refund) {
      const { state, settledAt, providerId, reason, refusals, tries, dueAt, resolvedAt } = refundToRow(refund);
      await database
        .update(refunds)
        .set({ state, settledAt, providerId, reason, refusals, tries, dueAt, resolvedAt })
        .where(eq(refunds.key, refund.key));
    },
    async claimRefund({ key, tries }, dueAt) {
      const claimed = await database
        .update(refunds)
        .set({ tries: tries + 1, dueAt })
        .where(and(eq(refunds.key, key), eq(refunds.tries, tries)))
        .returning({ key: refunds.key });
      return claimed.length === 1;
    },
    async putOffRefunds({ provider, reference }, now, dueAt) {
      const due = and(eq(refunds.provider, provider), eq(refunds.reference, reference), lte(refunds.dueAt, now));
      await database.update(refunds).set({ dueAt }).where(due);
    },
    async lockCapture(provider, reference) {
      const payment = ofPayment(provider, reference);
      await database.select({ reference: captures.reference }).from(captures).where(payment).for("update");
    },
    async takeRefundTicket({ provider, reference }) {
      const [row] = await database
        .update(captures)
        .set({ refundTicket: sql`${captures.refundTicket} + 1` })
        .where(ofPayment(provider, reference))
        .returning({ ticket: captures.refundTicket });
      return row?.ticket ?? null;
    },
    async recordRefundTicket({ provider, reference }, ticket) {
      const recorded = await database
        .update(captures)
        .set({ refundTicketRecorded: ticket })
        .where(and(ofPayment(provider, reference), lt(captures.refundTicketRecorded, ticket)))
        .returning({ ticket: captures.refundTicket });
      return recorded.length === 1;
    },
    setRefunded: (provider, reference, refunded, source) =>
      setRefunded(database, { provider, reference }, refunded.amountMinor, source),
  };
}

/** The payment's row says it first, and its order and the experiment follow. */
async function setRefunded(
  database: Database,
  { provider, reference }: { readonly provider: string; readonly reference: string },
  refundedMinor: number,
  { occurredAt, by }: { readonly occurredAt: Date; readonly by: "us" | "provider" },
): Promise<void> {
  const payment = ofPayment(provider, reference);
  const [before] = await database.select({ minor: captures.refundedMinor }).from(captures).where(payment).for("update");
  const changed = await database.update(captures).set({ refundedMinor }).where(payment).returning();
  for (const { use, sessionId } of changed) {
    if (use !== "order") continue;
    const reported = by === "provider" ? { refundReportedAt: occurredAt } : {};
    await database
      .update(orders)
      .set({ refundedMinor, ...reported })
      .where(eq(orders.sessionId, sessionId));
    await noteRefunded(database, idOfSession(sessionId), refundedMinor - (before?.minor ?? 0), occurredAt);
  }
}
