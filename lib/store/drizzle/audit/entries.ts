import { and, asc, desc, eq, gt, gte, isNotNull, sql, type InferSelectModel } from "drizzle-orm";
import type { AuditAction, AuditActor, AuditEntry, AuditReads, AuditWrites } from "../../audit-store.ts";
import { isStorable, type Database } from "../database.ts";
import { auditEntries } from "../schema/audit.ts";

export function auditReadsOn(database: Database): AuditReads {
  return {
    async auditEntries(since, limit, after) {
      const rows = await database
        .select()
        .from(auditEntries)
        .where(and(gte(auditEntries.occurredAt, since), gt(auditEntries.id, after)))
        .orderBy(asc(auditEntries.id))
        .limit(limit);
      return rows.map(entryFromRow);
    },
    async latestEntry(action) {
      const ofKind = database.select().from(auditEntries).where(eq(auditEntries.action, action));
      const [row] = await ofKind.orderBy(desc(auditEntries.id)).limit(1);
      return row === undefined ? null : entryFromRow(row);
    },
    async accountsOpenedFor(seller) {
      if (!isStorable(seller)) return new Set();
      const account = sql<string>`${auditEntries.details} ->> 'account'`;
      const rows = await database
        .select({ account })
        .from(auditEntries)
        .where(
          and(sql`${auditEntries.action} = 'seller_changed'`, eq(auditEntries.subject, seller), isNotNull(account)),
        );
      return new Set(rows.map((row) => row.account));
    },
  };
}

const entryFromRow = ({ action, actor, details, ...row }: InferSelectModel<typeof auditEntries>) => ({
  ...row,
  action: action as AuditAction,
  actor: actor as AuditActor,
  details: details as AuditEntry["details"],
});

export function auditWritesOn(database: Database): AuditWrites {
  return {
    async insertAuditEntry(entry) {
      await database.insert(auditEntries).values(entry);
    },
  };
}
