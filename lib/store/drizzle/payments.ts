import {
  and,
  asc,
  eq,
  gt,
  inArray,
  isNotNull,
  isNull,
  lte,
  not,
  notExists,
  notInArray,
  or,
  sql,
  type SQL,
} from "drizzle-orm";
import { attemptId, type AttemptId } from "../../ids.ts";
import { allGiven, given, writtenOnce } from "./connection/written-once.ts";
import { behind, isStorable, type Database } from "./database.ts";
import { attemptFromRow, attemptToRow, captureFromRow, captureToRow } from "./payment-rows.ts";
import { captures, paymentAttempts } from "./schema/purchase.ts";
import { refunds } from "./schema/refund.ts";
import type { StoreReads, StoreTransaction } from "../store.ts";

export const ofPayment = (provider: string, reference: string) =>
  and(eq(captures.provider, provider), eq(captures.reference, reference));

const attemptById = writtenOnce((database) =>
  database
    .select()
    .from(paymentAttempts)
    .where(eq(paymentAttempts.id, given(paymentAttempts.id, "id")))
    .limit(1),
);

const capturesOf = writtenOnce((database) =>
  database
    .select()
    .from(captures)
    .where(eq(captures.sessionId, given(captures.sessionId, "id")))
    .orderBy(asc(captures.recordedAt)),
);

const insertAttempt = writtenOnce((database) =>
  database.insert(paymentAttempts).values(allGiven(paymentAttempts, "lookedUpAt")),
);

const saveAttempt = writtenOnce((database) => {
  const { reference, outcome, outcomeDetail, unansweredAt, settledAt } = allGiven(paymentAttempts);
  return database
    .update(paymentAttempts)
    .set({ reference, outcome, outcomeDetail, unansweredAt, settledAt })
    .where(eq(paymentAttempts.id, given(paymentAttempts.id, "id")));
});

const insertCapture = writtenOnce((database) =>
  database
    .insert(captures)
    .values(allGiven(captures, "refundTicket", "refundTicketRecorded"))
    .onConflictDoNothing()
    .returning({ reference: captures.reference }),
);

type AttemptReads = Pick<StoreReads, "attempt" | "attempts" | "attemptByReference">;
type CaptureReads = Pick<StoreReads, "captures" | "capture" | "unrecorded" | "unsettledCaptures" | "mismatchNamed">;

/** Attempts, and the money they took. */
export const paymentReadsOn = (database: Database): AttemptReads & CaptureReads => ({
  ...attemptReadsOn(database),
  ...captureReadsOn(database),
});

function attemptReadsOn(database: Database): AttemptReads {
  return {
    async attempt(id) {
      if (!isStorable(id)) return null;
      const [row] = await attemptById(database, { id });
      return row === undefined ? null : attemptFromRow(row);
    },
    async attempts(id) {
      if (!isStorable(id)) return [];
      const ofSession = eq(paymentAttempts.sessionId, id);
      const rows = await database.select().from(paymentAttempts).where(ofSession).orderBy(asc(paymentAttempts.n));
      return rows.map(attemptFromRow);
    },
    attemptByReference: (provider, reference) => attemptByReference(database, provider, reference),
  };
}

function captureReadsOn(database: Database): CaptureReads {
  return {
    async captures(id) {
      if (!isStorable(id)) return [];
      return (await capturesOf(database, { id })).map(captureFromRow);
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
    async mismatchNamed(reference) {
      if (!isStorable(reference)) return null;
      const isIt = and(eq(captures.reference, reference), eq(captures.use, "amount_mismatch"));
      const [row] = await database.select().from(captures).where(isIt).limit(1);
      return row === undefined ? null : captureFromRow(row);
    },
    async unsettledCaptures(limit, after = null) {
      const rows = await database
        .select()
        .from(captures)
        .where(
          and(
            notInArray(captures.use, ["order", "kept"]),
            sql`${captures.refundedMinor} < ${captures.amountMinor}`,
            not(givenAnotherWay(database)),
            behind(
              [captures.recordedAt, captures.provider, captures.reference],
              after && [after.recordedAt, after.provider, after.reference],
            ),
          ),
        )
        .orderBy(asc(captures.recordedAt), asc(captures.provider), asc(captures.reference))
        .limit(limit);
      return rows.map(captureFromRow);
    },
  };
}

/**
 * True of a payment whose refunds were all lost or given, and for which a person gave what is left another way: they settled
 * lost refunds of so much. One that was asked for again under a key of its own counts by that one alone.
 */
function givenAnotherWay(database: Database): SQL {
  const ofPayment = and(eq(refunds.provider, captures.provider), eq(refunds.reference, captures.reference));
  const isLost = sql`(${refunds.state} in ('failed', 'canceled') or (${refunds.state} = 'refused' and ${refunds.dueAt} is null))`;
  const isOpen = sql`(${refunds.state} in ('requested', 'unknown', 'accepted', 'requires_action') or (${refunds.state} = 'refused' and ${refunds.dueAt} is not null) or (${isLost} and ${refunds.resolvedAt} is null))`;
  const open = database.select({ key: refunds.key }).from(refunds).where(and(ofPayment, isOpen));
  const isAskedAgain = sql`exists (select 1 from ${refunds} later where later.key = ${refunds.key} || ':again')`;
  const settled = database
    .select({ minor: sql`coalesce(sum(${refunds.amountMinor}), 0)` })
    .from(refunds)
    .where(and(ofPayment, isLost, isNotNull(refunds.resolvedAt), not(isAskedAgain)));
  return sql`(${notExists(open)} and ${captures.refundedMinor} + (${settled}) >= ${captures.amountMinor})`;
}

async function attemptByReference(database: Database, provider: string, reference: string): Promise<AttemptId | null> {
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
}

export function paymentWritesOn(
  database: Database,
): Pick<
  StoreTransaction,
  "insertAttempt" | "saveAttempt" | "claimLookUp" | "insertCapture" | "resolveUnmatched" | "setCaptureUse"
> {
  return {
    async insertAttempt(attempt) {
      await insertAttempt(database, attemptToRow(attempt));
    },
    async saveAttempt(attempt) {
      await saveAttempt(database, attemptToRow(attempt));
    },
    claimLookUp: (id, now, everyMs) => claimLookUp(database, id, now, everyMs),
    async insertCapture(capture) {
      return (await insertCapture(database, captureToRow(capture))).length === 1;
    },
    async resolveUnmatched({ provider, reference }, how) {
      const ofRefund = and(eq(refunds.provider, provider), eq(refunds.reference, reference));
      const given = database.select({ key: refunds.key }).from(refunds).where(ofRefund);
      const uses = how === "keep" ? ["unmatched"] : ["unmatched", "kept"];
      const unmatched = and(ofPayment(provider, reference), inArray(captures.use, uses), notExists(given));
      const changed =
        how === "keep"
          ? await database.update(captures).set({ use: "kept" }).where(unmatched).returning()
          : await database.delete(captures).where(unmatched).returning();
      return changed.length === 1;
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
