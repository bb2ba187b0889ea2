import { desc, eq, sql } from "drizzle-orm";
import { givenArray, writtenOnce } from "../connection/written-once.ts";
import { isStorable, textArray, type Database } from "../database.ts";
import { attemptFromRow } from "../payment-rows.ts";
import { checkoutSessions, paymentAttempts } from "../schema/purchase.ts";
import { sessionFromRow } from "../session-row.ts";
import type { StoreReads, TriedSession } from "../../store.ts";
import { readTogether } from "./dataloader.ts";

type Column = "id" | "link";

/**
 * What the status call reads. Hosts ask in a loop, so it is one statement whose text is written once, and what is asked at the
 * same moment is asked together.
 */
export function statusReadsOn(database: Database): Pick<StoreReads, "sessionWithLastAttempt"> {
  const by = (column: Column) => {
    return readTogether<string, TriedSession | null>(async (values) => {
      const rows = await triedBy[column](database, { values: textArray(values) });
      const found = new Map(rows.map((row) => [row.checkout_sessions[column], row]));
      return values.map((value) => () => {
        const row = found.get(value);
        return row === undefined ? null : triedFrom(row);
      });
    });
  };
  const [byId, byLink] = [by("id"), by("link")];
  return {
    async sessionWithLastAttempt(reference) {
      const [read, value] = "link" in reference ? [byLink, reference.link] : [byId, reference.sessionId];
      return isStorable(value) ? read(value) : null;
    },
  };
}

const statementBy = (column: Column) =>
  writtenOnce((database) => {
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
      .where(sql`${checkoutSessions[column]} = any(${givenArray("values", "text")})`);
  });
const triedBy = { id: statementBy("id"), link: statementBy("link") };

type Row = Awaited<ReturnType<typeof triedBy.id>>[number];

const triedFrom = ({ checkout_sessions: session, last }: Row): TriedSession => ({
  session: sessionFromRow(session),
  lastAttempt: last === null ? null : attemptFromRow(last),
});
