import { and, asc, eq, inArray } from "drizzle-orm";
import type { Database } from "./database.ts";
import { refundFromRow, refundToRow } from "./payment-rows.ts";
import { refunds } from "./schema/purchase.ts";
import type { StoreReads, StoreTransaction } from "../store.ts";

/** Money given back, each time with a key of its own. */
export function refundReadsOn(database: Database): Pick<StoreReads, "refund" | "refunds" | "openRefunds"> {
  return {
    async refund(key) {
      const [row] = await database.select().from(refunds).where(eq(refunds.key, key)).limit(1);
      return row === undefined ? null : refundFromRow(row);
    },
    async refunds(provider, reference) {
      const ofPayment = and(eq(refunds.provider, provider), eq(refunds.reference, reference));
      const rows = await database.select().from(refunds).where(ofPayment).orderBy(asc(refunds.requestedAt));
      return rows.map(refundFromRow);
    },
    async openRefunds(limit) {
      const rows = await database
        .select()
        .from(refunds)
        .where(inArray(refunds.state, ["requested", "unknown", "refused"]))
        .orderBy(asc(refunds.requestedAt))
        .limit(limit);
      return rows.map(refundFromRow);
    },
  };
}

export function refundWritesOn(database: Database): Pick<StoreTransaction, "insertRefund" | "saveRefund"> {
  return {
    async insertRefund(refund) {
      const row = refundToRow(refund);
      const inserted = await database.insert(refunds).values(row).onConflictDoNothing().returning({ key: refunds.key });
      return inserted.length === 1;
    },
    async saveRefund(refund) {
      const { state, settledAt } = refund;
      await database.update(refunds).set({ state, settledAt }).where(eq(refunds.key, refund.key));
    },
  };
}
