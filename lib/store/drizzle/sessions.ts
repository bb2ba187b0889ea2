import { and, asc, eq, gt, inArray, lt, lte, or, sql, type SQL } from "drizzle-orm";
import { attemptId, sessionId, type SessionId } from "../../ids.ts";
import { isStorable, rowsOf, type Database } from "./database.ts";
import { checkoutSessions, returnLinks, sessionEvents } from "./schema/purchase.ts";
import { sessionFromRow, sessionToRow } from "./session-row.ts";
import type { SessionEvent } from "../../checkout/session-event.ts";
import type { StoreReads, StoreTransaction } from "../store.ts";

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
  const firstSession = async (where: ReturnType<typeof eq>) => {
    const [row] = await database.select().from(checkoutSessions).where(where).limit(1);
    return row === undefined ? null : sessionFromRow(row);
  };
  return {
    session: async (id) => (isStorable(id) ? firstSession(eq(checkoutSessions.id, id)) : null),
    sessionByLink: async (link) => (isStorable(link) ? firstSession(eq(checkoutSessions.link, link)) : null),
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
      const row = sessionToRow(session, step.occurredAt);
      await withEvent(
        database,
        database.insert(checkoutSessions).values(row).returning({ id: checkoutSessions.id }),
        step,
      );
    },
    async saveSession(session, fromRevision, step) {
      const { id, createdAt: _unchanged, ...row } = sessionToRow(session, step.occurredAt);
      const saving = database
        .update(checkoutSessions)
        .set(row)
        .where(and(eq(checkoutSessions.id, id), eq(checkoutSessions.revision, fromRevision)))
        .returning({ id: checkoutSessions.id });
      return withEvent(database, saving, step);
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

/** Writes a session and appends its event by one statement: neither where the session was not written, which is false. */
async function withEvent(
  database: Database,
  writing: { getSQL(): SQL },
  { revision, type, attemptId: attempt, note, occurredAt }: SessionEvent,
): Promise<boolean> {
  const { rows } = await rowsOf(
    database,
    sql`with "written" as (${writing.getSQL()}) insert into "session_events" ("session_id", "revision", "type", "attempt_id", "note", "at") select "id", ${revision}::integer, ${type}::text, ${attempt}::text, ${note}::text, ${occurredAt.toISOString()}::timestamptz from "written" returning "id"`,
  );
  return rows.length === 1;
}
