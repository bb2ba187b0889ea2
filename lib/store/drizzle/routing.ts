import { asc, desc, eq } from "drizzle-orm";
import { isStorable, type Database } from "./database.ts";
import { decisionFromRow, decisionToRow } from "./payment-rows.ts";
import { routeDecisions } from "./schema/routing.ts";
import type { StoreReads, StoreTransaction } from "../store.ts";

/** Which way each purchase was sent. */
export function routingReadsOn(database: Database): Pick<StoreReads, "decisions" | "latestDecisions"> {
  return {
    async decisions(id) {
      if (!isStorable(id)) return [];
      return (
        await database
          .select()
          .from(routeDecisions)
          .where(eq(routeDecisions.sessionId, id))
          .orderBy(asc(routeDecisions.decidedAt))
      ).map(decisionFromRow);
    },
    async latestDecisions(limit) {
      const rows = await database.select().from(routeDecisions).orderBy(desc(routeDecisions.decidedAt)).limit(limit);
      return rows.map(decisionFromRow);
    },
  };
}

export function routingWritesOn(database: Database): Pick<StoreTransaction, "insertDecision"> {
  return {
    async insertDecision(decision) {
      await database.insert(routeDecisions).values(decisionToRow(decision));
    },
  };
}
