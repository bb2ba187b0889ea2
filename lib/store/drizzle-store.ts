import { and, asc, eq, inArray, isNull, lt, ne, sql } from "drizzle-orm";
import type { SessionId } from "../ids.ts";
import type { Database } from "./drizzle-database.ts";
import {
  attemptFromRow,
  attemptToRow,
  captureFromRow,
  captureToRow,
  decisionFromRow,
  decisionToRow,
  orderFromRow,
  orderToRow,
} from "./drizzle-payment-rows.ts";
import {
  captures,
  checkoutSessions,
  discountUses,
  experimentExposures,
  orders,
  paymentAttempts,
  providerEvents,
  returnLinks,
  routeDecisions,
  sessionSteps,
} from "./drizzle-schema.ts";
import { sessionFromRow, sessionToRow } from "./drizzle-session-row.ts";
import { stockOn } from "./drizzle-stock.ts";
import type { SessionStep, Store, StoreReads, StoreTransaction } from "./store.ts";
import { attemptId, sessionId } from "../ids.ts";

/** Postgres refuses a zero byte in any text; an id that holds one exists nowhere. */
const isStorable = (id: string) => !id.includes("\0");

function readsOn(database: Database): StoreReads {
  const firstOrder = async (where: ReturnType<typeof eq>) => {
    const [row] = await database.select().from(orders).where(where).limit(1);
    return row === undefined ? null : orderFromRow(row);
  };
  const firstSession = async (where: ReturnType<typeof eq>) => {
    const [row] = await database.select().from(checkoutSessions).where(where).limit(1);
    return row === undefined ? null : sessionFromRow(row);
  };
  return {
    session: async (id) => (isStorable(id) ? firstSession(eq(checkoutSessions.id, id)) : null),
    sessionByLink: async (link) => (isStorable(link) ? firstSession(eq(checkoutSessions.link, link)) : null),
    order: (id) => firstOrder(eq(orders.id, id)),
    orderByLink: async (link) => (isStorable(link) ? firstOrder(eq(orders.link, link)) : null),
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
    async decisions(id) {
      return (
        await database
          .select()
          .from(routeDecisions)
          .where(eq(routeDecisions.sessionId, id))
          .orderBy(asc(routeDecisions.decidedAt))
      ).map(decisionFromRow);
    },
    async captures(id) {
      return (
        await database.select().from(captures).where(eq(captures.sessionId, id)).orderBy(asc(captures.recordedAt))
      ).map(captureFromRow);
    },
    async steps(id) {
      const rows = await database
        .select()
        .from(sessionSteps)
        .where(eq(sessionSteps.sessionId, id))
        .orderBy(asc(sessionSteps.id));
      return rows.map((row): SessionStep => ({
        sessionId: sessionId(row.sessionId),
        revision: row.revision,
        type: row.type as SessionStep["type"],
        attemptId: row.attemptId === null ? null : attemptId(row.attemptId),
        note: row.note,
        at: row.at,
      }));
    },
    async openPayments(before, limit) {
      const rows = await database
        .select({ id: checkoutSessions.id })
        .from(checkoutSessions)
        .where(
          and(
            inArray(checkoutSessions.status, ["paying", "unresolved", "awaiting_buyer"]),
            lt(checkoutSessions.updatedAt, before),
          ),
        )
        .orderBy(asc(checkoutSessions.updatedAt))
        .limit(limit);
      return rows.map((row) => sessionId(row.id));
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
    async usedUpCodes(codes, except) {
      if (codes.length === 0) return new Set();
      const rows = await database
        .select({ code: discountUses.code, uses: sql<number>`count(*)::int` })
        .from(discountUses)
        .where(
          and(
            inArray(
              discountUses.code,
              codes.map((one) => one.code),
            ),
            except === null ? undefined : ne(discountUses.sessionId, except),
          ),
        )
        .groupBy(discountUses.code);
      return new Set(
        codes
          .filter((one) => (rows.find((row) => row.code === one.code)?.uses ?? 0) >= one.limit)
          .map((one) => one.code),
      );
    },
    async returnUrl(id) {
      const [row] = await database
        .select({ url: returnLinks.url })
        .from(returnLinks)
        .where(eq(returnLinks.sessionId, id))
        .limit(1);
      return row?.url ?? null;
    },
  };
}

function writesOn(database: Database): Omit<StoreTransaction, keyof StoreReads> {
  const appendStep = async (step: SessionStep) => {
    await database.insert(sessionSteps).values(step);
  };
  return {
    ...stockOn(database),
    appendStep,
    async insertSession(session, step) {
      await database.insert(checkoutSessions).values(sessionToRow(session, step.at));
      await appendStep(step);
    },
    async saveSession(session, fromRevision, step) {
      const { id, createdAt: _unchanged, ...row } = sessionToRow(session, step.at);
      const saved = await database
        .update(checkoutSessions)
        .set(row)
        .where(and(eq(checkoutSessions.id, id), eq(checkoutSessions.revision, fromRevision)))
        .returning({ id: checkoutSessions.id });
      if (saved.length === 0) return false;
      await appendStep(step);
      return true;
    },
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
    async insertOrder(order) {
      return (
        (await database.insert(orders).values(orderToRow(order)).onConflictDoNothing().returning({ id: orders.id }))
          .length === 1
      );
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
    async insertDecision(decision) {
      await database.insert(routeDecisions).values(decisionToRow(decision));
    },
    async insertExposure(exposure) {
      await database.insert(experimentExposures).values(exposure).onConflictDoNothing();
    },
    async claimEvent(provider, eventId, at) {
      const claimed = await database
        .insert(providerEvents)
        .values({ provider, eventId, receivedAt: at })
        .onConflictDoNothing()
        .returning({ eventId: providerEvents.eventId });
      return claimed.length === 1;
    },
    async takeDiscounts(id, merchantId, codes) {
      for (const { code, limit } of [...codes].sort((a, b) => a.code.localeCompare(b.code))) {
        await database.execute(sql`select pg_advisory_xact_lock(hashtext(${`discount ${code}`}))`);
        const [row] = await database
          .select({ uses: sql<number>`count(*)::int` })
          .from(discountUses)
          .where(and(eq(discountUses.code, code), ne(discountUses.sessionId, id)));
        if (limit !== null && (row?.uses ?? 0) >= limit) return false;
      }
      const rows = codes.map(({ code }) => ({ code, sessionId: id, merchantId }));
      if (rows.length > 0) await database.insert(discountUses).values(rows).onConflictDoNothing();
      return true;
    },
    async releaseDiscounts(id) {
      await database.delete(discountUses).where(eq(discountUses.sessionId, id));
    },
    async saveReturnUrl(id: SessionId, url, at) {
      await database
        .insert(returnLinks)
        .values({ sessionId: id, url, storedAt: at })
        .onConflictDoUpdate({ target: returnLinks.sessionId, set: { url, storedAt: at } });
    },
  };
}

/**
 * The store on PGlite or Postgres. Inside a transaction use only the argument that is passed in: on PGlite,
 * the outer connection waits for the transaction to end, so using it there would wait for ever.
 */
export function createStore(database: Database): Store {
  return {
    ...readsOn(database),
    transaction: (work) =>
      database.transaction((transaction) => work({ ...readsOn(transaction), ...writesOn(transaction) })),
  };
}
