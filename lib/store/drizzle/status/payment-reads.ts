import { asc, eq, sql } from "drizzle-orm";
import type { PaymentReads } from "../../payments/payment-reads.ts";
import type { StoredAttempt } from "../../store.ts";
import { given, writtenOnce } from "../connection/written-once.ts";
import { isStorable, type Database } from "../database.ts";
import { hasLife, orderWithLife } from "../orders.ts";
import { attemptFromRow } from "../payment-rows.ts";
import { checkoutSessions, orders, paymentAttempts } from "../schema/purchase.ts";
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

const sessionWithAttempts = writtenOnce((database) =>
  database
    .select({ session: checkoutSessions, attempt: paymentAttempts })
    .from(checkoutSessions)
    .leftJoin(paymentAttempts, ofSession)
    .where(eq(checkoutSessions.id, given(checkoutSessions.id, "id")))
    .orderBy(asc(paymentAttempts.n)),
);

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
    async sessionWithAttempts(id) {
      if (!isStorable(id)) return null;
      const rows = await sessionWithAttempts(database, { id });
      const [first] = rows;
      if (first === undefined) return null;
      const attempts = rows.flatMap(({ attempt }) => (attempt === null ? [] : [attemptFromRow(attempt)]));
      return { session: sessionFromRow(first.session), attempts };
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
