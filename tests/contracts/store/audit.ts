import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AuditEntry } from "#lib/store/audit-store.ts";
import type { OpenDatabase } from "#lib/store/drizzle/database.ts";
import { later, openStoreBench, random, type StoreBench } from "./store-bench.ts";

const withIds = (entries: readonly AuditEntry[]) =>
  entries.map((entry) => ({ ...entry, id: expect.any(Number) as number }));

/** The audit trail: on every database that the store runs on. */
export function auditStoreContract(name: string, open: () => Promise<OpenDatabase>): void {
  let bench: StoreBench;
  beforeAll(async () => {
    bench = await openStoreBench(open);
  });
  afterAll(() => bench.opened.close());

  const insert = async (seconds: number, changes: Partial<AuditEntry> = {}): Promise<AuditEntry> => {
    const entry: AuditEntry = {
      occurredAt: later(seconds * 1000),
      action: "refund_requested",
      actor: "orders_api",
      subject: `T-${random()}`,
      why: "arrived broken",
      details: { amount_minor: 1250, currency: "USD" },
      ...changes,
    };
    await bench.store.transaction((transaction) => transaction.insertAuditEntry(entry));
    return entry;
  };

  describe(`the audit trail on ${name}`, () => {
    it("has every entry as it was written, oldest first, from a moment on and page by page", async () => {
      const from = 10_000_000;
      const entries = [];
      for (let n = 0; n < 5; n += 1) entries.push(await insert(from + n, n === 2 ? { subject: null, why: null } : {}));
      const read = await bench.store.auditEntries(later(from * 1000), 100, 0);
      expect(read).toEqual(withIds(entries));
      const page = await bench.store.auditEntries(later((from + 1) * 1000), 2, 0);
      expect(page).toEqual(withIds(entries.slice(1, 3)));
      const next = await bench.store.auditEntries(later((from + 1) * 1000), 100, page.at(-1)?.id ?? 0);
      expect(next).toEqual(withIds(entries.slice(3)));
    });

    it.each([
      "update audit_entries set why = 'it was nothing'",
      "update audit_entries set why = 'it was nothing' where action = 'refund_requested'",
      "delete from audit_entries",
      "truncate audit_entries",
      "truncate audit_entries cascade",
    ])("is changed by nobody: the database refuses %s", async (statement) => {
      const entry = await insert(20_000_000);
      await expect(bench.opened.database.execute(statement)).rejects.toMatchObject({
        cause: { message: expect.stringContaining("audit_entries grows only") },
      });
      const read = await bench.store.auditEntries(later(20_000_000_000), 1000, 0);
      expect(read.map(({ subject, why }) => ({ subject, why }))).toContainEqual({
        subject: entry.subject,
        why: "arrived broken",
      });
    });
  });
}
