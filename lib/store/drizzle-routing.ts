import { asc, eq } from "drizzle-orm";
import { isStorable, type Database } from "./drizzle-database.ts";
import { decisionFromRow, decisionToRow } from "./drizzle-payment-rows.ts";
import { experimentExposures, routeDecisions } from "./drizzle-schema.ts";
import type { StoreReads, StoreTransaction } from "./store.ts";

/** Which way each purchase was sent, and who saw a variant of the experiment. */
export function routingReadsOn(database: Database): Pick<StoreReads, "decisions"> {
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
  };
}

export function routingWritesOn(database: Database): Pick<StoreTransaction, "insertDecision" | "insertExposure"> {
  return {
    async insertDecision(decision) {
      await database.insert(routeDecisions).values(decisionToRow(decision));
    },
    async insertExposure(exposure) {
      await database.insert(experimentExposures).values(exposure).onConflictDoNothing();
    },
  };
}
