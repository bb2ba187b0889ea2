import { and, asc, eq, gt, inArray, isNull, lte, ne, or, sql, type SQL } from "drizzle-orm";
import { attemptId, sessionId as idOfSession, type AttemptId } from "../../ids.ts";
import { isStorable, type Database } from "./database.ts";
import { attemptFromRow, attemptToRow, captureFromRow, captureToRow } from "./payment-rows.ts";
import { noteRefunded } from "./experiment/exposures.ts";
import { captures, orders, paymentAttempts } from "./schema/purchase.ts";
import type { StoreReads, StoreTransaction } from "../store.ts";

const ofPayment = (provider: string, reference: string) =>
  and(eq(captures.provider, provider), eq(captures.reference, reference));

/** Attempts, and the money they took. */
export function paymentReadsOn(
  database: Database,
): Pick<
  StoreReads,
  "attempt" | "attempts" | "captures" | "capture" | "unrecorded" | "attemptByReference" | "unsettledCaptures"
> {
  return {
    async attempt(id) {
      if (!isStorable(id)) return null;
      const [row] = await database.select().from(paymentAttempts).where(eq(paymentAttempts.id, id)).limit(1);
      return row === undefined ? null : attemptFromRow(row);
    },
    async attempts(id) {
      if (!isStorable(id)) return [];
      const ofSession = eq(paymentAttempts.sessionId, id);
      const rows = await database.select().from(paymentAttempts).where(ofSession).orderBy(asc(paymentAttempts.n));
      return rows.map(attemptFromRow);
    },
    async captures(id) {
      if (!isStorable(id)) return [];
      const ofSession = eq(captures.sessionId, id);
      const rows = await database.select().from(captures).where(ofSession).orderBy(asc(captures.recordedAt));
      return rows.map(captureFromRow);
    },
    async capture(provider, reference) {
      if (!isStorable(reference)) return null;
      const [row] = await database.select().from(captures).where(ofPayment(provider, reference)).limit(1);
      return row === undefined ? null : captureFromRow(row);
    },
    async unrecorded(provider, references) {
      const asked = references.filter(isStorable);
      if (asked.length === 0) return new Set();
      const known = await database
        .select({ reference: captures.reference })
        .from(captures)
        .where(and(eq(captures.provider, provider), inArray(captures.reference, asked)));
      const recorded = new Set(known.map((row) => row.reference));
      return new Set(asked.filter((reference) => !recorded.has(reference)));
    },
    async attemptByReference(provider, reference) {
      if (!isStorable(reference)) return null;
      const [captured] = await database
        .select({ id: captures.attemptId })
        .from(captures)
        .where(ofPayment(provider, reference))
        .limit(1);
      if (captured !== undefined) return attemptId(captured.id);
      const [row] = await database
        .select({ id: paymentAttempts.id })
        .from(paymentAttempts)
        .where(eq(paymentAttempts.reference, reference))
        .limit(1);
      return row === undefined ? null : attemptId(row.id);
    },
    async unsettledCaptures(limit) {
      const rows = await database
        .select()
        .from(captures)
        .where(and(ne(captures.use, "order"), sql`${captures.refundedMinor} < ${captures.amountMinor}`))
        .orderBy(asc(captures.recordedAt))
        .limit(limit);
      return rows.map(captureFromRow);
    },
  };
}

export function paymentWritesOn(
  database: Database,
): Pick<
  StoreTransaction,
  "insertAttempt" | "saveAttempt" | "claimLookUp" | "insertCapture" | "lockCapture" | "raiseRefunded" | "resetRefunded"
> {
  /** The payment's row says it first, and its order and the experiment follow. */
  const setRefunded = async (
    provider: string,
    reference: string,
    refundedMinor: SQL,
    { occurredAt, by }: { readonly occurredAt: Date; readonly by: "us" | "service" },
  ) => {
    const payment = ofPayment(provider, reference);
    const [before] = await database
      .select({ minor: captures.refundedMinor })
      .from(captures)
      .where(payment)
      .for("update");
    const changed = await database.update(captures).set({ refundedMinor }).where(payment).returning();
    for (const { use, sessionId, refundedMinor: now } of changed) {
      if (use !== "order") continue;
      const reported = by === "service" ? { refundReportedAt: occurredAt } : {};
      await database
        .update(orders)
        .set({ refundedMinor: now, ...reported })
        .where(eq(orders.sessionId, sessionId));
      await noteRefunded(database, idOfSession(sessionId), now - (before?.minor ?? 0), occurredAt);
    }
  };
  return {
    async insertAttempt(attempt) {
      await database.insert(paymentAttempts).values(attemptToRow(attempt));
    },
    async saveAttempt(attempt) {
      const { reference, outcome, outcomeDetail, unansweredAt, settledAt } = attemptToRow(attempt);
      await database
        .update(paymentAttempts)
        .set({ reference, outcome, outcomeDetail, unansweredAt, settledAt })
        .where(eq(paymentAttempts.id, attempt.id));
    },
    claimLookUp: (id, now, everyMs) => claimLookUp(database, id, now, everyMs),
    async insertCapture(capture) {
      const inserted = await database
        .insert(captures)
        .values(captureToRow(capture))
        .onConflictDoNothing()
        .returning({ reference: captures.reference });
      return inserted.length === 1;
    },
    async lockCapture(provider, reference) {
      await database
        .select({ reference: captures.reference })
        .from(captures)
        .where(ofPayment(provider, reference))
        .for("update");
    },
    async raiseRefunded(provider, reference, refunded, source) {
      const most = sql`greatest(${captures.refundedMinor}, ${refunded.amountMinor}::bigint)`;
      await setRefunded(provider, reference, most, source);
    },
    async resetRefunded(provider, reference, refunded, now) {
      await setRefunded(provider, reference, sql`${refunded.amountMinor}::bigint`, { occurredAt: now, by: "us" });
    },
  };
}

async function claimLookUp(database: Database, id: AttemptId, now: Date, everyMs: number): Promise<boolean> {
  const { lookedUpAt } = paymentAttempts;
  const isFree = or(isNull(lookedUpAt), lte(lookedUpAt, new Date(now.getTime() - everyMs)), gt(lookedUpAt, now));
  const claimed = await database
    .update(paymentAttempts)
    .set({ lookedUpAt: now })
    .where(and(eq(paymentAttempts.id, id), isFree))
    .returning({ id: paymentAttempts.id });
  return claimed.length === 1;
}
