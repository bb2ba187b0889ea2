import { and, asc, desc, eq, sql } from "drizzle-orm";
import type { PaymentReads } from "../../payments/payment-reads.ts";
import type { StoredAttempt } from "../../store.ts";
import { given, writtenOnce } from "../connection/written-once.ts";
import { isStorable, type Database } from "../database.ts";
import { hasLife, orderWithLife } from "../orders.ts";
import { isSwitchedOff } from "../pauses.ts";
import { attemptFromRow, decisionFromRow } from "../payment-rows.ts";
import { checkoutSessions, orders, paymentAttempts } from "../schema/purchase.ts";
import { routeDecisions } from "../schema/routing.ts";
import { sellers } from "../schema/sellers/seller.ts";
import { recordFromRow } from "../sellers/sellers.ts";
import { sessionFromRow } from "../session-row.ts";

const ofSession = eq(paymentAttempts.sessionId, checkoutSessions.id);

const payable = writtenOnce((database) =>
  database
    .select({
      session: checkoutSessions,
      seller: sellers,
      attempts: sql<number>`(select count(*)::int from ${paymentAttempts} where ${ofSession})`,
    })
    .from(checkoutSessions)
    .leftJoin(sellers, eq(sellers.id, checkoutSessions.sellerId))
    .where(eq(checkoutSessions.id, given(checkoutSessions.id, "id"))),
);

const chargeable = writtenOnce((database) => {
  const { sellerId, basket } = checkoutSessions;
  const route = database
    .select()
    .from(routeDecisions)
    .where(and(eq(routeDecisions.sessionId, checkoutSessions.id), eq(routeDecisions.kind, "routed")))
    .orderBy(desc(routeDecisions.decidedAt))
    .limit(1)
    .as("route");
  const itsSellers = sql`select ${sellerId} union all
    select part ->> 'sellerId' from jsonb_array_elements(coalesce(${basket} -> 'parts', '[]'::jsonb)) part`;
  return database
    .select({
      session: checkoutSessions,
      attempt: paymentAttempts,
      route: {
        id: route.id,
        sessionId: route.sessionId,
        sellerId: route.sellerId,
        shopperId: route.shopperId,
        capabilities: route.capabilities,
        flags: route.flags,
        kind: route.kind,
        route: route.route,
        reason: route.reason,
        revision: route.revision,
        shown: route.shown,
        decidedAt: route.decidedAt,
      },
      isSwitchedOff: sql<boolean>`${isSwitchedOff(itsSellers)}`,
    })
    .from(checkoutSessions)
    .leftJoin(paymentAttempts, ofSession)
    .leftJoinLateral(route, sql`true`)
    .where(eq(checkoutSessions.id, given(checkoutSessions.id, "id")))
    .orderBy(asc(paymentAttempts.n));
});

const attemptWithSession = writtenOnce((database) =>
  database
    .select({ attempt: paymentAttempts, session: checkoutSessions })
    .from(paymentAttempts)
    .innerJoin(checkoutSessions, ofSession)
    .where(eq(paymentAttempts.id, given(paymentAttempts.id, "id"))),
);

const attemptWithOrder = writtenOnce((database) =>
  database
    .select({ attempt: paymentAttempts, session: checkoutSessions, order: orders, hasLife: hasLife(database) })
    .from(paymentAttempts)
    .innerJoin(checkoutSessions, ofSession)
    .leftJoin(orders, eq(orders.sessionId, checkoutSessions.id))
    .where(eq(paymentAttempts.id, given(paymentAttempts.id, "id"))),
);

/** What a payment reads together. Nobody pays without these, so each is one statement with one plan. */
export function paymentReadsTogetherOn(database: Database): PaymentReads<StoredAttempt> {
  return {
    async payable(id) {
      if (!isStorable(id)) return null;
      const [row] = await payable(database, { id });
      if (row === undefined) return null;
      const { session, seller } = row;
      return {
        session: sessionFromRow(session),
        seller: seller === null ? null : recordFromRow(seller),
        attempts: row.attempts,
      };
    },
    async chargeable(id) {
      if (!isStorable(id)) return null;
      const rows = await chargeable(database, { id });
      const [first] = rows;
      if (first === undefined) return null;
      const attempts = rows.flatMap(({ attempt }) => (attempt === null ? [] : [attemptFromRow(attempt)]));
      const { session, route, isSwitchedOff: isOff } = first;
      return {
        session: sessionFromRow(session),
        attempts,
        route: route === null ? null : decisionFromRow(route),
        isSwitchedOff: isOff,
      };
    },
    async attemptWithOrder(id) {
      if (!isStorable(id)) return null;
      const [row] = await attemptWithOrder(database, { id });
      if (row === undefined) return null;
      const order = row.order === null ? null : await orderWithLife(database, row.order, row.hasLife);
      return { attempt: attemptFromRow(row.attempt), session: sessionFromRow(row.session), order };
    },
    async attemptWithSession(id) {
      if (!isStorable(id)) return null;
      const [row] = await attemptWithSession(database, { id });
      return row === undefined ? null : { attempt: attemptFromRow(row.attempt), session: sessionFromRow(row.session) };
    },
  };
}
