import { and, asc, eq, gt, inArray, isNull, lte, ne, or, sql } from "drizzle-orm";
import { attemptId, type AttemptId } from "../../ids.ts";
import { isStorable, type Database } from "./database.ts";
import { attemptFromRow, attemptToRow, captureFromRow, captureToRow } from "./payment-rows.ts";
import { captures, paymentAttempts } from "./schema/purchase.ts";
import type { StoreReads, StoreTransaction } from "../store.ts";

export const ofPayment = (provider: string, reference: string) =>
  and(eq(captures.provider, provider), eq(captures.reference, reference));

/** Attempts, and the money they took. */
export function paymentReadsOn(
  database: Database,
): Pick<
  StoreReads,
  | "attempt"
  | "attempts"
  | "captures"
  | "capture"
  | "unrecorded"
  | "attemptByReference"
  | "unsettledCaptures"
  | "mismatchNamed"
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
    async mismatchNamed(reference) {
      const isIt = and(eq(captures.reference, reference), eq(captures.use, "amount_mismatch"));
      const [row] = await database.select().from(captures).where(isIt).limit(1);
      return row === undefined ? null : captureFromRow(row);
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
): Pick<StoreTransaction, "insertAttempt" | "saveAttempt" | "claimLookUp" | "insertCapture" | "setCaptureUse"> {
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
    async setCaptureUse({ provider, reference }, to) {
      await database.update(captures).set(to).where(ofPayment(provider, reference));
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
