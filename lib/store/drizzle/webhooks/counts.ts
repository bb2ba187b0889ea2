import { asc, sql } from "drizzle-orm";
import type { WebhookOutcome, WebhookReads, WebhookWrites } from "../../webhook-store.ts";
import type { Database } from "../database.ts";
import { webhookCounts } from "../schema/provider-event.ts";

export function webhookReadsOn(database: Database): WebhookReads {
  return {
    async webhookCounts() {
      const rows = await database
        .select()
        .from(webhookCounts)
        .orderBy(asc(webhookCounts.provider), asc(webhookCounts.outcome));
      return rows.map((row) => ({ ...row, outcome: row.outcome as WebhookOutcome }));
    },
  };
}

export function webhookWritesOn(database: Database): WebhookWrites {
  return {
    async countWebhooks(more) {
      await database
        .insert(webhookCounts)
        .values(more)
        .onConflictDoUpdate({
          target: [webhookCounts.provider, webhookCounts.outcome],
          set: {
            count: sql`${webhookCounts.count} + ${more.count}`,
            lastAt: sql`greatest(${webhookCounts.lastAt}, ${more.lastAt.toISOString()}::timestamptz)`,
          },
        });
    },
  };
}
