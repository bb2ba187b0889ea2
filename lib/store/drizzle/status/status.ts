import { desc, eq, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { isStorable, type Database } from "../database.ts";
import { attemptFromRow } from "../payment-rows.ts";
import { checkoutSessions, paymentAttempts } from "../schema/purchase.ts";
import { sessionFromRow } from "../session-row.ts";
import { once } from "./once.ts";
import type { StoreReads } from "../../store.ts";

/** What the status call reads. A host asks in a loop, so it is one statement, and its text is written once. */
export function statusReadsOn(database: Database): Pick<StoreReads, "sessionWithLastAttempt"> {
  const byId = once(() => statementBy(database, checkoutSessions.id));
  const byLink = once(() => statementBy(database, checkoutSessions.link));
  return {
    async sessionWithLastAttempt(reference) {
      const [statement, value] = "link" in reference ? [byLink, reference.link] : [byId, reference.sessionId];
      if (!isStorable(value)) return null;
      const [row] = await statement().execute({ value });
      if (row === undefined) return null;
      const { checkout_sessions: session, last } = row;
      return { session: sessionFromRow(session), lastAttempt: last === null ? null : attemptFromRow(last) };
    },
  };
}

function statementBy(database: Database, column: PgColumn) {
  const last = database
    .select()
    .from(paymentAttempts)
    .where(eq(paymentAttempts.sessionId, checkoutSessions.id))
    .orderBy(desc(paymentAttempts.n))
    .limit(1)
    .as("last");
  return database
    .select()
    .from(checkoutSessions)
    .leftJoinLateral(last, sql`true`)
    .where(eq(column, sql.placeholder("value")))
    .limit(1)
    .prepare(`status_by_${column.name}`);
}
