import { setImmediate as otherWork } from "node:timers/promises";
import type { Catalog } from "../product.ts";
import type { ImportHistory, ImportId, RollBackPlace, RolledBack } from "./history.ts";

export type RollBackRequest = {
  readonly id: ImportId;
  /** Says what would change, and changes nothing. */
  readonly isDryRun: boolean;
};

export type RollBackCounts = {
  /** Products. */
  readonly putBack: number;
  readonly withdrawn: number;
  /** Of which a part was changed by something else since, and stays. */
  readonly partLeft: number;
};

/** What a roll-back tells, in this order: products while there are few, then the end. */
export type RollBackLine =
  | ({ readonly type: "product" } & RolledBack)
  | { readonly type: "not_found" }
  /** It is older than what is kept of one of its sellers. */
  | { readonly type: "not_kept" }
  | ({
      readonly type: "would_roll_back";
      readonly imports: readonly ImportId[];
    } & RollBackCounts)
  | ({
      readonly type: "rolled_back";
      readonly imports: readonly ImportId[];
      /** Under which it is listed and can be rolled back itself; null: nothing had to change. */
      readonly id: ImportId | null;
    } & RollBackCounts);

/** PGlite works on the server's own thread, so a batch is also the longest time that a buyer's request waits. */
const BATCH = 100;
const MAX_SHOWN = 20;

/**
 * Puts the products of an import's sellers back to what they were before it: what it and every later import changed of them.
 * Ended in the middle, it can be run again. It is an import itself, with what it changed kept.
 */
export async function rollBackImport(
  {
    catalog,
    history,
    kept,
    now,
  }: {
    readonly catalog: Pick<Catalog, "reindex">;
    readonly history: ImportHistory;
    readonly kept: number;
    readonly now: () => Date;
  },
  { id, isDryRun }: RollBackRequest,
  onLine: (line: RollBackLine) => void | Promise<void>,
): Promise<RollBackCounts | null> {
  const plan = await history.planOf(id);
  if (typeof plan === "string") {
    await onLine({ type: plan });
    return null;
  }
  const start = { cause: "roll_back", source: `import ${id}`, feed: null, digest: null, rollsBack: id } as const;
  const recordAs = isDryRun ? null : await history.begin({ ...start, startedAt: now() });
  const counts = { putBack: 0, withdrawn: 0, partLeft: 0 };
  let shown = 0;
  let place: RollBackPlace | null = { importId: plan.ids[0] ?? id, after: null };
  while (place !== null) {
    const { products, next } = await history.rollBack(plan, place, { recordAs, limit: BATCH });
    for (const product of products) {
      if (product.kind === "put_back") counts.putBack += 1;
      if (product.kind === "withdrawn") counts.withdrawn += 1;
      if (product.isPartLeft) counts.partLeft += 1;
      if (product.kind === "unchanged" || (shown += 1) > MAX_SHOWN) continue;
      await onLine({ type: "product", ...product });
    }
    place = next;
    await otherWork();
  }
  if (recordAs === null) {
    await onLine({ type: "would_roll_back", imports: plan.ids, ...counts });
    return counts;
  }
  await history.markRolledBack(plan, recordAs);
  // Titles that came back are found by their own words again.
  while ((await catalog.reindex(BATCH)) > 0) await otherWork();
  const { withdrawn } = counts;
  const ended = await history.end(recordAs, { withdrawn, accepted: 0, rejected: 0, failure: null, endedAt: now() });
  await history.prune(kept, now());
  await onLine({ type: "rolled_back", imports: plan.ids, id: ended?.id ?? null, ...counts });
  return counts;
}
