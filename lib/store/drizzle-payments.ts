import { and, asc, eq, isNull } from "drizzle-orm";
import { isStorable, type Database } from "./drizzle-database.ts";
import { attemptFromRow, attemptToRow, captureFromRow, captureToRow } from "./drizzle-payment-rows.ts";
import { captures, paymentAttempts, providerEvents } from "./drizzle-schema.ts";
import type { StoreReads, StoreTransaction } from "./store.ts";

/** Attempts, the money they took, and what the payment service told us. */
export function paymentReadsOn(
  database: Database,
): Pick<StoreReads, "attempt" | "attempts" | "captures" | "unrefundedStrays"> {
  return {
    async attempt(id) {
      const [row] = await database.select().from(paymentAttempts).where(eq(paymentAttempts.id, id)).limit(1);
      return row === undefined ? null : attemptFromRow(row);
    },
    async attempts(id) {
      if (!isStorable(id)) return [];
      return (
        await database
          .select()
          .from(paymentAttempts)
          .where(eq(paymentAttempts.sessionId, id))
          .orderBy(asc(paymentAttempts.n))
      ).map(attemptFromRow);
    },
    async captures(id) {
      return (
        await database.select().from(captures).where(eq(captures.sessionId, id)).orderBy(asc(captures.recordedAt))
      ).map(captureFromRow);
    },
    async unrefundedStrays(limit) {
      const rows = await database
        .select()
        .from(captures)
        .where(and(eq(captures.use, "stray"), isNull(captures.refundedAt)))
        .orderBy(asc(captures.recordedAt))
        .limit(limit);
      return rows.map(captureFromRow);
    },
  };
}

export function paymentWritesOn(
  database: Database,
): Pick<StoreTransaction, "insertAttempt" | "saveAttempt" | "insertCapture" | "markRefunded" | "claimEvent"> {
  return {
    async insertAttempt(attempt) {
      await database.insert(paymentAttempts).values(attemptToRow(attempt));
    },
    async saveAttempt(attempt) {
      const { reference, outcome, outcomeDetail, settledAt } = attemptToRow(attempt);
      await database
        .update(paymentAttempts)
        .set({ reference, outcome, outcomeDetail, settledAt })
        .where(eq(paymentAttempts.id, attempt.id));
    },
    async insertCapture(capture) {
      return (
        (
          await database
            .insert(captures)
            .values(captureToRow(capture))
            .onConflictDoNothing()
            .returning({ reference: captures.reference })
        ).length === 1
      );
    },
    async markRefunded(reference, at) {
      await database.update(captures).set({ refundedAt: at }).where(eq(captures.reference, reference));
    },
    async claimEvent(provider, eventId, at) {
      const claimed = await database
        .insert(providerEvents)
        .values({ provider, eventId, receivedAt: at })
        .onConflictDoNothing()
        .returning({ eventId: providerEvents.eventId });
      return claimed.length === 1;
    },
  };
}
