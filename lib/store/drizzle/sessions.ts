import { and, asc, eq, gt, inArray, lt, lte, or, sql, type SQL } from "drizzle-orm";
import { attemptId, sessionId, type SessionId } from "../../ids.ts";
import { allGiven, given, writtenOnce } from "./connection/written-once.ts";
import { isStorable, type Database } from "./database.ts";
import { checkoutSessions, returnLinks, sessionEvents } from "./schema/purchase.ts";
import { sessionFromRow, sessionToRow } from "./session-row.ts";
import type { SessionEvent } from "../../checkout/session-event.ts";
import type { StoreReads, StoreTransaction } from "../store.ts";

const sessionBy = (column: "id" | "link") =>
  writtenOnce((database) =>
    database
      .select()
      .from(checkoutSessions)
      .where(eq(checkoutSessions[column], given(checkoutSessions[column], "value")))
      .limit(1),
  );
const [sessionById, sessionByLink] = [sessionBy("id"), sessionBy("link")];

/** Sessions, their steps and their way back to the chat. */
export function sessionReadsOn(
  database: Database,
): Pick<
  StoreReads,
  | "session"
  | "sessionByLink"
  | "steps"
  | "openPayments"
  | "unansweredPayments"
  | "awaitedPages"
  | "dueSessions"
  | "returnUrl"
> {
  const firstSession = async (read: typeof sessionById, value: string) => {
    const [row] = await read(database, { value });
    return row === undefined ? null : sessionFromRow(row);
  };
  return {
    session: async (id) => (isStorable(id) ? firstSession(sessionById, id) : null),
    sessionByLink: async (link) => (isStorable(link) ? firstSession(sessionByLink, link) : null),
    async steps(id) {
      if (!isStorable(id)) return [];
      const rows = await database
        .select()
        .from(sessionEvents)
        .where(eq(sessionEvents.sessionId, id))
        .orderBy(asc(sessionEvents.id));
      return rows.map((row): SessionEvent => ({
        sessionId: sessionId(row.sessionId),
        revision: row.revision,
        type: row.type as SessionEvent["type"],
        attemptId: row.attemptId === null ? null : attemptId(row.attemptId),
        note: row.note,
        occurredAt: row.occurredAt,
      }));
    },
    ...openPaymentReadsOn(database),
    async dueSessions(now, limit) {
      const rows = await database
        .select({ id: checkoutSessions.id })
        .from(checkoutSessions)
        .where(and(inArray(checkoutSessions.status, ["not_ready", "ready"]), lte(checkoutSessions.expiresAt, now)))
        .orderBy(asc(checkoutSessions.expiresAt))
        .limit(limit);
      return rows.map((row) => sessionId(row.id));
    },
    async returnUrl(id) {
      if (!isStorable(id)) return null;
      const [row] = await database
        .select({ url: returnLinks.url })
        .from(returnLinks)
        .where(eq(returnLinks.sessionId, id))
        .limit(1);
      return row?.url ?? null;
    },
  };
}

/** Sessions with an open payment, the one that nobody has asked about for longest first. */
function openPaymentReadsOn(
  database: Database,
): Pick<StoreReads, "openPayments" | "unansweredPayments" | "awaitedPages"> {
  const { status, checkedAt } = checkoutSessions;
  const notAskedAbout = async (which: SQL | undefined, limit: number, after: SessionId | null = null) => {
    const { id } = checkoutSessions;
    // Read where it is now: somebody may have asked about it meanwhile.
    const rest =
      after === null
        ? undefined
        : sql`(${checkedAt}, ${id}) > (select last.checked_at, last.id from ${checkoutSessions} last where last.id = ${after})`;
    const rows = await database
      .select({ id: checkoutSessions.id })
      .from(checkoutSessions)
      .where(and(which, rest))
      .orderBy(asc(checkedAt), asc(id))
      .limit(limit);
    return rows.map((row) => sessionId(row.id));
  };
  return {
    openPayments: (before, limit, after) =>
      notAskedAbout(
        and(inArray(status, ["paying", "unresolved", "awaiting_buyer"]), lt(checkedAt, before)),
        limit,
        after,
      ),
    unansweredPayments: ({ before, recentSince, seldomBefore }, limit) =>
      notAskedAbout(
        // As the index has it, so that it is used: a thousand pages that wait for their buyers are not looked through.
        and(
          sql`${status} in ('paying', 'unresolved')`,
          lt(checkedAt, before),
          or(gt(checkoutSessions.updatedAt, recentSince), lt(checkedAt, seldomBefore)),
        ),
        limit,
      ),
    awaitedPages: (before, limit) => notAskedAbout(and(eq(status, "awaiting_buyer"), lt(checkedAt, before)), limit),
  };
}

export function sessionWritesOn(
  database: Database,
): Pick<StoreTransaction, "insertSession" | "saveSession" | "markChecked" | "appendSessionEvent" | "saveReturnUrl"> {
  const appendSessionEvent = async (step: SessionEvent) => {
    await database.insert(sessionEvents).values(step);
  };
  return {
    appendSessionEvent,
    async insertSession(session, step) {
      await insertSession(database, { ...sessionToRow(session, step.occurredAt), ...stepToRow(step) });
    },
    async saveSession(session, fromRevision, step) {
      const row = sessionToRow(session, step.occurredAt);
      const { rows } = await saveSession(database, { ...row, ...stepToRow(step), fromRevision });
      return rows.length === 1;
    },
    async markChecked(id, now) {
      await database.update(checkoutSessions).set({ checkedAt: now }).where(eq(checkoutSessions.id, id));
    },
    async saveReturnUrl(id: SessionId, url, now) {
      await database
        .insert(returnLinks)
        .values({ sessionId: id, url, storedAt: now })
        .onConflictDoUpdate({ target: returnLinks.sessionId, set: { url, storedAt: now } });
    },
  };
}

/** Writes a session and appends its event by one statement: neither where the session was not written. */
function withEvent(writing: { getSQL(): SQL }): SQL {
  const { revision, type, attemptId: attempt, note, occurredAt } = sessionEvents;
  return sql`with "written" as (${writing.getSQL()}) insert into "session_events" ("session_id", "revision", "type", "attempt_id", "note", "at") select "id", ${given(revision, "stepRevision")}::integer, ${given(type, "stepType")}::text, ${given(attempt, "stepAttempt")}::text, ${given(note, "stepNote")}::text, ${given(occurredAt, "stepAt")}::timestamptz from "written" returning "id"`;
}

const stepToRow = ({ revision, type, attemptId: attempt, note, occurredAt }: SessionEvent) => ({
  stepRevision: revision,
  stepType: type,
  stepAttempt: attempt,
  stepNote: note,
  stepAt: occurredAt,
});

const insertSession = writtenOnce((database) =>
  withEvent(
    database
      .insert(checkoutSessions)
      .values(allGiven(checkoutSessions, "eraseRequestedAt", "erasedAt"))
      .returning({ id: checkoutSessions.id }),
  ),
);

const saveSession = writtenOnce((database) => {
  const { id, revision } = checkoutSessions;
  return withEvent(
    database
      .update(checkoutSessions)
      .set(allGiven(checkoutSessions, "id", "createdAt", "eraseRequestedAt", "erasedAt"))
      .where(and(eq(id, given(id, "id")), eq(revision, given(revision, "fromRevision"))))
      .returning({ id }),
  );
});
