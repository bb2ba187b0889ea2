import type { CatalogImport } from "../../catalog/imports/history.ts";

export type ImportView = ReturnType<typeof importView>;

/** An import as `npm run feed:imports -- --json` prints it. */
export const importView = (one: CatalogImport) => ({
  id: one.id,
  started_at: one.startedAt.toISOString(),
  /** Null: it is running, or its process ended before it. */
  ended_at: one.endedAt?.toISOString() ?? null,
  cause: one.cause,
  source: one.source,
  sellers: one.sellers,
  added: one.added,
  changed: one.changed,
  withdrawn: one.withdrawn,
  accepted: one.accepted,
  rejected: one.rejected,
  failure: one.failure,
  rolls_back: one.rollsBack,
  rolled_back_by: one.rolledBackBy,
  can_be_rolled_back: !one.isPruned,
});
