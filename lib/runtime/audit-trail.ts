import { isAbsolute, join } from "node:path";
import type { ImportReport } from "../catalog/product.ts";
import { auditedSettings } from "../config/audited-settings.ts";
import type { PaymentProvider } from "../payments/provider.ts";
import type { AuditActor, AuditEntry } from "../store/audit-store.ts";
import type { Store } from "../store/store.ts";
import { nameEarlierRows } from "./accounts.ts";
import { countKeyRefusals, type KeyRefusals } from "./key-refusals.ts";
import type { Logger } from "./pino-log.ts";

/** What an import came to; `failure` says why it ended before the end of the file. */
export type ImportEnd = {
  readonly file: string;
  readonly report: ImportReport & { readonly failure: string | null };
};

/** An import as the audit trail has it. Not in the import's own transactions, which are many. */
export const importEntry = (actor: AuditActor, occurredAt: Date, { file, report }: ImportEnd): AuditEntry => ({
  occurredAt,
  action: "feed_imported",
  actor,
  subject: file,
  why: report.failure,
  details: {
    accepted: report.accepted,
    rejected: report.rejected,
    withdrawn: report.withdrawn,
    stock_set: report.stockSet,
    stock_left: report.stockLeft,
    prices_left: report.pricesLeft,
  },
});

/** Counts keys that are refused, for the audit trail. */
export const keyRefusalsIn = (store: Store, log: Logger, now: () => Date): KeyRefusals =>
  countKeyRefusals({
    insert: (entry) => store.transaction((transaction) => transaction.insertAuditEntry(entry)),
    log,
    now,
  });

/** Writes down that a server starts, with which settings, and what it imported on the way. */
export async function recordStart(
  store: Store,
  start: {
    readonly env: Readonly<Record<string, string | undefined>>;
    readonly root: string;
    readonly imported: ImportEnd | null;
    readonly provider: PaymentProvider;
    readonly occurredAt: Date;
  },
): Promise<void> {
  const { env, root, imported, occurredAt } = start;
  // Before this start is the last one in the trail.
  await nameEarlierRows(store, start.provider);
  const path = (value: string) => (isAbsolute(value) ? value : join(/* turbopackIgnore: true */ root, value));
  const details = { node: process.versions.node, ...auditedSettings(env, path) };
  await store.transaction(async (transaction) => {
    await transaction.insertAuditEntry({
      occurredAt,
      action: "started",
      actor: "server",
      subject: null,
      why: null,
      details,
    });
    if (imported !== null) await transaction.insertAuditEntry(importEntry("server", occurredAt, imported));
  });
}
